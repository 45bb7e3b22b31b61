package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.location.Location;
import io.systole.policy.location.Locations;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.score.NodeTable;
import java.util.Arrays;

/**
 * "The same place" in a colocation: nodes with the same value of the colocation's node attribute.
 *
 * <p>Values are compared without regard to case. By default the attribute is the node's name, and then a node matches
 * itself only, which is the case to be fast for.
 */
final class AttributeMatch {
    private final Cluster cluster;
    private final Locations locations;

    AttributeMatch(Cluster cluster, Locations locations) {
        this.cluster = cluster;
        this.locations = locations;
    }

    /**
     * The value that counts as a node's place for a resource. For a bundled resource, and where meta-attribute
     * container-attribute-target says so, that is the value of the container's host. Null where there is none.
     */
    String value(Node node, String attribute, Resource resource) {
        if (node == null) {
            return null;
        }
        return node.attribute(attribute, asksHost(node, resource), true);
    }

    private static boolean asksHost(Node node, Resource resource) {
        if (resource == null || !node.isGuest()) {
            return false;
        }
        if (node.isBundleNode()
                && resource.isBundled()
                && resource.top() == resource.topBundle().bundle.child()) {
            return true;
        }
        return "host".equalsIgnoreCase(resource.meta.get("container-attribute-target"));
    }

    static boolean same(String a, String b) {
        return a == null ? b == null : a.equalsIgnoreCase(b);
    }

    /**
     * For each node of the table, the best score that the source has on a usable node at the same place; minus infinity
     * if there is no such node.
     *
     * @param target the resource whose table it is; its view decides what place a node of the table is
     */
    int[] bestScores(NodeTable table, Resource source, Resource target, Colocation colocation) {
        NodeTable own = withGroupLocations(source, colocation);
        String attribute = colocation.nodeAttribute();
        int[] best = new int[table.length()];
        Arrays.fill(best, Score.MINUS_INFINITY);
        if (attribute.equals(Colocation.NODE_NAME) && !cluster.hasGuestNodes) {
            for (Node node : cluster.nodes) {
                if (node.index < best.length) {
                    best[node.index] = scoreOn(node, own);
                }
            }
            return best;
        }
        String[] sourceValues = new String[own.length()];
        for (Node node : cluster.nodes) {
            if (own.has(node.index)) {
                sourceValues[node.index] = value(node, attribute, source);
            }
        }
        for (Node node : cluster.nodes) {
            if (table.has(node.index)) {
                best[node.index] = bestAt(value(node, attribute, target), own, sourceValues);
            }
        }
        return best;
    }

    /** The score on a usable node; minus infinity on any other. */
    static int scoreOn(Node node, NodeTable own) {
        return own.has(node.index) && Availability.canRun(node)
                ? Math.max(Score.MINUS_INFINITY, own.score(node.index))
                : Score.MINUS_INFINITY;
    }

    private int bestAt(String place, NodeTable own, String[] sourceValues) {
        int best = Score.MINUS_INFINITY;
        for (Node node : cluster.nodes) {
            int i = node.index;
            if (own.has(i) && own.score(i) > best && Availability.canRun(node) && same(place, sourceValues[i])) {
                best = own.score(i);
            }
        }
        return best;
    }

    /**
     * Pacemaker parity: a location constraint of a group is applied to its first member only. When a later member is
     * itself the dependent of a colocation, the group's locations must count for it just here.
     */
    private NodeTable withGroupLocations(Resource source, Colocation colocation) {
        Resource group = source.parent;
        if (source != colocation.dependent()
                || !colocation.explicit()
                || group == null
                || group.variant != Variant.GROUP
                || source == group.children.get(0)) {
            return source.allowed;
        }
        NodeTable kept = source.allowed;
        source.allowed = kept.copy();
        for (Location location : locations.of(group)) {
            location.applyTo(source);
        }
        NodeTable with = source.allowed;
        source.allowed = kept;
        return with;
    }
}
