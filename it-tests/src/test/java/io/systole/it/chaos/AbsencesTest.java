package io.systole.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An excuse holds for the node that it names and for its time, so that a real fault shows beside it. */
class AbsencesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FROM = 100 * SECOND;
    private static final long TO = 108 * SECOND;

    private final Absences absences = new Absences();

    private boolean excused(long at, String holder, String taker) {
        return absences.excuse(new Witness.Conflict(at, "p1", holder, taker)).isPresent();
    }

    @Test
    void whatANodeOutOfSightStillHoldsMayBeTakenUntilItIsBackAndHasBeenHeard() {
        absences.add("lost", FROM, TO, false);
        assertThat(excused(FROM - 1, "lost", "other")).isFalse();
        assertThat(excused(FROM, "lost", "other")).isTrue();
        assertThat(excused(TO, "lost", "other")).isTrue();
        assertThat(excused(TO + Absences.GRACE_NANOS, "lost", "other")).isTrue();
        assertThat(excused(TO + Absences.GRACE_NANOS + 1, "lost", "other")).isFalse();
    }

    @Test
    void theAbsenceOfAThirdNodeExcusesNothing() {
        absences.add("lost", FROM, TO, false);
        assertThat(excused(FROM + SECOND, "one", "other")).isFalse();
    }

    @Test
    void aNodeThatIsOutOfSightBeginsNothingAfterItHasNoticed() {
        absences.add("lost", FROM, TO, false);
        assertThat(excused(FROM + SECOND, "other", "lost"))
                .as("told before the cut")
                .isTrue();
        assertThat(excused(FROM + Absences.NOTICE_NANOS + 1, "other", "lost")).isFalse();
        assertThat(excused(TO - 1, "other", "lost")).isFalse();
        assertThat(excused(TO, "other", "lost")).as("back").isTrue();
    }

    @Test
    void aNodeThatComesAndGoesMayBeginThingsWheneverItIsHeard() {
        absences.add("lost", FROM, TO, true);
        assertThat(excused(TO - SECOND, "other", "lost")).isTrue();
    }

    @Test
    void anExcuseSaysWhenItEnds() {
        absences.add("lost", FROM, TO, false);
        absences.add("lost", FROM, TO + SECOND, false);
        assertThat(absences.excuse(new Witness.Conflict(FROM, "rows", "lost", "other")))
                .hasValue(TO + SECOND + Absences.GRACE_NANOS);
    }

    @Test
    void bothSidesOfACutAreExcusedForWhatTheyAcknowledge() {
        absences.add("lost", FROM, TO, false);
        assertThat(absences.any(FROM - 1)).isFalse();
        assertThat(absences.any(FROM)).isTrue();
        assertThat(absences.any(TO + Absences.GRACE_NANOS + 1)).isFalse();
    }
}
