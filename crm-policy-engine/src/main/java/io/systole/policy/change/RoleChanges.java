package io.systole.policy.change;

import io.systole.core.value.Role;
import io.systole.policy.action.Actions;
import io.systole.policy.action.FenceActions;
import io.systole.policy.action.UnfencingOrder;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;

/** Makes the actions of single steps from role to role. */
final class RoleChanges {
    private final Cluster cluster;
    private final Actions actions;
    private final UnfencingOrder unfencing;

    RoleChanges(Cluster cluster, Actions actions, UnfencingOrder unfencing) {
        this.cluster = cluster;
        this.actions = actions;
        this.unfencing = unfencing;
    }

    void take(RoleSteps.Step step, Resource resource, Node node, boolean optional) {
        switch (step) {
            case STOP -> stop(resource, optional);
            case START -> {
                if (node != null) {
                    start(resource, node, optional);
                }
            }
            case PROMOTE -> {
                if (node != null) {
                    promote(resource, node, optional);
                }
            }
            case DEMOTE -> demote(resource, optional);
            case NOTHING -> {}
        }
    }

    /** Whether a multiply active resource is to stay on this node (multiple-active=stop_unexpected). */
    private static boolean isExpected(Resource resource, Node node) {
        return resource.stopUnexpected
                && resource.restarting
                && resource.nextRole != null
                && resource.nextRole != Role.STOPPED
                && resource.assigned == node;
    }

    private void stop(Resource resource, boolean optional) {
        for (Node node : resource.activeNodes) {
            boolean migrationGoesOn = node == resource.partialMigrationTarget && node == resource.assigned;
            if (isExpected(resource, node) || migrationGoesOn) {
                continue;
            }
            Action stop = actions.stop(resource, node, optional);
            if (resource.assigned == null) {
                stop.setReason("node availability", true);
            } else if (resource.restarting && resource.stopUnexpected) {
                stop.setReason("being multiply active", true);
            }
            if (!resource.managed) {
                stop.clear(Action.RUNNABLE);
            }
            if (resource.needsUnfencing) {
                Action unfence = actions.fencing().fence(node, "on", true, null, false);
                Actions.order(stop, unfence, Relation.THEN_IMPLIES_FIRST);
                if (!FenceActions.isUnfenced(node)) {
                    cluster.note(resource.id + " stops on " + node.name + " until the node can be unfenced.");
                }
            }
        }
    }

    private void start(Resource resource, Node node, boolean optional) {
        Action start = actions.start(resource, node, true);
        unfencing.before(resource, node, start, Relation.FIRST_IMPLIES_THEN);
        if (start.is(Action.RUNNABLE) && !optional) {
            start.clear(Action.OPTIONAL);
        }
        if (isExpected(resource, node)) {
            start.set(Action.PSEUDO);
        }
    }

    private void promote(Resource resource, Node node, boolean optional) {
        boolean runnable = true;
        for (Action start : resource.actions.exactly(Names.key(resource.id, "start", 0), node)) {
            runnable &= start.is(Action.RUNNABLE);
        }
        if (runnable) {
            Action promote = actions.operation(resource, "promote", node, optional);
            if (isExpected(resource, node)) {
                promote.set(Action.PSEUDO);
            }
            return;
        }
        for (Action promote : resource.actions.exactly(Names.key(resource.id, "promote", 0), node)) {
            promote.clear(Action.RUNNABLE);
        }
    }

    private void demote(Resource resource, boolean optional) {
        for (Node node : resource.activeNodes) {
            if (!isExpected(resource, node)) {
                actions.operation(resource, "demote", node, optional);
            }
        }
    }
}
