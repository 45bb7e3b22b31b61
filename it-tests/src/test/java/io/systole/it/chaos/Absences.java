package io.systole.it.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * When which node was out of the others' sight, or could have been: without fencing a node that is cut off or stands still may go
 * on with what the others recover, as Pacemaker documents. Times are those of {@link System#nanoTime}.
 */
final class Absences {
    /** What was under way on both sides when the node came back may take so long. */
    private static final long GRACE_NANOS = 5_000_000_000L;

    /** Everyone. */
    static final String ALL = "*";

    private record Absence(String node, long from, long to) {}

    private final List<Absence> known = new ArrayList<>();

    synchronized void add(String node, long fromNanos, long toNanos) {
        Absence last = known.isEmpty() ? null : known.get(known.size() - 1);
        if (last != null && last.node().equals(node) && last.to() - fromNanos >= 0) {
            known.set(known.size() - 1, new Absence(node, last.from(), toNanos + GRACE_NANOS));
            return;
        }
        known.add(new Absence(node, fromNanos, toNanos + GRACE_NANOS));
    }

    synchronized boolean covers(String node, long atNanos) {
        return known.stream()
                .anyMatch(absence ->
                        (absence.node().equals(node) || absence.node().equals(ALL))
                                && atNanos - absence.from() >= 0
                                && absence.to() - atNanos >= 0);
    }
}
