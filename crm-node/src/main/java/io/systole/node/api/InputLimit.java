package io.systole.node.api;

/**
 * How much one command or call may bring into the daemon. A CIB takes about eight times its text in memory, and is there
 * twice while it changes; a daemon that runs out of memory takes its node with it, so what does not fit is refused.
 */
final class InputLimit {
    private static final int MOST = 64 * 1024 * 1024;
    private static final int LEAST = 4 * 1024 * 1024;

    /** Bytes. */
    static final int BYTES =
            (int) Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / 16));

    private InputLimit() {}

    /** Why it is refused, and what to do. */
    static String sentence(String what, long bytes) {
        return what + " has " + bytes + " bytes; a daemon with this heap takes at most " + BYTES
                + " at once. Start systoled with a larger SYSTOLE_HEAP (megabytes, sixteen times the size), or load it in"
                + " parts";
    }
}
