package io.systole.agents.executor;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a second time where a probe has not ended within its timeout, and says what the second one found.
 *
 * <p>A probe that times out tells the cluster, as with Pacemaker, that the resource may be active on that node; where it is
 * active on another, both are stopped for it. On a node that has just joined, that would be the price of a busy moment: its
 * whole stack starts, and every probe runs at once. What is still slow the second time is reported as it always was.
 */
public final class SecondLook implements AgentRunner {
    /** The longest second run, milliseconds: less than the default {@code cluster-delay}, for which the DC still waits. */
    static final long LONGEST_MS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

    private final AgentRunner runner;

    public SecondLook(AgentRunner runner) {
        this.runner = runner;
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        AgentOutcome first = runner.run(call, queuedMs, handle);
        if (first.status() != ExecutionStatus.TIMEOUT || !call.key().probe()) {
            return first;
        }
        LOG.warn(
                "the probe of {} did not end within {} ms and is run once more",
                call.key().resource(),
                call.timeoutMs());
        return runner.run(call.within(Math.min(call.timeoutMs(), LONGEST_MS)), queuedMs, handle);
    }
}
