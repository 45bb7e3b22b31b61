package io.systole.corosync.config;

/**
 * Failure detection derived from {@code token}, which here is the whole budget: in the worst case so much time passes
 * between a node's silence and the view without it.
 *
 * <p>corosync takes {@code token} until it suspects and {@code consensus} (1.2 times as much) until it is sure. Here the
 * budget is split into a heartbeat timeout of 55 %, a heartbeat interval of 10 %, a check with the suspect of 10 %,
 * and 25 % for the view and the takeover's first steps: {@code 0.55 + 0.1 + 0.1 = 0.75 token} from the last heartbeat to
 * the decision. {@code consensus} is accepted and has no effect.
 *
 * @param tokenMs the budget in milliseconds, {@code token_coefficient} included
 */
public record Timing(long tokenMs) {
    /** corosync's default, milliseconds. */
    public static final long TOKEN_DEFAULT_MS = 3_000;

    /** Added for every node beyond two, milliseconds (corosync.conf(5), token_coefficient). */
    public static final long COEFFICIENT_DEFAULT_MS = 650;

    /** Below this a garbage collection or a busy host looks like a death. */
    public static final long TOKEN_MIN_MS = 300;

    /** Silence for so long makes a node suspect. */
    public long heartbeatTimeoutMs() {
        return tokenMs * 55 / 100;
    }

    public long heartbeatIntervalMs() {
        return tokenMs * 10 / 100;
    }

    /** So long a suspect may take to answer before it is cast out. */
    public long verifyTimeoutMs() {
        return tokenMs * 10 / 100;
    }

    /** From a node's last heartbeat to the decision that it is lost, milliseconds, in the worst case. */
    public long worstCaseDetectionMs() {
        return heartbeatTimeoutMs() + heartbeatIntervalMs() + verifyTimeoutMs();
    }

    @Override
    public String toString() {
        return "a lost node is detected within " + worstCaseDetectionMs() + " ms (token " + tokenMs
                + " ms: heartbeat timeout " + heartbeatTimeoutMs() + " ms, interval " + heartbeatIntervalMs()
                + " ms, verification " + verifyTimeoutMs() + " ms)";
    }
}
