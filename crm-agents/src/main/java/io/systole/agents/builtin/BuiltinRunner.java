package io.systole.agents.builtin;

import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /**
     * The work is done by a thread of its own: a system call that never returns (a dead disk, a dead server) must not hold
     * up more than this call. The thread is left behind then, as a process in such a call would be.
     */
    private AgentOutcome run(BuiltinAgent agent, AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        long startedAtMs = System.currentTimeMillis();
        long start = System.nanoTime();
        CompletableFuture<Done> done = new CompletableFuture<>();
        Thread worker = new Thread(() -> done.complete(work(agent, call, handle)), "agent-" + agent.type());
        worker.setDaemon(true);
        handle.whenCancelled(worker::interrupt);
        worker.start();
        Done result;
        try {
            result = done.get(call.timeoutMs() + 200, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker.interrupt();
            result = Done.of(ActEnd.outOfTime(), call);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            worker.interrupt();
            result = Done.of(ActEnd.cancelled(), call);
        }
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
