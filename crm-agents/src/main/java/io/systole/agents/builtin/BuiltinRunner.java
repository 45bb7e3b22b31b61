package io.systole.agents.builtin;

import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.process.AgentProcess;
import io.systole.agents.process.Watched;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.util.Optional;

/** Runs an OCF agent: the distribution's where it is installed, ours where it is not. */
public final class BuiltinRunner implements AgentRunner {
    private final OcfDirectory installed;
    private final AgentRunner distribution;
    private final AgentEnvironment environment;
    private final Surroundings surroundings;

    /** @param distribution runs what {@code installed} finds, and says what is missing */
    public BuiltinRunner(
            OcfDirectory installed, AgentRunner distribution, AgentEnvironment environment, Surroundings surroundings) {
        this.installed = installed;
        this.distribution = distribution;
        this.environment = environment;
        this.surroundings = surroundings;
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        Optional<BuiltinAgent> own = installed.find(call.agent()).isPresent()
                ? Optional.empty()
                : BuiltinAgents.find(call.agent().provider(), call.agent().type());
        return own.isPresent() ? run(own.get(), call, queuedMs, handle) : distribution.run(call, queuedMs, handle);
    }

    private AgentOutcome run(BuiltinAgent agent, AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        long startedAtMs = System.currentTimeMillis();
        long start = System.nanoTime();
        // The agent watches its time itself; only work that hangs is cut off here.
        Done result = Watched.run(
                        "agent-" + agent.type(), () -> work(agent, call, handle), call.timeoutMs() + 200, handle)
                .orElseGet(() -> Done.of(ActEnd.outOfTime(), call));
        long runMs = (System.nanoTime() - start) / 1_000_000;
        return new AgentOutcome(
                result.answer().exitCode(),
                result.status(),
                result.answer().reason(),
                "",
                startedAtMs,
                runMs,
                queuedMs);
    }

    private record Done(Answer answer, ExecutionStatus status) {
        static Done of(ActEnd end, AgentCall call) {
            return end.status() == ExecutionStatus.TIMEOUT
                    ? new Done(Answer.failed(ProcessOutcome.tooSlow(call)), end.status())
                    : new Done(end.answer(), end.status());
        }
    }

    private Done work(BuiltinAgent agent, AgentCall call, AgentProcess.Handle handle) {
        try {
            return new Done(agent.run(new Act(call, environment, surroundings, handle)), ExecutionStatus.DONE);
        } catch (ActEnd e) {
            return Done.of(e, call);
        } catch (IOException e) {
            return new Done(Answer.failed(sentence(e)), ExecutionStatus.DONE);
        } catch (RuntimeException e) {
            return new Done(
                    new Answer(OcfExit.UNKNOWN_ERROR, "internal error of the built-in agent: " + e),
                    ExecutionStatus.ERROR);
        }
    }

    private static String sentence(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? kind : kind.equals("IO") ? e.getMessage() : e.getMessage() + ": " + kind;
    }
}
