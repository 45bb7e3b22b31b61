package io.systole.policy.assign;

import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;
import java.util.Comparator;

/** Which instance of a clone, or container of a bundle, is assigned first. */
public final class InstanceOrder implements Comparator<Resource> {
    private final ColocationLists lists;
    private final ColocationPreferences preferences;
    private final Cluster cluster;

    InstanceOrder(Cluster cluster, ColocationLists lists, ColocationPreferences preferences) {
        this.cluster = cluster;
        this.lists = lists;
        this.preferences = preferences;
    }

    @Override
    public int compare(Resource a, Resource b) {
        int countA = Whereabouts.activeCount(a);
        int countB = Whereabouts.activeCount(b);
        if (countA > 0 && countB > 0 && countA != countB) {
            return countA < countB ? -1 : 1;
        }
        Node nodeA = Whereabouts.current(a);
        Node nodeB = Whereabouts.current(b);
        boolean allowedA = isAllowed(a, nodeA);
        boolean allowedB = isAllowed(b, nodeB);
        if (allowedA != allowedB) {
            return allowedA ? -1 : 1;
        }
        nodeA = allowedA ? nodeA : null;
        nodeB = allowedB ? nodeB : null;
        if (a.priority != b.priority) {
            return a.priority > b.priority ? -1 : 1;
        }
        if (nodeA == null || nodeB == null) {
            return nodeA == nodeB ? 0 : nodeA == null ? 1 : -1;
        }
        boolean canRunA = Availability.canRun(nodeA);
        if (canRunA != Availability.canRun(nodeB)) {
            return canRunA ? -1 : 1;
        }
        return compareOnNodes(a, nodeA, b, nodeB);
    }

    private int compareOnNodes(Resource a, Node nodeA, Resource b, Node nodeB) {
        NodeTable parentA = Instances.parentTable(a);
        NodeTable parentB = Instances.parentTable(b);
        boolean hasA = parentA.has(nodeA.index);
        boolean hasB = parentB.has(nodeB.index);
        if (!hasA || !hasB) {
            return hasA == hasB ? 0 : hasA ? -1 : 1;
        }
        int countA = parentA.count(nodeA.index);
        int countB = parentB.count(nodeB.index);
        if (countA != countB) {
            return countA < countB ? -1 : 1;
        }
        boolean failedA = hasFailed(a);
        if (failedA != hasFailed(b)) {
            return failedA ? 1 : -1;
        }
        int scoreA = colocatedScore(a);
        int scoreB = colocatedScore(b);
        if (scoreA != scoreB) {
            return scoreA < scoreB ? 1 : -1;
        }
        return number(a) - number(b);
    }

    /** An instance that is not active is allowed where it is; an active one must have a score of zero or more there. */
    private static boolean isAllowed(Resource instance, Node node) {
        return node == null || instance.allowed.scoreOrBan(node.index) >= 0;
    }

    private static boolean hasFailed(Resource resource) {
        if (resource.failed) {
            return true;
        }
        for (Resource child : resource.children) {
            if (hasFailed(child)) {
                return true;
            }
        }
        return false;
    }

    /** What all colocated resources together think of the instance's current node. */
    private int colocatedScore(Resource instance) {
        Node current = Whereabouts.current(instance);
        NodeTable scores = NodeTable.empty(cluster.nodeCount());
        scores.insert(current.index, current.baseScore, NodeTable.PROBE_ALWAYS);
        for (Colocation colocation : lists.thisWith(instance)) {
            scores = preferences.add(colocation.primary(), instance, scores, colocation, colocation.factor(), 0);
        }
        for (Colocation colocation : lists.withThis(instance)) {
            if (colocation.hasInfluence(instance)) {
                scores = preferences.add(
                        colocation.dependent(),
                        instance,
                        scores,
                        colocation,
                        colocation.factor(),
                        ColocationPreferences.NON_NEGATIVE);
            }
        }
        return scores.score(current.index);
    }

    /** The number in an instance's name: after the colon of a clone instance, after the last dash of a bundle replica. */
    public static int number(Resource instance) {
        int mark = instance.id.lastIndexOf(':');
        if (mark < 0) {
            mark = instance.id.lastIndexOf('-');
        }
        int number = 0;
        for (int i = mark + 1; i < instance.id.length() && Character.isDigit(instance.id.charAt(i)); i++) {
            number = number * 10 + instance.id.charAt(i) - '0';
        }
        return number;
    }
}
