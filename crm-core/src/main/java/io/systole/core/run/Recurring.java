package io.systole.core.run;

import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;

/** An operation that repeats: when it runs next, and what it found last. */
final class Recurring {
    private static final long NONE = -1;

    private final Task task;
    private long callId = NONE;
    private long nextAtMs;
    private int lastRc = Integer.MIN_VALUE;
    /** Null before the first run has ended. */
    private ExecutionStatus lastStatus;

    Recurring(Task task) {
        this.task = task;
    }

    Task task() {
        return task;
    }

    void begun(long asCall) {
        callId = asCall;
    }

    boolean running() {
        return callId != NONE;
    }

    /** The call under way. */
    long callId() {
        return callId;
    }

    /** A run has ended whose result nobody wants any more. */
    void dropped() {
        callId = NONE;
    }

    /** A run has ended. Returns whether it found something else than the last time. */
    boolean ended(AgentOutcome outcome, long nowMs) {
        callId = NONE;
        nextAtMs = nowMs + task.key().intervalMs();
        boolean changed = outcome.exitCode() != lastRc || outcome.status() != lastStatus;
        lastRc = outcome.exitCode();
        lastStatus = outcome.status();
        return changed;
    }

    /** Its first run is an action that the DC waits for. */
    boolean awaited() {
        return lastStatus == null;
    }

    /** When it runs next, monotonic milliseconds; {@code Long.MAX_VALUE} while it does or the DC waits for it. */
    long nextAtMs() {
        return running() || awaited() ? Long.MAX_VALUE : nextAtMs;
    }
}
