package io.systole.policy.location;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Score;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Option node-health-strategy: the sum of a node's attributes whose names begin with {@code #health} counts as a location
 * score for every resource there.
 */
public final class NodeHealth {
    private NodeHealth() {}

    /** Adds the preferences that come from node health. */
    public static void read(Cluster cluster, Locations locations) {
        String strategy = cluster.healthStrategy;
        if (strategy == null || strategy.equalsIgnoreCase("none")) {
            return;
        }
        int base = strategy.equalsIgnoreCase("progressive") ? cluster.healthBase : 0;
        for (Node node : cluster.nodes) {
            int health = sum(cluster, node, base);
            if (health != 0) {
                addForAll(cluster, locations, strategy, node, health);
            }
        }
    }

    private static void addForAll(Cluster cluster, Locations locations, String strategy, Node node, int health) {
        for (Resource resource : cluster.resources) {
            boolean tolerant =
                    CrmBoolean.parse(resource.meta.get("allow-unhealthy-nodes")).orElse(false);
            if (health > 0 || !tolerant) {
                locations.add(new Location(
                        strategy, resource, null, NodeTable.PROBE_ALWAYS, new Node[] {node}, new int[] {health}));
            }
        }
    }

    private static int sum(Cluster cluster, Node node, int base) {
        int sum = base;
        for (Map.Entry<String, String> attribute : node.attributes.entrySet()) {
            if (attribute.getKey().startsWith("#health")) {
                OptionalInt score = cluster.scores.parse(attribute.getValue());
                sum = score.isPresent() ? Score.add(score.getAsInt(), sum) : sum;
            }
        }
        return sum;
    }
}
