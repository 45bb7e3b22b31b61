package io.systole.corosync.channel;

import java.util.BitSet;
import javax.crypto.spec.SecretKeySpec;

/** What is known of one life of a sender: its key, and which of its datagrams have come. Safe for use from several threads. */
final class SenderLife {
    /** How far behind the newest counter a datagram may arrive, in datagrams. */
    static final int WINDOW = 4096;

    private final SecretKeySpec key;
    private final BitSet seen = new BitSet(WINDOW);
    private long newest;
    private long closed;

    SenderLife(SecretKeySpec key) {
        this.key = key;
    }

    SecretKeySpec key() {
        return key;
    }

    synchronized boolean firstTime(long number) {
        if (number <= newest - WINDOW || number <= closed) {
            return false;
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
        return first;
    }

    /** What has not come of all up to this number comes too late. */
    synchronized void nothingUpTo(long number) {
        closed = number;
    }
}
