package io.systole.it.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * When which node was out of the others' sight. Without fencing such a node may go on with what the others recover meanwhile, as
 * Pacemaker documents: one that stands still does not know that it is lost, one that is cut off stops what it runs only after it
 * has noticed that its quorum is gone. Every excuse names a node and ends. Times are those of {@link System#nanoTime}.
 */
final class Absences {
    /** What was under way on both sides when the node came back may take so long. */
    static final long GRACE_NANOS = 5_000_000_000L;

    /** So long a node that is cut off may begin what it was told before; then it has no quorum and begins nothing. */
    static final long NOTICE_NANOS = 5_000_000_000L;

    private record Absence(String node, long from, long to, boolean comesAndGoes) {
        boolean excusesHolder(long at) {
            return at - from >= 0 && at - over() <= 0;
        }

        boolean excusesTaker(long at) {
            boolean inTheMiddle = at - from > NOTICE_NANOS && at - to < 0;
            return excusesHolder(at) && (comesAndGoes || !inTheMiddle);
        }

        long over() {
            return to + GRACE_NANOS;
        }
    }

    private final List<Absence> known = new ArrayList<>();

    /** @param comesAndGoes whether the node was in sight now and then */
    synchronized void add(String node, long fromNanos, long toNanos, boolean comesAndGoes) {
        known.add(new Absence(node, fromNanos, toNanos, comesAndGoes));
    }

    /** Until when the lock may have been held twice; empty where nobody's absence excuses it. */
    synchronized OptionalLong excuse(Witness.Conflict conflict) {
        long at = conflict.atNanos();
        LongStream ends = known.stream()
                .filter(absence -> absence.node().equals(conflict.holder()) && absence.excusesHolder(at)
                        || absence.node().equals(conflict.taker()) && absence.excusesTaker(at))
                .mapToLong(Absence::over);
        return ends.reduce((a, b) -> a - b > 0 ? a : b);
    }

    /** Whether anybody was out of sight then: both sides of a cut believe that it is the other. */
    synchronized boolean any(long atNanos) {
        return known.stream().anyMatch(absence -> absence.excusesHolder(atNanos));
    }
}
