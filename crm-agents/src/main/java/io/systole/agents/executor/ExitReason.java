package io.systole.agents.executor;

/** Finds the one line for people in what an agent printed ({@code ocf_exit_reason} of the agents' shell library). */
public final class ExitReason {
    /** Begins the line; agents find it in OCF_EXIT_REASON_PREFIX. */
    public static final String MARK = "ocf-exit-reason:";

    private static final int LENGTH_MAX = 512;

    private ExitReason() {}

    /** The last reason given, or the empty string. */
    public static String in(String errorOutput) {
        String reason = "";
        for (String line : errorOutput.split("\n")) {
            int at = line.indexOf(MARK);
            if (at >= 0) {
                reason = line.substring(at + MARK.length()).strip();
            }
        }
        if (reason.length() <= LENGTH_MAX) {
            return reason;
        }
        // Half a character is none: it would be another one on the other nodes.
        boolean halves = Character.isHighSurrogate(reason.charAt(LENGTH_MAX - 1));
        return reason.substring(0, halves ? LENGTH_MAX - 1 : LENGTH_MAX);
    }
}
