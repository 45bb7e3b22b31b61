package io.systole.core.port;

import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import java.util.function.BiConsumer;

/**
 * Runs agents.
 *
 * <p><b>Threading.</b> {@link #execute} returns at once; the outcome is told from a thread of the executor's.
 *
 * <p><b>Ordering.</b> Calls for one resource run one after another in the order given; calls for different resources run
 * side by side up to the executor's limit.
 *
 * <p><b>Failure.</b> Every call gets exactly one outcome: an agent that is missing, cannot be started, hangs or prints
 * garbage is an outcome too, never an exception. Time and memory are bounded: the process group is killed at the call's
 * timeout and output beyond the cap is dropped.
 */
public interface AgentExecutor extends AutoCloseable {
    void execute(AgentCall call, BiConsumer<AgentCall, AgentOutcome> whenDone);

    /**
     * Kills the call if it runs and drops it if it waits; its outcome has the status {@code CANCELLED}. A call that is
     * already over is left alone.
     */
    void cancel(long callId);

    /**
     * Sets how many agents may run at one time; those that run already are let be.
     *
     * @param atOnce {@code node-action-limit}; 0 for the executor's own choice
     */
    void limit(int atOnce);

    /** Whether an agent runs or waits for its turn. */
    boolean busy();

    /** Kills nothing: agents that still run are left to their timeouts. */
    @Override
    void close();
}
