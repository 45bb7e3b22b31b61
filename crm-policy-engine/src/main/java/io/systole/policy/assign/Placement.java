package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;

/** Puts resources on nodes and takes them off again, and keeps the nodes' books while doing so. */
public final class Placement {
    private final Cluster cluster;
    private final AssignmentListener listener;
    private int moves;

    public Placement(Cluster cluster, AssignmentListener listener) {
        this.cluster = cluster;
        this.listener = listener;
    }

    /** How often a resource was put on a node or taken off one: what was concluded at another number may no longer hold. */
    public int moves() {
        return moves;
    }

    /**
     * Assigns a resource, or all members of it.
     *
     * @param node where to; null for nowhere
     * @param force take the node as it is, even if it is banned or not available
     * @param stopIfFail a resource that gets no node will be stopped; false where the decision may yet be taken back
     * @return whether this changed where the resource is assigned
     */
    public boolean assign(Resource resource, Node node, boolean force, boolean stopIfFail) {
        if (!resource.children.isEmpty()) {
            boolean changed = false;
            for (Resource child : resource.children) {
                changed |= assign(child, node, force, stopIfFail);
            }
            return changed;
        }
        Node target = node;
        if (!force && node != null && !isUsable(resource, node)) {
            if (stopIfFail) {
                resource.nextRole = Role.STOPPED;
            }
            target = null;
        }
        boolean changed = resource.assigned != target;
        unassign(resource);
        resource.unassigned = false;
        if (target == null) {
            if (stopIfFail) {
                resource.nextRole = Role.STOPPED;
                listener.willStop(resource);
            }
            return changed;
        }
        NodeTable allowed = resource.allowed;
        resource.assigned = target;
        moves++;
        // Where it is forced, what it may have had there does not count.
        resource.assignedScore = !force && allowed.has(target.index) ? allowed.score(target.index) : target.baseScore;
        target.assignedResources.add(resource);
        cluster.capacity.consume(target, resource);
        listener.assigned(resource, target);
        return changed;
    }

    private static boolean isUsable(Resource resource, Node node) {
        if (resource.allowed.scoreOrBan(node.index) < 0) {
            return false;
        }
        // A guest node's connection is assumed to come up.
        return Availability.canRun(node) || node.isGuest();
    }

    /** Takes a resource and all members of it off their nodes; they count as not assigned yet. */
    public void unassign(Resource resource) {
        resource.unassigned = true;
        if (!resource.children.isEmpty()) {
            for (Resource child : resource.children) {
                unassign(child);
            }
            return;
        }
        Node old = resource.assigned;
        if (old != null) {
            resource.assigned = null;
            moves++;
            old.assignedResources.remove(resource);
            cluster.capacity.release(old, resource);
        }
    }
}
