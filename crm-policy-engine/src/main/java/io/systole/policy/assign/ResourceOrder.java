package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.StableMerge;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which resource is assigned first where nodes have limited capacity: higher priority, then higher score where it is now,
 * then higher score on the best node that tells them apart.
 */
final class ResourceOrder {
    private final ColocationPreferences preferences;
    private final List<Node> nodes;
    private final Map<Resource, NodeTable> scores = new IdentityHashMap<>();

    ResourceOrder(ColocationPreferences preferences, NodeOrder nodeOrder) {
        this.preferences = preferences;
        this.nodes = nodeOrder.sortedByBaseScore();
    }

    void sort(List<Resource> resources) {
        StableMerge.sort(resources, this::compare);
    }

    private int compare(Resource a, Resource b) {
        if (a.priority != b.priority) {
            return a.priority > b.priority ? -1 : 1;
        }
        if (nodes.isEmpty()) {
            return 0;
        }
        NodeTable scoresA = scores.computeIfAbsent(a, preferences::alone);
        NodeTable scoresB = scores.computeIfAbsent(b, preferences::alone);
        int byCurrent = compare(score(scoresA, current(a)), score(scoresB, current(b)));
        if (byCurrent != 0) {
            return byCurrent;
        }
        for (Node node : nodes) {
            int byNode = compare(score(scoresA, node), score(scoresB, node));
            if (byNode != 0) {
                return byNode;
            }
        }
        return 0;
    }

    private static Node current(Resource resource) {
        return resource.activeNodes.isEmpty() ? null : Whereabouts.current(resource);
    }

    private static int score(NodeTable scores, Node node) {
        return scores == null || node == null ? Score.MINUS_INFINITY : scores.scoreOrBan(node.index);
    }

    private static int compare(int scoreA, int scoreB) {
        return Integer.compare(scoreB, scoreA);
    }
}
