package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.sim.Habits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Storms that once broke a rule, as the fewest deeds that showed it. */
class MendedStormsTest {
    private static Deed deed(long waitMs, Deed.Kind kind, int who, int other) {
        return new Deed(waitMs, kind, who, other);
    }

    private static void holds(Storm storm) {
        Violation violation = storm.run().violation();
        assertThat(violation).as(() -> StormTest.tale(storm)).isNull();
    }

    /**
     * Messages take up to half a second, so that node 3 hears nothing of node 1 for the whole poll. Both took themselves for
     * the DC of one attempt, and node 2 took the CIB of the one and then the older one of the other.
     */
    @Test
    void aMemberTakesTheCibOfOneDcWhereLinksAreSlow() {
        holds(new Storm(
                397,
                3,
                true,
                Habits.BAD,
                null,
                List.of(
                        deed(1_323, Deed.Kind.CHANGE, 24, 0),
                        deed(3_653, Deed.Kind.KILL, 5, 1),
                        deed(920, Deed.Kind.RESUME, 24, 2),
                        deed(805, Deed.Kind.LEAVE, 30, 3),
                        deed(3_030, Deed.Kind.CHANGE, 10, 6),
                        deed(2_426, Deed.Kind.KILL_MIDWAY, 19, 9),
                        deed(963, Deed.Kind.CHANGE, 28, 10),
                        deed(2_890, Deed.Kind.START, 2, 11),
                        deed(486, Deed.Kind.HEAL, 9, 14),
                        deed(2_276, Deed.Kind.CUT_ONE_WAY, 31, 15),
                        deed(3_996, Deed.Kind.CLOCK_DRIFTS, 22, 16),
                        deed(2_479, Deed.Kind.DISK_GOOD, 24, 17),
                        deed(3_165, Deed.Kind.DELAY, 25, 19),
                        deed(736, Deed.Kind.HEAL, 6, 20),
                        deed(3_745, Deed.Kind.CHANGE, 6, 21),
                        deed(3_424, Deed.Kind.STOP_OR_START, 24, 22),
                        deed(655, Deed.Kind.START, 1, 23),
                        deed(3_042, Deed.Kind.RESUME, 12, 29))));
    }

    /** A member that went on running a resource was in the view and not heard; the new DC's CIB had never heard of it. */
    @Test
    void nothingIsStartedBesideASilentMember() {
        Stream.of(5_005_733L, 5_005_653L).forEach(seed -> holds(Storm.of(seed, 40)));
    }

    /**
     * With the last man standing, of four nodes one had left and the others expected three votes; one of these was cut off, met
     * the fourth, and the two had quorum beside the other two.
     */
    @Test
    void aNodeThatComesBackBringsNoQuorumToTheSmallerSide() {
        holds(Storm.of(301_484, 40));
    }

    /**
     * A migration was given up in the second in which it had begun, or beside a clock that was far ahead; at the next move the
     * resource was taken for one that was still on its way, and brought to the other node while it ran on the first.
     */
    @Test
    void aMigrationThatWasGivenUpIsNotFinishedLater() {
        Stream.of(300_661L, 300_724L, 301_173L).forEach(seed -> holds(Storm.ofEstate(seed, 40)));
    }

    /** A cleanup made the cluster forget what ran on a node, and for that time there seemed to be room. */
    @Test
    void whatACleanupHasMadeForgottenTakesNoRoom() {
        holds(Storm.ofEstate(300_518, 40));
    }

    /**
     * Without fencing: a machine that was taken for dead while it was silent answers again; and a member of the group that is
     * blocked on another node than the one where the disk is demoted.
     */
    @Test
    void whatPacemakerDoesWithoutFencingIsNoViolation() {
        Stream.of(5_004_350L, 5_000_212L, 5_001_294L, 5_001_829L, 5_001_957L, 5_004_083L)
                .forEach(seed -> holds(Storm.of(seed, 40)));
    }
}
