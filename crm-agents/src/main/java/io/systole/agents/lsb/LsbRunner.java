package io.systole.agents.lsb;

import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs init scripts: {@code monitor} is asked as {@code status}. */
public final class LsbRunner implements AgentRunner {
    private final Path directory;
    private final AgentEnvironment environment;

    /** @param directory by convention /etc/init.d */
    public LsbRunner(Path directory, AgentEnvironment environment) {
        this.directory = directory;
        this.environment = environment;
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        String type = call.agent().type();
        Path script = directory.resolve(type);
        if (type.indexOf('/') >= 0 || !Files.isExecutable(script)) {
            return ProcessOutcome.of(
                    OcfExit.NOT_INSTALLED,
                    ExecutionStatus.NOT_INSTALLED,
                    "init script " + script + " does not exist or may not be run",
                    queuedMs);
        }
        boolean status = call.operation().equals("monitor");
        long startedAtMs = System.currentTimeMillis();
        long start = System.nanoTime();
        AgentProcess.Result result = AgentProcess.run(
                List.of(script.toString(), status ? "status" : call.operation()),
                environment.basic(),
                new byte[0],
                call.timeoutMs(),
                handle);
        long runMs = (System.nanoTime() - start) / 1_000_000;
        return ProcessOutcome.of(call, result, code -> LsbExit.toOcf(code, status), startedAtMs, runMs, queuedMs);
    }
}
