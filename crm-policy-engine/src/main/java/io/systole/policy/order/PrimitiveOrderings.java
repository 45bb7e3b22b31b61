package io.systole.policy.order;

import io.systole.core.value.Role;
import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.PlacementStrategy;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;

/** What a primitive's own actions wait for: stop before start, start before promote, unfencing, free capacity, launchers. */
final class PrimitiveOrderings {
    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;

    PrimitiveOrderings(Cluster cluster, Actions actions, Orderings orderings) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
    }

    void add(Resource resource) {
        if (!resource.managed) {
            return;
        }
        orderings.tasks(
                resource,
                "stop",
                resource,
                "start",
                Relation.ORDERED | Relation.FIRST_IMPLIES_THEN | Relation.INTERMEDIATE_STOP);
        if (resource.top().promotable || Whereabouts.rank(resource.origRole) > Whereabouts.rank(Role.UNPROMOTED)) {
            orderings.tasks(resource, "demote", resource, "stop", Relation.PROMOTED_THEN_IMPLIES_FIRST);
            orderings.tasks(resource, "start", resource, "promote", Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
        // A probe shows what cleaned history showed.
        orderings.tasks(
                resource, "lrm_delete", resource, "monitor", Relation.IF_ON_SAME_NODE | Relation.THEN_CANCELS_FIRST);
        if (!resource.fenceDevice && cluster.enableUnfencing && resource.needsUnfencing) {
            for (Node node : cluster.nodes) {
                if (resource.allowed.has(node.index)) {
                    addUnfencing(resource, node);
                }
            }
        }
        if (!resource.utilization.isEmpty() && cluster.placementStrategy != PlacementStrategy.DEFAULT) {
            addLoad(resource);
        }
        if (resource.launcher != null) {
            addLauncher(resource, resource.launcher);
        }
    }

    private void addUnfencing(Resource resource, Node node) {
        Action unfence = actions.fencing().fence(node, "on", true, null, false);
        orderings.taskThenAction(resource, "stop", unfence, Relation.ORDERED | Relation.IF_ON_SAME_NODE);
        orderings.actionThenTask(
                unfence, resource, "start", Relation.FIRST_IMPLIES_SAME_NODE_THEN | Relation.IF_ON_SAME_NODE);
    }

    /** What leaves a node makes room for what comes to it, by start or migration. */
    private void addLoad(Resource resource) {
        for (Node node : resource.activeNodes) {
            orderings.taskThenAction(resource, "stop", loadStopped(node), Relation.IF_ON_SAME_NODE_OR_TARGET);
        }
        for (Node node : cluster.nodes) {
            if (resource.allowed.has(node.index)) {
                Action load = loadStopped(node);
                orderings.actionThenTask(load, resource, "start", Relation.IF_ON_SAME_NODE_OR_TARGET);
                orderings.actionThenTask(load, resource, "migrate_to", Relation.IF_ON_SAME_NODE_OR_TARGET);
            }
        }
    }

    private Action loadStopped(Node node) {
        Action load = actions.pseudo("load_stopped_" + node.name);
        if (load.node == null) {
            load.node = node;
            load.clear(Action.OPTIONAL);
        }
        return load;
    }

    private void addLauncher(Resource resource, Resource launcher) {
        boolean insideGuest = false;
        if (resource.isRemoteConnection) {
            // A probe that finds the guest running makes a recovery of the connection needless.
            orderings.tasks(launcher, "monitor", resource, "stop", Relation.ORDERED);
        } else {
            insideGuest = launcher.isRemoteConnection || cluster.guestConnectionInside(launcher) != null;
        }
        if (!insideGuest) {
            orderings.starts(launcher, resource, Relation.FIRST_IMPLIES_THEN | Relation.UNRUNNABLE_FIRST_BLOCKS);
            orderings.stops(resource, launcher, Relation.THEN_IMPLIES_FIRST);
        }
    }
}
