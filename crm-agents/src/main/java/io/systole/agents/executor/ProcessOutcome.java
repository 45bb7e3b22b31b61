package io.systole.agents.executor;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.util.function.IntUnaryOperator;

/** Turns what became of a process into what the cluster is told. */
public final class ProcessOutcome {
    private ProcessOutcome() {}

    /** An outcome without a process. */
    public static AgentOutcome of(int rc, ExecutionStatus status, String reason, long queuedMs) {
        return new AgentOutcome(rc, status, reason, "", System.currentTimeMillis(), 0, queuedMs);
    }

    /** @param toOcf maps the exit code of the agent's standard to OCF's */
    public static AgentOutcome of(
            AgentCall call,
            AgentProcess.Result result,
            IntUnaryOperator toOcf,
            long startedAtMs,
            long runMs,
            long queuedMs) {
        int rc = OcfExit.UNKNOWN_ERROR;
        ExecutionStatus status = ExecutionStatus.DONE;
        String reason = ExitReason.in(result.error());
        if (!result.trouble().isEmpty()) {
            rc = result.trouble().contains("ermission") ? OcfExit.INSUFFICIENT_PRIV : OcfExit.NOT_INSTALLED;
            status = ExecutionStatus.ERROR;
            reason = "cannot be run: " + result.trouble();
        } else if (result.cancelled()) {
            status = ExecutionStatus.CANCELLED;
        } else if (result.timedOut()) {
            status = ExecutionStatus.TIMEOUT;
            reason = tooSlow(call);
        } else {
            rc = toOcf.applyAsInt(result.exitCode());
        }
        return new AgentOutcome(rc, status, reason, result.output(), startedAtMs, runMs, queuedMs);
    }

    /** The sentence for an agent that was killed at its timeout. */
    public static String tooSlow(AgentCall call) {
        return call.operation() + " did not end within " + call.timeoutMs() + " ms and was killed";
    }
}
