package io.systole.policy.simulate;

import io.systole.core.operation.AgentId;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OperationKey;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.GraphAction.GraphResource;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.transition.TransitionGraph.Synapse;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Carries out a transition graph on a CIB, every action succeeding unless it is asked to fail. */
public final class TransitionSimulator {
    private static final Set<String> STANDARDS =
            new TreeSet<>(List.of("ocf", "stonith", "service", "systemd", "lsb", "heartbeat"));

    private final TransitionGraph graph;
    private final Element cib;
    private final Predicate<String> isResource;
    private final List<OperationSpec> failures = new ArrayList<>();
    private final List<SimulatedEvent> events = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final StatusDraft draft;
    private final PretendedResult results;
    private boolean aborted;

    private TransitionSimulator(TransitionGraph graph, Element cib, Predicate<String> isResource, long nowSeconds) {
        this.graph = graph;
        this.cib = cib;
        this.isResource = isResource;
        this.draft = new StatusDraft(cib);
        this.results = new PretendedResult(draft, nowSeconds);
    }

    /**
     * Carries the graph out.
     *
     * @param isResource whether the scheduler knows a resource or instance by this name
     * @param failures specifications of operations that fail, see {@link OperationSpec}
     * @param nowSeconds when everything is said to have happened, in seconds since the epoch
     */
    public static SimulatedTransition run(
            TransitionGraph graph, Element cib, Predicate<String> isResource, List<String> failures, long nowSeconds) {
        TransitionSimulator simulator = new TransitionSimulator(graph, cib, isResource, nowSeconds);
        for (String failure : failures) {
            OperationSpec.parse(failure)
                    .ifPresentOrElse(
                            simulator.failures::add,
                            () -> simulator.problems.add("Invalid failed operation '" + failure
                                    + "': expected RESOURCE_TASK_INTERVALMS@NODE=EXITCODE"));
        }
        return simulator.run();
    }

    private SimulatedTransition run() {
        FiringOrder order = new FiringOrder(graph);
        for (int place = order.next(); place >= 0; place = order.next()) {
            Synapse synapse = graph.synapses().get(place);
            boolean pseudo = synapse.action().kind() == GraphAction.Kind.PSEUDO;
            if (aborted && !pseudo && synapse.priority() < Score.INFINITY) {
                continue;
            }
            if (perform(synapse.action())) {
                order.complete(place);
            } else {
                aborted = true;
                order.fail(place);
            }
        }
        boolean complete = aborted || order.allFired();
        return new SimulatedTransition(draft.cib(), events, problems, complete);
    }

    /** Answers whether the action succeeded. */
    private boolean perform(GraphAction action) {
        switch (action.kind()) {
            case PSEUDO:
                events.add(new SimulatedEvent.PseudoAction(action.operationKey(), action.onNode()));
                return true;
            case CLUSTER:
                if (action.operation().equals("stonith")) {
                    fence(action);
                } else {
                    String resource =
                            action.resource() == null ? null : action.resource().id();
                    events.add(new SimulatedEvent.ClusterAction(action.operation(), resource, action.onNode()));
                }
                return true;
            default:
                return runAgent(action);
        }
    }

    private void fence(GraphAction action) {
        String target = action.onNode();
        String how = String.valueOf(action.meta("stonith_action"));
        events.add(new SimulatedEvent.Fencing(target, how));
        if (!how.toLowerCase(Locale.ROOT).equals("on")) {
            int node = draft.node(target, NodeIds.of(cib, target));
            draft.changeNode(node, NodeChange::down);
            draft.forget(node);
        }
    }

    private boolean runAgent(GraphAction action) {
        GraphResource primitive = action.resource();
        if (primitive == null) {
            problems.add("Action " + action.operationKey() + " names no resource.");
            return false;
        }
        String configured = primitive.id();
        String resource =
                !isResource.test(configured) && primitive.longId() != null && isResource.test(primitive.longId())
                        ? primitive.longId()
                        : configured;
        String task = action.operation();
        String nodeName = action.onNode();
        if (task.equals("delete") || task.equals("meta-data")) {
            events.add(new SimulatedEvent.ResourceAction(resource, task, 0, nodeName));
            return true;
        }
        int node = draft.node(nodeName, action.routerNode() == null ? action.onNodeUuid() : nodeName);
        Element history = history(node, resource, primitive);
        if (history == null) {
            return false;
        }
        long intervalMs = number(action.meta("interval"));
        events.add(new SimulatedEvent.ResourceAction(resource, task, intervalMs, nodeName));
        int expected = (int) number(action.meta("op_target_rc"));
        OperationKey shown = new OperationKey(resource, task, intervalMs);
        OperationKey key = new OperationKey(configured, task, intervalMs);
        OperationSpec failure = failureOf(shown, key, nodeName);
        int exit = expected;
        if (failure != null) {
            exit = failure.exitCode();
            events.add(new SimulatedEvent.Failure(action.id(), exit));
            OperationKey named = new OperationKey(failure.key().resource(), task, intervalMs);
            results.countFailure(node, named, exit, isFatal(task)).forEach(events::add);
        }
        results.write(node, nodeName, history, key, exit, expected, "User-injected result", action.attributes());
        return failure == null;
    }

    private Element history(int node, String resource, GraphResource primitive) {
        Element known = draft.history(node).get(resource);
        if (known == null && !resource.equals(primitive.id())) {
            known = draft.history(node).get(primitive.id());
        }
        if (known != null) {
            return known;
        }
        AgentId agent = primitive.agent();
        if (agent.standard() == null || !STANDARDS.contains(agent.standard().toLowerCase(Locale.ROOT))) {
            problems.add("Invalid class for " + resource + ": " + agent.standard());
            return null;
        }
        if (agent.standard().equalsIgnoreCase("ocf") && agent.provider() == null) {
            problems.add("Please specify the provider for resource " + resource);
            return null;
        }
        return HistoryEntry.resource(primitive.id(), agent);
    }

    private OperationSpec failureOf(OperationKey shown, OperationKey key, String node) {
        for (OperationSpec failure : failures) {
            if (failure.matches(shown, node) || failure.matches(key, node)) {
                return failure;
            }
        }
        return null;
    }

    /** Whether one failure is as bad as infinitely many. */
    private boolean isFatal(String task) {
        String offset = switch (task) {
            case "start" -> graph.attributes().getOrDefault("failed-start-offset", "INFINITY");
            case "stop" -> graph.attributes().getOrDefault("failed-stop-offset", "INFINITY");
            default -> "1";
        };
        return offset.endsWith("INFINITY");
    }

    private static long number(String text) {
        return Math.max(0, Names.number(text, 0));
    }
}
