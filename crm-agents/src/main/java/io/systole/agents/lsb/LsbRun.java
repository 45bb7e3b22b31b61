package io.systole.agents.lsb;

import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** One call of an init script, with the time that it has left. */
final class LsbRun {
    private final AgentCall call;
    private final InitScript script;
    private final SortedMap<String, String> environment;
    private final AgentProcess.Handle handle;
    private final long queuedMs;
    private final long startedAtMs = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    LsbRun(
            AgentCall call,
            InitScript script,
            SortedMap<String, String> environment,
            AgentProcess.Handle handle,
            long queuedMs) {
        this.call = call;
        this.script = script;
        this.environment = environment;
        this.handle = handle;
        this.queuedMs = queuedMs;
    }

    AgentCall call() {
        return call;
    }

    InitScript script() {
        return script;
    }

    SortedMap<String, String> environment() {
        return environment;
    }

    boolean probe() {
        return call.key().probe();
    }

    private long ranMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    long leftMs() {
        return Math.max(1, call.timeoutMs() - ranMs());
    }

    AgentProcess.Result script(String action, long timeoutMs) {
        AgentProcess.Result result = AgentProcess.run(
                script.command(action), environment, new byte[0], Math.min(timeoutMs, leftMs()), handle);
        return script.speaks() && action.equals("status") ? StatusWords.heard(result) : result;
    }

    /** Waits a little; false where the time is nearly over. */
    boolean pause(long ms) {
        if (leftMs() <= 2 * ms) {
            return false;
        }
        try {
            Thread.sleep(ms);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    AgentOutcome outcome(int exitCode, String reason) {
        return new AgentOutcome(exitCode, ExecutionStatus.DONE, reason, "", startedAtMs, ranMs(), queuedMs);
    }

    /** The script's own result, its exit code replaced by OCF's; a failure without a reason gets what was printed. */
    AgentOutcome outcome(AgentProcess.Result result, int exitCode) {
        AgentOutcome plain = ProcessOutcome.of(call, result, code -> exitCode, startedAtMs, ranMs(), queuedMs);
        if (plain.status() != ExecutionStatus.DONE
                || plain.exitCode() == OcfExit.OK
                || plain.exitCode() == OcfExit.NOT_RUNNING
                || !plain.exitReason().isEmpty()) {
            return plain;
        }
        return outcome(exitCode, said(result));
    }

    private static String said(AgentProcess.Result result) {
        String text = result.error().isBlank() ? result.output() : result.error();
        String line = text.lines()
                .filter(l -> !l.isBlank())
                .reduce((a, b) -> b)
                .orElse("")
                .strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
