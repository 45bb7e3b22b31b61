package io.systole.policy.simulate;

import io.systole.core.operation.AgentId;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.xml.Element;
import io.systole.policy.simulate.SimulatedEvent.NodeChanged.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts events into a CIB that did not take place: nodes that come and go, tickets, quorum, results of operations. */
public final class Injector {
    private final Function<String, AgentId> agentOf;
    private final boolean startFailureFatal;
    private final List<SimulatedEvent> events = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Element cib;
    private final StatusDraft draft;
    private final PretendedResult results;

    private Injector(Element cib, Function<String, AgentId> agentOf, boolean startFailureFatal, long nowSeconds) {
        this.cib = cib;
        this.agentOf = agentOf;
        this.startFailureFatal = startFailureFatal;
        this.draft = new StatusDraft(cib);
        this.results = new PretendedResult(draft, nowSeconds);
    }

    /**
     * Applies the injections.
     *
     * @param agentOf the agent of a primitive or instance, null where the scheduler knows none of this name
     * @param startFailureFatal option {@code start-failure-is-fatal}
     * @param nowSeconds when everything is said to have happened, in seconds since the epoch
     */
    public static InjectedInput apply(
            Injections injections,
            Element cib,
            Function<String, AgentId> agentOf,
            boolean startFailureFatal,
            long nowSeconds) {
        InjectedConfiguration configured = InjectedConfiguration.apply(injections, cib);
        Injector injector = new Injector(configured.cib(), agentOf, startFailureFatal, nowSeconds);
        injector.events.addAll(configured.events());
        injector.changeNodes(injections);
        injector.changeTickets(injections);
        injections.operations().forEach(injector::changeOperation);
        return new InjectedInput(injector.draft.cib(), injector.events, injector.problems);
    }

    private void say(Way way, String node) {
        events.add(new SimulatedEvent.NodeChanged(way, node));
    }

    private void set(String action, String ticket, String state, boolean value) {
        events.add(new SimulatedEvent.TicketChanged(action, ticket));
        draft.setTicket(ticket, state, value);
    }

    private int node(String name) {
        return draft.node(name, NodeIds.of(cib, name));
    }

    private void changeNodes(Injections injections) {
        for (String name : injections.nodesUp()) {
            say(Way.ONLINE, name);
            draft.changeNode(node(name), NodeChange::up);
        }
        for (String name : injections.nodesDown()) {
            say(Way.OFFLINE, name);
            int node = node(name);
            draft.changeNode(node, NodeChange::down);
            draft.forget(node);
        }
        for (String name : injections.nodesFailed()) {
            say(Way.FAILING, name);
            draft.changeNode(node(name), NodeChange::failed);
        }
    }

    private void changeTickets(Injections injections) {
        for (String ticket : injections.ticketsGranted()) {
            set("Granting", ticket, "granted", true);
        }
        for (String ticket : injections.ticketsRevoked()) {
            set("Revoking", ticket, "granted", false);
        }
        for (String ticket : injections.ticketsStandby()) {
            set("Standby", ticket, "standby", true);
        }
        for (String ticket : injections.ticketsActivated()) {
            set("Activating", ticket, "standby", false);
        }
    }

    private void changeOperation(String text) {
        events.add(new SimulatedEvent.Injected(text));
        Optional<OperationSpec> parsed = OperationSpec.parse(text);
        if (parsed.isEmpty()) {
            problems.add("Invalid operation spec: " + text + ": expected RESOURCE_TASK_INTERVALMS@NODE=EXITCODE, for "
                    + "example db_monitor_10000@node1=7");
            return;
        }
        OperationSpec spec = parsed.get();
        String resource = spec.key().resource();
        AgentId agent = agentOf.apply(resource);
        if (agent == null) {
            problems.add("Invalid resource name: " + resource);
            return;
        }
        int node = node(spec.node());
        String task = spec.key().operation();
        boolean fatal = task.equals("stop") || task.equals("start") && startFailureFatal;
        events.addAll(results.countFailure(node, spec.key(), spec.exitCode(), fatal));
        Element history = draft.history(node).get(resource);
        results.write(
                node,
                spec.node(),
                history == null ? HistoryEntry.resource(resource, agent) : history,
                spec.key(),
                spec.exitCode(),
                0,
                "Simulated action result",
                null);
    }
}
