package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.List;

/**
 * Assigns one primitive: mandatory colocations first, then optional ones, then the best node that is left.
 *
 * <p>A resource that it must know about first (its parent, what it is colocated with) is assigned on the way.
 */
final class PrimitiveAssigner {
    private static final String STAGE = "pcmk__primitive_assign";

    private final Assignment assignment;
    private final Cluster cluster;

    PrimitiveAssigner(Assignment assignment) {
        this.assignment = assignment;
        this.cluster = assignment.cluster;
    }

    Node assign(Resource resource, Node prefer, boolean stopIfFail) {
        if (resource.parent != null && !resource.parent.assigning) {
            assignment.assign(resource.parent, prefer, stopIfFail);
        }
        if (!resource.unassigned) {
            return resource.assigned;
        }
        if (resource.assigning) {
            return null;
        }
        resource.assigning = true;
        assignment.preferences.begin(resource);
        applyColocations(resource);
        applyTargetRole(resource);
        assignment.listener.scores(STAGE, resource);
        if (cluster.fencingEnabled && !cluster.haveFencing) {
            // Without a fence device nothing may be started or moved.
            resource.managed = false;
        }
        place(resource, prefer, stopIfFail);
        resource.assigning = false;
        if (resource.isRemoteConnection) {
            settleRemoteNode(resource);
        }
        return resource.assigned;
    }

    private void applyColocations(Resource resource) {
        List<Colocation> thisWith = assignment.lists.thisWith(resource);
        List<Colocation> withThis = assignment.lists.withThis(resource);
        applyColocations(resource, thisWith, withThis, true);
        applyColocations(resource, thisWith, withThis, false);
    }

    private void applyColocations(
            Resource resource, List<Colocation> thisWith, List<Colocation> withThis, boolean mandatory) {
        for (Colocation colocation : List.copyOf(thisWith)) {
            if (colocation.isMandatory() == mandatory) {
                follow(resource, colocation);
            }
        }
        for (Colocation colocation : List.copyOf(withThis)) {
            if (colocation.isMandatory() == mandatory) {
                assignment.preferences.addDependent(colocation, resource);
            }
        }
    }

    /** Takes the node of a colocation's primary into account, unless that would leave no node and the colocation may yield. */
    private void follow(Resource resource, Colocation colocation) {
        Resource primary = colocation.primary();
        boolean mayYield =
                colocation.dependentRole() == Role.PROMOTED || colocation.score() < 0 && !colocation.isMandatory();
        NodeTable before = mayYield ? resource.allowed.copy() : null;
        if (primary.unassigned) {
            assignment.assign(primary, null, true);
        }
        assignment.effect.applyForDependent(resource, primary, colocation);
        if (before != null && !Availability.anyNode(cluster, resource.allowed)) {
            resource.allowed = before;
        }
    }

    private void applyTargetRole(Resource resource) {
        if (resource.nextRole == Role.STOPPED) {
            ScoreChange.banEverywhere(cluster, resource, Rule.MUST_STOP);
        } else if (Whereabouts.rank(resource.nextRole) > Whereabouts.rank(resource.origRole) && cluster.isFrozen()) {
            resource.nextRole = resource.origRole;
        }
    }

    private void place(Resource resource, Node prefer, boolean stopIfFail) {
        if (!resource.managed) {
            // It stays where it is, in the role that it has.
            resource.nextRole = resource.origRole;
            assignment.placement.assign(resource, Whereabouts.current(resource), true, stopIfFail);
        } else if (cluster.stopAll) {
            assignment.placement.assign(resource, null, true, stopIfFail);
        } else {
            placeOnBestNode(resource, prefer, stopIfFail);
        }
    }

    private void placeOnBestNode(Resource resource, Node prefer, boolean stopIfFail) {
        Node mostFree = assignment.utilizationBan.apply(resource);
        if (!resource.unassigned) {
            return;
        }
        Node wanted = prefer != null ? prefer : mostFree;
        NodeTable allowed = resource.allowed;
        List<Node> nodes = assignment.nodeOrder.sorted(allowed, Whereabouts.current(resource));
        Node best = nodes.isEmpty() ? null : nodes.get(0);
        Node chosen = best;
        if (wanted != null
                && best != null
                && allowed.has(wanted.index)
                && allowed.score(wanted.index) >= allowed.score(best.index)
                && Availability.canRun(wanted, allowed)) {
            chosen = wanted;
        } else if (best != null) {
            chosen = currentAmongBest(resource, best, nodes);
        }
        assignment.placement.assign(resource, chosen, false, stopIfFail);
    }

    /** Among nodes that share the best score, a resource keeps the one that it is active on. */
    private static Node currentAmongBest(Resource resource, Node best, List<Node> nodes) {
        NodeTable allowed = resource.allowed;
        boolean inUniqueClone = resource.parent != null && resource.parent.isUniqueClone();
        if (inUniqueClone || allowed.score(best.index) <= 0 || !Availability.canRun(best)) {
            return best;
        }
        Node running = Whereabouts.current(resource);
        if (running == null || !Availability.canRun(running) || running.baseScore < 0) {
            return best;
        }
        for (Node node : nodes) {
            if (allowed.score(node.index) != allowed.score(best.index)) {
                break;
            }
            if (node == running) {
                return node;
            }
        }
        return best;
    }

    /** A remote node is online or shutting down from now on, as its connection gets a node or not. */
    private void settleRemoteNode(Resource connection) {
        Node remote = cluster.node(connection.id);
        if (remote == null) {
            return;
        }
        if (connection.assigned != null && connection.nextRole != Role.STOPPED) {
            remote.online = true;
            if (!remote.seen) {
                remote.unclean = false;
            }
        } else {
            remote.shutdown = true;
        }
    }
}
