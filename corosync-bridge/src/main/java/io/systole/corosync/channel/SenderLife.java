package io.systole.corosync.channel;

import java.util.BitSet;
import javax.crypto.spec.SecretKeySpec;

/** What is known of one life of a sender: its key, and which of its datagrams have come. Safe for use from several threads. */
final class SenderLife {
    /** How far behind the newest counter a datagram may arrive, in datagrams. */
    static final int WINDOW = 4096;

    /** For how long after its answer a datagram may come that was sealed before it, without being told of. */
    static final long LATE_NANOS = 3_000_000_000L;

    /** What a datagram is, by its counter. */
    enum Arrival {
        /** To be heard. */
        FRESH,
        /** It was overtaken by its sender's answer: not to be heard, and nothing to tell of. */
        LATE,
        /** It has come before, or so late that only a recording is. */
        REPEATED
    }

    private final SecretKeySpec key;
    private final BitSet seen = new BitSet(WINDOW);
    private long newest;
    private long closed;
    private long closedNanos;

    SenderLife(SecretKeySpec key) {
        this.key = key;
    }

    SecretKeySpec key() {
        return key;
    }

    /** @param nanos now, by a clock that only goes on */
    synchronized Arrival arrived(long number, long nanos) {
        if (number <= newest - WINDOW) {
            return Arrival.REPEATED;
        }
        if (number > newest) {
            long fresh = Math.min(number - newest, WINDOW);
            for (long n = number - fresh + 1; n <= number; n++) {
                seen.clear((int) (n % WINDOW));
            }
            newest = number;
        }
        int slot = (int) (number % WINDOW);
        boolean first = !seen.get(slot);
        seen.set(slot);
        if (first && number > closed) {
            return Arrival.FRESH;
        }
        // Datagrams overtake each other: the network's doing shortly after the answer, and only somebody's else.
        return first && nanos - closedNanos <= LATE_NANOS ? Arrival.LATE : Arrival.REPEATED;
    }

    /** Takes the answer with this number: what has not come of all that was sealed before it is not heard any more. */
    synchronized void answered(long number, long nanos) {
        arrived(number, nanos);
        closed = number;
        closedNanos = nanos;
    }
}
