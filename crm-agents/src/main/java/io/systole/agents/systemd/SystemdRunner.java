package io.systole.agents.systemd;

import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.OcfExit;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Runs systemd units through systemctl(1). */
public final class SystemdRunner implements AgentRunner {
    /** systemctl's own code for a unit that does not exist (LSB: program is not installed). */
    private static final int NO_SUCH_UNIT = 5;

    private static final int STATUS_UNKNOWN = 4;

    private final AgentEnvironment environment;

    public SystemdRunner(AgentEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        String type = call.agent().type();
        String unit = type.indexOf('.') > 0 ? type : type + ".service";
        boolean monitor = call.operation().equals("monitor");
        List<String> command = monitor
                ? List.of("systemctl", "status", "--no-pager", "--lines=0", "--", unit)
                : List.of("systemctl", call.operation(), "--", unit);
        IntUnaryOperator toOcf = monitor ? SystemdRunner::monitor : SystemdRunner::action;
        long startedAtMs = System.currentTimeMillis();
        long start = System.nanoTime();
        AgentProcess.Result result =
                AgentProcess.run(command, environment.basic(), new byte[0], call.timeoutMs(), handle);
        long runMs = (System.nanoTime() - start) / 1_000_000;
        return ProcessOutcome.of(call, result, toOcf, startedAtMs, runMs, queuedMs);
    }

    private static int monitor(int code) {
        return code == OcfExit.OK ? OcfExit.OK : code == STATUS_UNKNOWN ? OcfExit.NOT_INSTALLED : OcfExit.NOT_RUNNING;
    }

    private static int action(int code) {
        return code == OcfExit.OK ? OcfExit.OK : code == NO_SUCH_UNIT ? OcfExit.NOT_INSTALLED : OcfExit.UNKNOWN_ERROR;
    }
}
