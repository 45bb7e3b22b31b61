package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.sim.Flaw;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks can fail: each promise that is broken on purpose is noticed, by the rule that is to notice it. */
class PlantedFlawsTest {
    private static final int SEEDS = 150;
    private static final long FROM = 1_000;

    private static final Set<Flaw> OF_ESTATES =
            EnumSet.of(Flaw.TICKETS_IGNORED, Flaw.CAPACITY_IGNORED, Flaw.BANS_IGNORED, Flaw.UNMANAGED_IGNORED);

    record Proof(String rule, Flaw flaw) {}

    /** Every rule, with the broken promises that show that it can fail. */
    static List<Proof> proofs() {
        return List.of(
                new Proof("never twice", Flaw.FENCING_NOT_AWAITED),
                new Proof("never twice", Flaw.FENCING_LIES),
                new Proof("never twice", Flaw.STOPS_LIE),
                new Proof("never twice", Flaw.PROBES_BLIND),
                new Proof("never twice knowingly", Flaw.ANSWERS_UNHEARD),
                new Proof("quorum first", Flaw.QUORUM_NOT_CHECKED),
                new Proof("one side", Flaw.QUORUM_NOT_CHECKED),
                new Proof("fenced first", Flaw.RECOVERED_BEFORE_FENCED),
                new Proof("order", Flaw.ORDER_IGNORED),
                new Proof("one leader", Flaw.TWO_LEADERS),
                new Proof("versions go forward", Flaw.VERSIONS_GO_BACK),
                new Proof("plans are fresh", Flaw.OLD_PLAN_CARRIED_OUT),
                new Proof("no word of another view", Flaw.STALE_VIEW_ACCEPTED),
                new Proof("one at a time", Flaw.ORDERS_DOUBLED),
                new Proof("hands off", Flaw.MAINTENANCE_IGNORED),
                new Proof("stopped stays stopped", Flaw.TARGET_ROLES_IGNORED),
                new Proof("standby runs nothing", Flaw.STANDBY_IGNORED),
                new Proof("no start without the ticket", Flaw.TICKETS_IGNORED),
                new Proof("room for all", Flaw.CAPACITY_IGNORED),
                new Proof("bans keep away", Flaw.BANS_IGNORED),
                new Proof("left alone", Flaw.UNMANAGED_IGNORED),
                new Proof("acknowledged changes survive", Flaw.SAVED_BEFORE_SYNCED),
                new Proof("acknowledged changes survive", Flaw.MINORITY_WINS),
                new Proof("attributes survive", Flaw.ATTRIBUTES_FORGOTTEN),
                new Proof("one answer", Flaw.REPLIES_DOUBLED),
                new Proof("every request is answered", Flaw.REPLIES_LOST),
                new Proof("liveness", Flaw.STEPS_LOST));
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void brokenPromiseIsNoticed(Proof proof) {
        Set<String> others = new TreeSet<>();
        Violation found = null;
        long seed = FROM;
        while (found == null && seed < FROM + SEEDS) {
            Storm storm = OF_ESTATES.contains(proof.flaw()) ? Storm.ofEstate(seed, 40) : Storm.of(seed, 40);
            Violation violation = storm.with(proof.flaw()).run().violation();
            seed++;
            if (violation != null && violation.rule().equals(proof.rule())) {
                found = violation;
            } else if (violation != null) {
                others.add(violation.rule());
            }
        }
        System.out.println(proof.flaw() + " after " + (seed - FROM) + " storms: " + found);
        assertThat(found)
                .as("\"%s\" within %d storms; found were %s", proof.rule(), SEEDS, others)
                .isNotNull();
    }

    @Test
    void everyFlawProvesSomething() {
        Set<Flaw> used = EnumSet.noneOf(Flaw.class);
        proofs().forEach(proof -> used.add(proof.flaw()));
        assertThat(used).containsExactlyInAnyOrder(Flaw.values());
    }
}
