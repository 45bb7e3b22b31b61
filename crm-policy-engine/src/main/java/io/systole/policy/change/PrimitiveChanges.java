package io.systole.policy.change;

import io.systole.core.value.Role;
import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.MultipleActive;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;

/** Makes the actions of one primitive: a full restart, required or not, then the way to its next role. */
final class PrimitiveChanges {
    private final Actions actions;
    private final RoleChanges roles;
    private final RecurringChanges recurring;
    private final MigrationChanges migrations;

    PrimitiveChanges(Actions actions, RoleChanges roles, RecurringChanges recurring, MigrationChanges migrations) {
        this.actions = actions;
        this.roles = roles;
        this.recurring = recurring;
        this.migrations = migrations;
    }

    void add(Resource resource) {
        if (resource.nextRole == null) {
            resource.nextRole = resource.assigned == null ? Role.STOPPED : Role.STARTED;
        }
        Node current = Whereabouts.current(resource);
        for (Node source : resource.danglingMigrationSources) {
            actions.stop(resource, source, false).set(Action.MIGRATION_ABORT);
        }
        boolean moves = current != null
                && resource.assigned != null
                && current != resource.assigned
                && resource.nextRole != Role.STOPPED;
        boolean migrates = moves && MigrationChanges.canMigrate(resource, current);
        boolean mustStop = moves;
        boolean multiplyActive = false;
        if (continuesMigration(resource, current, migrates)) {
            multiplyActive = false;
        } else if (resource.partialMigrationSource != null || resource.partialMigrationTarget != null) {
            mustStop = true;
            resource.partialMigrationSource = null;
            resource.partialMigrationTarget = null;
            migrates = false;
        } else {
            multiplyActive = isMultiplyActive(resource);
        }
        resource.stopUnexpected = multiplyActive && resource.multipleActive == MultipleActive.STOP_UNEXPECTED;
        if (multiplyActive && (resource.multipleActive == MultipleActive.RESTART || resource.stopUnexpected)) {
            mustStop = true;
        }
        if (resource.startPending) {
            actions.start(resource, resource.assigned, true).set(Action.ALWAYS_IN_GRAPH);
        }
        boolean mustPromote = false;
        if (!moves && resource.failed) {
            mustStop |= resource.stopIfFailed;
            mustPromote = !resource.stopIfFailed && resource.nextRole == Role.PROMOTED;
        } else if (!moves && (resource.blocked || mustRecover(resource, current))) {
            mustStop = true;
        }
        restart(resource, current, mustStop, mustPromote);
        changeRole(resource);
        recurring.add(resource);
        if (migrates) {
            migrations.add(resource, current);
        }
    }

    private static boolean continuesMigration(Resource resource, Node current, boolean migrates) {
        return resource.partialMigrationSource != null
                && resource.partialMigrationTarget != null
                && migrates
                && resource.activeNodes.size() == 2
                && current == resource.partialMigrationSource
                && resource.assigned == resource.partialMigrationTarget;
    }

    /** Without need for fencing a resource does not count as active where nobody can see it. */
    private static boolean isMultiplyActive(Resource resource) {
        if (resource.needsFencing) {
            return resource.activeNodes.size() > 1;
        }
        return resource.activeNodes.stream().filter(Node::isCleanOnline).count() > 1;
    }

    /** Whether something found before requires that a resource in a role is started anew. */
    private boolean mustRecover(Resource resource, Node current) {
        return Whereabouts.rank(resource.origRole) > Whereabouts.rank(Role.STARTED)
                && current != null
                && resource.assigned != null
                && !actions.start(resource, resource.assigned, true).is(Action.OPTIONAL);
    }

    private void restart(Resource resource, Node current, boolean mustStop, boolean mustPromote) {
        resource.restarting = true;
        Role role = resource.origRole;
        while (role != Role.STOPPED) {
            Role next = RoleSteps.next(role, Role.STOPPED);
            RoleSteps.Step step = RoleSteps.step(role, next);
            if (step == RoleSteps.Step.NOTHING) {
                break;
            }
            roles.take(step, resource, current, !mustStop);
            role = next;
        }
        while (Whereabouts.rank(resource.origRole) <= Whereabouts.rank(resource.nextRole)
                && role != resource.origRole
                && !resource.blocked) {
            Role next = RoleSteps.next(role, resource.origRole);
            boolean required = mustStop || next == Role.PROMOTED && mustPromote;
            RoleSteps.Step step = RoleSteps.step(role, next);
            if (step == RoleSteps.Step.NOTHING) {
                break;
            }
            roles.take(step, resource, resource.assigned, !required);
            role = next;
        }
        resource.restarting = false;
    }

    private void changeRole(Resource resource) {
        Role role = resource.origRole;
        while (role != resource.nextRole) {
            Role next = RoleSteps.next(role, resource.nextRole);
            RoleSteps.Step step = RoleSteps.step(role, next);
            if (step == RoleSteps.Step.NOTHING) {
                break;
            }
            roles.take(step, resource, resource.assigned, false);
            role = next;
        }
    }
}
