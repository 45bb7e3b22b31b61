package io.systole.it.sim;

import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import java.util.List;

/** How a storm's cluster counts votes: the options of votequorum(5). */
enum Votes {
    /** More than half; two nodes with {@code two_node}. */
    MAJORITY,
    /** More than half, once all have been there. */
    WAIT_FOR_ALL,
    /** Half is enough where the lowest id is. */
    TIE_BREAKER,
    /** A partition that has quorum expects no more than it has, ten seconds later. */
    LAST_MAN_STANDING;

    private static final long WINDOW_MS = 10_000;

    Votequorum.Rules rules(int nodes) {
        boolean two = nodes == 2;
        return new Votequorum.Rules(
                true,
                nodes,
                two,
                two || this == WAIT_FOR_ALL || this == LAST_MAN_STANDING,
                !two && this == LAST_MAN_STANDING,
                WINDOW_MS,
                !two && this == TIE_BREAKER,
                List.of(),
                true);
    }

    /** Whether a view may be quorate. With the last man standing only {@link OneSide} can tell. */
    boolean enough(ClusterView view, int nodes) {
        int members = view.members().size();
        return switch (this) {
            case MAJORITY, WAIT_FOR_ALL -> members >= (nodes == 2 ? 1 : nodes / 2 + 1);
            case TIE_BREAKER -> nodes == 2 || 2 * members >= nodes;
            case LAST_MAN_STANDING -> nodes == 2 || members > 1;
        };
    }
}
