package io.systole.policy.graph;

import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.transition.TransitionGraph.Synapse;
import io.systole.policy.action.Actions;
import io.systole.policy.action.Parameters;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.model.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Collects the actions that are to be done, and what each waits for, into a transition graph.
 *
 * <p>Inputs of actions are sorted and merged here; nothing that looks at single relations may come later.
 */
public final class GraphBuilder {
    private final Cluster cluster;
    private final Actions actions;
    private final Parameters parameters;
    private final GraphActions frozen;
    private final Consumer<Resource> notifications;
    private final List<Synapse> synapses = new ArrayList<>();
    private final SortedMap<Integer, GraphAction> inputs = new TreeMap<>();

    /**
     * @param notifications told of each clone when all that happens to it is known, just before its actions are collected;
     *     it makes the actions that notify the instances
     */
    public GraphBuilder(Cluster cluster, Actions actions, Parameters parameters, Consumer<Resource> notifications) {
        this.cluster = cluster;
        this.actions = actions;
        this.parameters = parameters;
        this.frozen = new GraphActions(cluster, new GraphAttributes(parameters));
        this.notifications = notifications;
    }

    /**
     * @param absent actions that others in the graph wait for, but that are not in it themselves, by number
     */
    public record Result(TransitionGraph graph, SortedMap<Integer, GraphAction> absent) {}

    public Result build() {
        SortedMap<String, String> attributes = attributes();
        for (Resource resource : cluster.resources) {
            addResource(resource);
        }
        if (cluster.nodes.stream().anyMatch(GraphActions::changesMaintenance)) {
            actions.pseudo("maintenance_nodes").set(Action.ALWAYS_IN_GRAPH);
        }
        actions.all().forEach(this::add);
        synapses.forEach(synapse -> inputs.remove(synapse.action().id()));
        return new Result(new TransitionGraph(attributes, synapses), inputs);
    }

    private SortedMap<String, String> attributes() {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("cluster-delay", option("cluster-delay", "60s"));
        attributes.put("fencing-timeout", option("fencing-timeout", "60s"));
        attributes.put("failed-stop-offset", "INFINITY");
        attributes.put("failed-start-offset", cluster.startFailureFatal ? "INFINITY" : "1");
        attributes.put("batch-limit", option("batch-limit", "0"));
        attributes.put("transition_id", "1");
        String migrations = option("migration-limit", "-1");
        if (Names.number(migrations, 0) > 0) {
            attributes.put("migration-limit", migrations);
        }
        if (cluster.recheckBy > 0) {
            attributes.put("recheck-by", Long.toString(cluster.recheckBy));
        }
        return attributes;
    }

    private String option(String name, String otherwise) {
        String value = cluster.option(name);
        return value == null ? otherwise : value;
    }

    private void addResource(Resource resource) {
        if (resource.variant == Variant.BUNDLE) {
            addBundle(resource);
        } else if (resource.variant == Variant.CLONE) {
            notifications.accept(resource);
            resource.children.forEach(this::addResource);
            addOwn(resource);
        } else {
            addOwn(resource);
            resource.children.forEach(this::addResource);
        }
    }

    private void addBundle(Resource bundle) {
        if (bundle.bundle.child != null) {
            addResource(bundle.bundle.child);
        }
        for (Replica replica : bundle.bundle.replicas) {
            nameHost(replica);
            for (Resource part : new Resource[] {replica.ip, replica.container, replica.remote}) {
                if (part != null) {
                    addResource(part);
                }
            }
        }
    }

    /** A connection without an address of its own goes to the host of its container. */
    private void nameHost(Replica replica) {
        if (replica.remote == null || replica.ipAddress != null) {
            return;
        }
        Map<String, String> table = parameters.of(replica.remote, null);
        if ("#uname".equals(table.get("addr"))) {
            Node host = replica.container.assigned != null
                    ? replica.container.assigned
                    : Whereabouts.current(replica.container);
            if (host != null) {
                table.put("addr", host.name);
            }
        }
    }

    private void addOwn(Resource resource) {
        resource.actions.forEach(this::add);
    }

    private void add(Action action) {
        if (!action.is(Action.INPUTS_DEDUPLICATED)) {
            action.before.deduplicate();
            action.set(Action.INPUTS_DEDUPLICATED);
        }
        if (action.is(Action.ADDED_TO_GRAPH) || !GraphMembership.wants(action)) {
            return;
        }
        action.set(Action.ADDED_TO_GRAPH);
        int priority = Math.max(action.priority, action.resource == null ? 0 : action.resource.priority);
        int id = synapses.size();
        List<Integer> waitsFor = new ArrayList<>();
        GraphAction whole = frozen.whole(action);
        for (Relation input : action.before) {
            if (GraphMembership.wants(action, input)) {
                input.graphed = true;
                waitsFor.add(input.action.id);
                inputs.computeIfAbsent(input.action.id, number -> frozen.head(input.action));
            }
        }
        synapses.add(new Synapse(id, Math.max(0, priority), whole, waitsFor));
    }
}
