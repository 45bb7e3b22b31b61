package io.systole.policy.assign;

import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.Map;
import java.util.function.Consumer;

/** Prints capacities and what is taken of them as {@code crm_simulate --show-utilization} does. */
public final class UtilizationLines implements AssignmentListener {
    private final Cluster cluster;
    private final Consumer<String> out;
    private final AssignmentListener scores;

    /** @param scores hears of scores, which this one does not print */
    public UtilizationLines(Cluster cluster, Consumer<String> out, AssignmentListener scores) {
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
                StringBuilder line = new StringBuilder(when + ": " + node.name + " capacity:");
                Map<String, Integer> left = cluster.capacity.left(node);
                node.utilization
                        .keySet()
                        .forEach(name ->
                                line.append(' ').append(name).append('=').append(left.get(name)));
                out.accept(line.toString());
            }
        }
    }

    @Override
    public void assigned(Resource primitive, Node node) {
        StringBuilder line =
                new StringBuilder("pcmk__assign_resource: " + primitive.id + " utilization on " + node.name + ":");
        primitive.utilization.forEach(
                (name, value) -> line.append(' ').append(name).append('=').append(value));
        out.accept(line.toString());
    }
}
