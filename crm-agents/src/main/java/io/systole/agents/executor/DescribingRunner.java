package io.systole.agents.executor;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.ReloadDigests;
import io.systole.core.port.AgentCatalog;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends along with an outcome what the agent says of itself, and calls a reload by the name that the agent has for it.
 *
 * <p>An agent is asked once, after its first operation that went well, as a rule the probe. A failure never waits for an
 * answer, and an agent that has none is not asked again: every change of its parameters is a restart.
 */
public final class DescribingRunner implements AgentRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DescribingRunner.class);
    private static final List<Integer> WELL = List.of(
            OcfExit.OK, OcfExit.NOT_RUNNING, OcfExit.RUNNING_PROMOTED, OcfExit.DEGRADED, OcfExit.DEGRADED_PROMOTED);

    private final AgentRunner runner;
    private final AgentCatalog catalog;
    private final Set<AgentId> silent = ConcurrentHashMap.newKeySet();

    public DescribingRunner(AgentRunner runner, AgentCatalog catalog) {
        this.runner = runner;
        this.catalog = catalog;
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        AgentOutcome outcome = runner.run(named(call), queuedMs, handle);
        if (!ReloadDigests.wantedFor(call.operation())) {
            return outcome;
        }
        boolean well = outcome.status() == ExecutionStatus.DONE && WELL.contains(outcome.exitCode());
        return outcome.of(well ? described(call.agent()) : catalog.known(call.agent()));
    }

    /** Plans say {@code reload-agent}; agents older than version 1.1 of the standard call it {@code reload}. */
    private AgentCall named(AgentCall call) {
        if (!call.operation().equals("reload-agent")) {
            return call;
        }
        String name =
                described(call.agent()).flatMap(AgentDescription::reloadAction).orElse(call.operation());
        return new AgentCall(call.callId(), call.key(), call.agent(), name, call.attributes(), call.timeoutMs());
    }

    private Optional<AgentDescription> described(AgentId agent) {
        if (silent.contains(agent)) {
            return catalog.known(agent);
        }
        try {
            return Optional.of(catalog.describe(agent));
        } catch (AgentTrouble e) {
            silent.add(agent);
            LOG.warn("{}; a change of the parameters of {} will always restart it", e.getMessage(), agent);
            return catalog.known(agent);
        }
    }
}
