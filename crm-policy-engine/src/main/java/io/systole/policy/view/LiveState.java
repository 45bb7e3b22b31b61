package io.systole.policy.view;

import io.systole.core.cib.Cib;
import io.systole.core.value.Role;
import io.systole.core.view.BanView;
import io.systole.core.view.ClusterView;
import io.systole.core.xml.Element;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.OperationConfig;
import io.systole.policy.action.Parameters;
import io.systole.policy.assign.ColocationReader;
import io.systole.policy.assign.Colocations;
import io.systole.policy.location.ConstraintSets;
import io.systole.policy.location.Location;
import io.systole.policy.location.LocationReader;
import io.systole.policy.location.Locations;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.rule.RuleInput;
import io.systole.policy.rule.Rules;
import io.systole.policy.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A CIB read for looking at it, not for scheduling: options, nodes, resources and where they are now. */
public final class LiveState {
    private final Cluster cluster;
    private final Rules rules;
    private final NvPairs pairs;
    private final Parameters parameters;
    private final OperationConfig operations;
    private final FailCounts failCounts;
    private Locations locations;
    private Colocations colocations;

    private LiveState(Snapshot snapshot) {
        cluster = snapshot.cluster;
        rules = snapshot.rules;
        pairs = snapshot.pairs;
        parameters = snapshot.parameters;
        operations = snapshot.operations;
        failCounts = snapshot.failCounts;
    }

    /** @param nowMs milliseconds since the epoch, for rules and timeouts */
    public static LiveState of(Cib cib, long nowMs) {
        return of(Snapshot.read(cib.root(), nowMs, false, false));
    }

    /** A look at what was read already. It changes nothing that a scheduling run would take account of. */
    public static LiveState of(Snapshot snapshot) {
        return new LiveState(snapshot);
    }

    /** What {@code crm_simulate} says above the status. */
    public List<String> remarks() {
        return List.copyOf(cluster.remarks);
    }

    public Cluster cluster() {
        return cluster;
    }

    /** Nodes, resources and failures as a value. */
    public ClusterView view() {
        int problems = cluster.problems.size();
        int notes = cluster.notes.size();
        ClusterView view = ViewBuilder.of(cluster, parameters, failCounts, bans());
        // What is wrong with constraints is said by the scheduling run, which reads them, too.
        cluster.problems.subList(problems, cluster.problems.size()).clear();
        cluster.notes.subList(notes, cluster.notes.size()).clear();
        return view;
    }

    /** A resource's parameters on a node; with a null node, those that hold without regard to nodes. */
    public Map<String, String> parameters(Resource resource, Node node) {
        return parameters.of(resource, node);
    }

    /** What an operation of a resource may take, rules and defaults included, in milliseconds. */
    public long timeoutMs(Resource resource, String operation) {
        Element configured = OperationConfig.find(resource, operation, 0, true);
        return Long.parseLong(
                operations.meta(resource, null, operation, 0, configured).get("timeout"));
    }

    /** A resource's utilization, rules that hold now included. */
    public Map<String, String> utilization(Resource resource) {
        Map<String, String> table = new LinkedHashMap<>();
        pairs.read(resource.xml, "utilization", null, RuleInput.at(cluster.nowMs), table);
        return table;
    }

    /** Location preferences, sets and rules resolved, that name this very resource. */
    public List<Location> locations(Resource resource) {
        return locations().of(resource);
    }

    public Colocations colocations() {
        if (colocations == null) {
            colocations = new Colocations();
            ColocationReader reader = new ColocationReader(cluster, new ConstraintSets(cluster), colocations::add);
            constraints("rsc_colocation").forEach(reader::read);
        }
        return colocations;
    }

    private Locations locations() {
        if (locations == null) {
            locations = new Locations();
            LocationReader reader =
                    new LocationReader(cluster, new ConstraintSets(cluster), locations, rules, parameters);
            constraints("rsc_location").forEach(reader::read);
        }
        return locations;
    }

    private List<Element> constraints(String kind) {
        Element configuration = cluster.cib.child("configuration");
        Element section = configuration == null ? null : configuration.child("constraints");
        return section == null ? List.of() : section.children(kind);
    }

    private List<BanView> bans() {
        List<BanView> bans = new ArrayList<>();
        // Pacemaker parity: the latest constraint first, and its nodes from last to first.
        List<Node> nodes = new ArrayList<>(cluster.nodes);
        Collections.reverse(nodes);
        for (Location location : locations().latestFirst()) {
            for (Node node : nodes) {
                if (location.names(node) && location.scoreOn(node) < 0) {
                    bans.add(new BanView(
                            location.id(),
                            location.resource().id,
                            location.resource().top().id,
                            node.name,
                            location.scoreOn(node),
                            location.role() == Role.PROMOTED));
                }
            }
        }
        return bans;
    }

    /** The first resource, outer before inner, that the test holds for; null if there is none. */
    public static Resource everyResource(List<Resource> among, Predicate<Resource> test) {
        for (Resource resource : among) {
            if (test.test(resource)) {
                return resource;
            }
            Resource inner = everyResource(resource.children, test);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }
}
