package io.systole.node.api;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much may come into the daemon by one command or call, and by all of them at one time. A CIB takes several times its text in
 * memory, and is there more than once while it changes and while it is handed over; a daemon that runs out of memory takes
 * its node with it, so what does not fit is refused.
 */
public final class InputLimit {
    private static final int MOST = 64 * 1024 * 1024;
    private static final int LEAST = 2 * 1024 * 1024;
    private static final int HEAP_SHARE = 24;

    /** Of one command or call, bytes; and of all that are served together. */
    public static final int BYTES =
            (int) Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / HEAP_SHARE));

    /** So much of each conversation's input needs no place, bytes: what nearly all commands bring. */
    static final int SMALL_BYTES = 16 * 1024;

    /** A place for more is waited for so long, milliseconds; up to twice as long by who has most of its input in. */
    static final long PLACE_WAIT_MS = 5_000;

    /** Not in turns: who has most of its input in must not queue for the rest behind one that waits for just that place. */
    private static final Semaphore PLACES = new Semaphore(BYTES);

    /** What one conversation has brought in. For one thread. */
    static final class Share {
        private long size;
        private int taken;

        /**
         * Whether so many bytes more may be read and kept; waits for a while where others fill the place. Of two that wait for
         * each other's, the one that has less is refused first and gives back what it has.
         */
        boolean take(int bytes) {
            size += bytes;
            if (size > BYTES) {
                return false;
            }
            int wanted = size > SMALL_BYTES ? (int) size - taken : 0;
            try {
                if (wanted > 0 && !PLACES.tryAcquire(wanted, waitMs(), TimeUnit.MILLISECONDS)) {
                    giveBack();
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            taken += wanted;
            return true;
        }

        /** What was brought in is not needed any more. */
        void free() {
            giveBack();
            size = 0;
        }

        private long waitMs() {
            return PLACE_WAIT_MS + PLACE_WAIT_MS * taken / BYTES;
        }

        private void giveBack() {
            PLACES.release(taken);
            taken = 0;
        }
    }

    private InputLimit() {}

    /** Why it is refused, and what to do. */
    static String sentence(String what, long bytes) {
        if (bytes <= BYTES) {
            return what + " has " + bytes + " bytes, and other commands that run now have filled the place of " + BYTES
                    + " for all together; try again";
        }
        String way = bytes > MOST
                ? "Load it in parts; no heap takes more than " + MOST
                : "Start systoled with a larger SYSTOLE_HEAP (megabytes, " + HEAP_SHARE
                        + " times the size), or load it in parts";
        return what + " has " + bytes + " bytes; a daemon with this heap takes at most " + BYTES + " at once. " + way;
    }
}
