package io.systole.agents.ocf;

import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs agents below {@code OCF_ROOT/resource.d/PROVIDER/TYPE}. */
public final class OcfRunner implements AgentRunner {
    private final OcfDirectory directory;
    private final AgentEnvironment environment;

    public OcfRunner(OcfDirectory directory, AgentEnvironment environment) {
        this.directory = directory;
        this.environment = environment;
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        Optional<Path> program = directory.find(call.agent());
        if (program.isEmpty()) {
            return ProcessOutcome.of(
                    OcfExit.NOT_INSTALLED, ExecutionStatus.NOT_INSTALLED, directory.missing(call.agent()), queuedMs);
        }
        long startedAtMs = System.currentTimeMillis();
        long start = System.nanoTime();
        AgentProcess.Result result = AgentProcess.run(
                List.of(program.get().toString(), call.operation()),
                environment.of(call),
                new byte[0],
                call.timeoutMs(),
                handle);
        long runMs = (System.nanoTime() - start) / 1_000_000;
        return ProcessOutcome.of(call, result, code -> code, startedAtMs, runMs, queuedMs);
    }
}
