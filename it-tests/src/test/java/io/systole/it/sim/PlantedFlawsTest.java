package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.sim.Flaw;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks can fail: each promise that is broken on purpose is noticed within a few storms. */
class PlantedFlawsTest {
    private static final int SEEDS = 150;

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void brokenPromiseIsNoticed(Flaw flaw) {
        Violation found = null;
        long seed = 1_000;
        while (found == null && seed < 1_000 + SEEDS) {
            found = Storm.of(seed++, 40).with(flaw).run().violation();
        }
        System.out.println(flaw + " after " + (seed - 1_000) + " storms: " + found);
        assertThat(found).as("a violation within %d storms", SEEDS).isNotNull();
    }
}
