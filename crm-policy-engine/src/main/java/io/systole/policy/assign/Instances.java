package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spreads the instances of a clone, or the containers of a bundle, over nodes: as many as possible stay where they are,
 * then the rest find places, up to the limits per node and in all.
 */
final class Instances {
    private final Assignment assignment;
    private final Cluster cluster;

    Instances(Assignment assignment) {
        this.assignment = assignment;
        this.cluster = assignment.cluster;
    }

    void assign(Resource collective, List<Resource> instances, int maxTotal, int maxPerNode) {
        collective.allowed.resetCounts();
        int nodes = usableNodes(collective.allowed);
        int optimalPerNode = Math.max(1, nodes > 0 ? maxTotal / nodes : 0);
        int assigned = keepInPlace(instances, maxTotal, maxPerNode, optimalPerNode);
        for (Resource instance : List.copyOf(instances)) {
            if (!instance.unassigned) {
                continue;
            }
            if (assigned >= maxTotal) {
                ScoreChange.banEverywhere(cluster, instance, Rule.INSTANCE_LIMIT);
            } else if (assignOne(instance, null, maxPerNode) != null) {
                assigned++;
            }
        }
    }

    private int usableNodes(NodeTable allowed) {
        int usable = 0;
        for (Node node : cluster.nodes) {
            if (allowed.has(node.index) && Availability.canRun(node)) {
                usable++;
            }
        }
        return usable;
    }

    private int keepInPlace(List<Resource> instances, int maxTotal, int maxPerNode, int optimalPerNode) {
        int assigned = 0;
        for (Resource instance : List.copyOf(instances)) {
            if (assigned >= maxTotal) {
                break;
            }
            if (!instance.unassigned) {
                continue;
            }
            Node current = placeToKeep(instance, optimalPerNode);
            if (current != null && assignEarly(instance, current, maxPerNode, maxTotal - assigned)) {
                assigned++;
            }
        }
        return assigned;
    }

    /** Where a healthy active instance is, unless that node has its share already. */
    private Node placeToKeep(Resource instance, int optimalPerNode) {
        if (instance.activeNodes.isEmpty() || !instance.unassigned || instance.failed) {
            return null;
        }
        Node node = Whereabouts.current(instance);
        if (!Availability.canRun(node) || node.baseScore < 0) {
            return null;
        }
        NodeTable parent = parentTable(instance);
        return parent.has(node.index) && parent.count(node.index) >= optimalPerNode ? null : node;
    }

    /**
     * Tries to assign an instance to its current node. Where it would rather go elsewhere, one instance is set aside for
     * that other node and the try repeated, as long as there are instances to set aside.
     */
    private boolean assignEarly(Resource instance, Node current, int maxPerNode, int available) {
        if (!Availability.canRun(current, instance.allowed)) {
            return false;
        }
        Map<Resource, NodeTable> backup = new IdentityHashMap<>();
        backUp(instance, backup);
        Resource parent = instance.parent;
        NodeTable parentAllowed = parent.allowed;
        parent.allowed = parentAllowed.copy();
        Node chosen = null;
        int reserved = 0;
        while (reserved < available) {
            chosen = assignOne(instance, current, maxPerNode);
            if (chosen == current) {
                break;
            }
            restore(instance, backup);
            if (chosen == null) {
                instance.unassigned = true;
                break;
            }
            reserved++;
            assignment.placement.unassign(instance);
            chosen = null;
        }
        parent.allowed = parentAllowed;
        if (chosen == null) {
            return false;
        }
        countIn(instance, chosen);
        return true;
    }

    private static void backUp(Resource resource, Map<Resource, NodeTable> backup) {
        backup.put(resource, resource.allowed.copy());
        for (Resource child : resource.children) {
            backUp(child, backup);
        }
    }

    private static void restore(Resource resource, Map<Resource, NodeTable> backup) {
        resource.allowed = backup.get(resource).copy();
        for (Resource child : resource.children) {
            restore(child, backup);
        }
    }

    private Node assignOne(Resource instance, Node prefer, int maxPerNode) {
        if (instance.assigning) {
            return null;
        }
        banFullNodes(instance, maxPerNode);
        Node chosen = assignment.assign(instance, prefer, prefer == null);
        countIn(instance, chosen);
        return chosen;
    }

    private void banFullNodes(Resource instance, int maxPerNode) {
        NodeTable parent = parentTable(instance);
        for (Node node : cluster.nodes) {
            int i = node.index;
            if (!instance.allowed.has(i) || hasRoom(instance, node, parent, maxPerNode)) {
                continue;
            }
            instance.allowed.set(i, Score.MINUS_INFINITY, Rule.INSTANCE_UNAVAILABLE);
            for (Resource child : instance.children) {
                if (child.allowed.has(i)) {
                    child.allowed.set(i, Score.MINUS_INFINITY, Rule.INSTANCE_UNAVAILABLE);
                }
            }
        }
    }

    private static boolean hasRoom(Resource instance, Node node, NodeTable parent, int maxPerNode) {
        return !instance.removed
                && Availability.canRun(node)
                && parent.has(node.index)
                && parent.score(node.index) >= 0
                && parent.count(node.index) < maxPerNode;
    }

    private static void countIn(Resource instance, Node chosen) {
        if (chosen != null && parentTable(instance).has(chosen.index)) {
            parentTable(instance).addCount(chosen.index);
        }
    }

    static NodeTable parentTable(Resource instance) {
        return instance.parent == null ? instance.allowed : instance.parent.allowed;
    }
}
