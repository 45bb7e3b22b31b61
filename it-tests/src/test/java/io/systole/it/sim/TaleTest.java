package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.sim.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person gets to see of a violation. */
class TaleTest {
    @Test
    void aTaleNamesRuleSeedAndTheFewestDeedsAndTellsWhatHappened() {
        Storm storm = Storm.of(1_001, 40).with(Flaw.STANDBY_IGNORED);
        Violation violation = storm.run().violation();
        assertThat(violation.rule()).isEqualTo("standby runs nothing");

        Storm small = storm.shrunk();
        assertThat(small.deeds()).hasSizeLessThan(storm.deeds().size() / 4).isSubsetOf(storm.deeds());
        assertThat(small.run().violation().rule()).isEqualTo(violation.rule());
        for (Deed deed : small.deeds()) {
            List<Deed> fewer = small.deeds().stream().filter(d -> d != deed).toList();
            Violation without = storm.with(fewer).run().violation();
            assertThat(without == null || !without.rule().equals(violation.rule()))
                    .as("%s is needed", deed)
                    .isTrue();
        }
        assertThat(StormTest.tale(storm))
                .startsWith("seed 1001, " + storm.nodes() + " nodes: standby runs nothing: ")
                .contains(small.deeds().get(0).toString(), " is started", "S_STARTING -> ");
    }
}
