package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;

/** Colocation with a clone or a bundle: with one instance of it, with all that are active, or with those in a role. */
final class InstanceColocation {
    private final Assignment assignment;
    private final ColocationEffect effect;

    InstanceColocation(Assignment assignment, ColocationEffect effect) {
        this.assignment = assignment;
        this.effect = effect;
    }

    int applyWithClone(Resource dependent, Resource clone, Colocation colocation) {
        if (clone.unassigned) {
            return 0;
        }
        if (clone.promotable && colocation.primaryRole() != null) {
            if (dependent.unassigned) {
                drawToRole(dependent, clone, colocation);
                return 0;
            }
            if (colocation.dependentRole() == Role.PROMOTED) {
                return addInstanceToPriority(dependent, clone, colocation);
            }
        }
        if (interleaves(colocation)) {
            Resource instance = assignment.pairing.compatible(dependent, clone, null, null);
            return follow(dependent, instance, colocation);
        }
        if (colocation.score() >= Score.INFINITY) {
            NodeTable nodes = NodeTable.empty(assignment.cluster.nodeCount());
            for (Resource instance : clone.children) {
                Node node = Whereabouts.assigned(instance);
                if (node != null && !instance.isBlockedAnywhere()) {
                    nodes.insert(node.index, 0, NodeTable.PROBE_ALWAYS);
                }
            }
            effect.intersect(dependent, colocation, nodes, false);
            return 0;
        }
        int delta = 0;
        for (Resource instance : clone.children) {
            delta = Score.add(delta, effect.apply(dependent, instance, colocation));
        }
        return delta;
    }

    int applyWithBundle(Resource dependent, Resource bundle, Colocation colocation) {
        if (bundle.unassigned) {
            return 0;
        }
        if (colocation.dependent().variant.compareTo(Variant.GROUP) > 0) {
            return follow(dependent, assignment.pairing.compatibleContainer(dependent, bundle), colocation);
        }
        boolean mandatory = colocation.score() >= Score.INFINITY;
        int delta = 0;
        NodeTable hosts = NodeTable.empty(assignment.cluster.nodeCount());
        for (Replica replica : bundle.bundle.replicas()) {
            if (!mandatory) {
                delta = Score.add(delta, effect.apply(dependent, replica.container, colocation));
            } else if (isUsable(replica, colocation)) {
                hosts.insert(Whereabouts.assigned(replica.container).index, 0, NodeTable.PROBE_ALWAYS);
            }
        }
        if (mandatory) {
            effect.intersect(dependent, colocation, hosts, false);
        }
        return delta;
    }

    private static boolean isUsable(Replica replica, Colocation colocation) {
        if (Whereabouts.assigned(replica.container) == null || replica.container.isBlockedAnywhere()) {
            return false;
        }
        return colocation.primaryRole() != Role.PROMOTED
                || replica.child != null && replica.child.nextRole == Role.PROMOTED;
    }

    /** Follows the instance that the dependent was paired with; without one, a mandatory colocation keeps it stopped. */
    private int follow(Resource dependent, Resource instance, Colocation colocation) {
        if (instance != null) {
            return effect.applyForDependent(dependent, instance, colocation);
        }
        if (colocation.score() >= Score.INFINITY) {
            assignment.placement.assign(dependent, null, true, true);
        }
        return 0;
    }

    private static boolean interleaves(Colocation colocation) {
        Resource dependent = colocation.dependent();
        return dependent.variant.compareTo(Variant.GROUP) > 0
                && dependent.isInterleaved()
                && dependent.maxPerNode() == colocation.primary().maxPerNode();
    }

    /** Draws a dependent that is not assigned yet to the nodes where instances will have the primary's role. */
    private void drawToRole(Resource dependent, Resource clone, Colocation colocation) {
        NodeTable affected = NodeTable.empty(assignment.cluster.nodeCount());
        for (Resource instance : clone.children) {
            Node node = Whereabouts.assigned(instance);
            if (node == null || Whereabouts.nextRole(instance) != colocation.primaryRole()) {
                continue;
            }
            if (colocation.score() < Score.INFINITY) {
                addWhereSame(dependent, clone, node, colocation);
            }
            // Of two instances on a node, the one that comes later stands for it.
            affected.insert(node.index, assignedScore(instance, node), NodeTable.PROBE_ALWAYS);
        }
        boolean bothPromoted = colocation.dependentRole() == Role.PROMOTED && colocation.primaryRole() == Role.PROMOTED;
        if (colocation.score() >= Score.INFINITY && !bothPromoted) {
            effect.intersect(dependent, colocation, affected, true);
        }
    }

    /** The score that an instance, or the first assigned member of one, had on its node when it was assigned. */
    private static int assignedScore(Resource instance, Node node) {
        if (instance.children.isEmpty()) {
            return instance.assignedScore;
        }
        for (Resource member : instance.children) {
            if (Whereabouts.assigned(member) == node) {
                return assignedScore(member, node);
            }
        }
        return 0;
    }

    private void addWhereSame(Resource dependent, Resource clone, Node at, Colocation colocation) {
        String attribute = colocation.nodeAttribute();
        String place = assignment.match.value(at, attribute, clone);
        for (Node node : assignment.cluster.nodes) {
            if (dependent.allowed.has(node.index)
                    && AttributeMatch.same(place, assignment.match.value(node, attribute, dependent))) {
                dependent.allowed.add(node.index, colocation.score(), colocation);
            }
        }
    }

    private int addInstanceToPriority(Resource dependent, Resource clone, Colocation colocation) {
        Resource instance =
                assignment.pairing.compatible(dependent, clone, colocation.primaryRole(), colocation.nodeAttribute());
        if (instance != null) {
            dependent.priority = Score.add(dependent.priority, colocation.score());
            return colocation.score();
        }
        if (colocation.score() >= Score.INFINITY) {
            dependent.priority = Score.MINUS_INFINITY;
            return Score.MINUS_INFINITY;
        }
        return 0;
    }
}
