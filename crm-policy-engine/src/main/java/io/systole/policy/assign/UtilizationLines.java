package io.systole.policy.assign;

import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prints capacities and what is taken of them as {@code crm_simulate --show-utilization} does. */
public final class UtilizationLines implements AssignmentListener {
    private final Cluster cluster;
    private final Consumer<Figure> out;
    private final AssignmentListener scores;
    /** By node, the names of what resources took of it. */
    private final Map<Node, Set<String>> taken = new IdentityHashMap<>();

    /** @param scores hears of scores, which this one does not print */
    public UtilizationLines(Cluster cluster, Consumer<Figure> out, AssignmentListener scores) {
        this.cluster = cluster;
        this.out = out;
        this.scores = scores;
    }

    @Override
    public void scores(String stage, Resource resource) {
        scores.scores(stage, resource);
    }

    @Override
    public void promotionScore(Resource instance) {
        scores.promotionScore(instance);
    }

    @Override
    public void capacities(String when) {
        for (Node node : cluster.nodes) {
            if (!node.isBundleNode()) {
                out.accept(new Figure.NodeCapacity(when, node.name, left(node)));
            }
        }
    }

    /** What the node has left: in the words of the configuration, where nothing was taken yet. */
    private Map<String, String> left(Node node) {
        Set<String> changed = taken.getOrDefault(node, Set.of());
        Map<String, Integer> amounts = cluster.capacity.left(node);
        Set<String> names = new LinkedHashSet<>(node.utilization.keySet());
        names.addAll(changed);
        Map<String, String> left = new LinkedHashMap<>();
        for (String name : HashOrder.iterated(List.copyOf(names), Function.identity())) {
            left.put(name, changed.contains(name) ? Integer.toString(amounts.get(name)) : node.utilization.get(name));
        }
        return left;
    }

    @Override
    public void assigned(Resource primitive, Node node) {
        Map<String, String> amounts = new LinkedHashMap<>();
        Set<String> changed = taken.computeIfAbsent(node, n -> new LinkedHashSet<>());
        for (String name : HashOrder.iterated(List.copyOf(primitive.utilization.keySet()), Function.identity())) {
            amounts.put(name, primitive.utilization.get(name));
            changed.add(name);
        }
        out.accept(new Figure.Utilization(primitive.id, node.name, amounts));
    }
}
