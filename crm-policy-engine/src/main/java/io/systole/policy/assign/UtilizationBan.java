package io.systole.policy.assign;

import io.systole.policy.model.Availability;
import io.systole.policy.model.Capacity;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.PlacementStrategy;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a resource off nodes that have not enough capacity left: for it and all that must be with it, if any node has that
 * much; else for it alone.
 */
final class UtilizationBan {
    private final Cluster cluster;
    private final ColocationLists lists;

    UtilizationBan(Cluster cluster, ColocationLists lists) {
        this.cluster = cluster;
        this.lists = lists;
    }

    /**
     * Bans the resource where it must be.
     *
     * @return if no node has room for all, the one with most left; else null
     */
    Node apply(Resource resource) {
        if (cluster.placementStrategy == PlacementStrategy.DEFAULT) {
            return null;
        }
        ColocatedSet together = new ColocatedSet(lists, resource);
        if (together.isEmpty()) {
            return null;
        }
        Capacity capacity = cluster.capacity;
        Capacity.Sum demand = together.demand(capacity);
        NodeTable allowed = resource.allowed;
        List<Node> usable = usable(allowed);
        boolean anyCapable = false;
        for (Node node : usable) {
            anyCapable |= capacity.suffices(node, demand);
        }
        Node most = anyCapable ? null : withMostLeft(usable);
        for (Node node : usable) {
            if (!(anyCapable ? capacity.suffices(node, demand) : capacity.suffices(node, resource))) {
                ScoreChange.ban(resource, node, Rule.UTILIZATION);
            }
        }
        return most;
    }

    private List<Node> usable(NodeTable allowed) {
        List<Node> usable = new ArrayList<>(cluster.nodes.size());
        for (Node node : cluster.nodes) {
            if (Availability.canRun(node, allowed)) {
                usable.add(node);
            }
        }
        return usable;
    }

    /** Pacemaker parity: of those that have as much, the first in its hash table (utilization/no-room-together). */
    private Node withMostLeft(List<Node> usable) {
        Node most = null;
        for (Node node : HashOrder.iterated(cluster.nodes, n -> n.id)) {
            if (usable.contains(node) && (most == null || cluster.capacity.compare(node, most) < 0)) {
                most = node;
            }
        }
        return most;
    }
}
