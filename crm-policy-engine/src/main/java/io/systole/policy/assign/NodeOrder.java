package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.PlacementStrategy;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.StableMerge;
import java.util.ArrayList;
import java.util.List;

/**
 * Which node is better for a resource: higher score; then, by placement strategy, more free capacity and fewer resources;
 * then where it is now; then by name.
 */
final class NodeOrder {
    private final Cluster cluster;

    NodeOrder(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The nodes present in a table, best first.
     *
     * @param preferred the node to prefer among equals, or null
     */
    List<Node> sorted(NodeTable allowed, Node preferred) {
        List<Node> nodes = new ArrayList<>(cluster.nodes.size());
        for (Node node : cluster.nodes) {
            if (allowed.has(node.index)) {
                nodes.add(node);
            }
        }
        if (cluster.placementStrategy == PlacementStrategy.BALANCED) {
            nodes = HashOrder.listed(nodes, n -> n.id);
        }
        StableMerge.sort(nodes, (a, b) -> compare(a, b, score(a, allowed), score(b, allowed), preferred));
        return nodes;
    }

    /** All nodes, best first by their own scores. */
    List<Node> sortedByBaseScore() {
        List<Node> nodes = new ArrayList<>(cluster.nodes);
        StableMerge.sort(nodes, (a, b) -> compare(a, b, baseScore(a), baseScore(b), null));
        return nodes;
    }

    private static int score(Node node, NodeTable allowed) {
        return Availability.canRun(node) ? allowed.score(node.index) : Score.MINUS_INFINITY;
    }

    private static int baseScore(Node node) {
        return Availability.canRun(node) ? node.baseScore : Score.MINUS_INFINITY;
    }

    private int compare(Node a, Node b, int scoreA, int scoreB, Node preferred) {
        if (scoreA != scoreB) {
            return scoreA > scoreB ? -1 : 1;
        }
        if (cluster.placementStrategy != PlacementStrategy.MINIMAL) {
            if (cluster.placementStrategy == PlacementStrategy.BALANCED) {
                int byCapacity = cluster.capacity.compare(a, b);
                if (byCapacity != 0) {
                    return byCapacity;
                }
            }
            int byLoad = Integer.compare(a.assignedResources.size(), b.assignedResources.size());
            if (byLoad != 0) {
                return byLoad;
            }
            if (preferred != null && (a == preferred || b == preferred)) {
                return a == preferred ? -1 : 1;
            }
        }
        return a.name.compareTo(b.name);
    }
}
