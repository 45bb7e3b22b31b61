package io.systole.policy.order;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.assign.Assignment;
import io.systole.policy.assign.Colocation;
import io.systole.policy.model.Action;
import io.systole.policy.model.Resource;

/** A resource that must be with another cannot start (or be promoted) if the other cannot. */
final class ColocationBlock {
    private final Assignment assignment;
    private final ActionUpdate updates;

    ColocationBlock(Assignment assignment, ActionUpdate updates) {
        this.assignment = assignment;
        this.updates = updates;
    }

    /** If the action is a start or a promotion that cannot run, blocks those of the resources that depend on it. */
    void blockDependents(Action action) {
        boolean start = action.isTask("start");
        if (action.is(Action.RUNNABLE) || action.resource == null || !start && !action.isTask("promote")) {
            return;
        }
        Resource primary = action.resource.outermost();
        for (Resource child : primary.children) {
            Action own = child.actions.findTask(action.task, null);
            if (own == null || own.is(Action.RUNNABLE)) {
                return;
            }
        }
        for (Colocation colocation : assignment.colocationsWith(primary)) {
            if (colocation.score() >= Score.INFINITY && (start || colocation.primaryRole() == Role.PROMOTED)) {
                String task = colocation.dependentRole() == Role.PROMOTED ? "promote" : "start";
                block(colocation.dependent(), task, action.resource);
            }
        }
    }

    private void block(Resource dependent, String task, Resource cause) {
        for (Action action : dependent.actions) {
            if (action.is(Action.RUNNABLE) && action.isTask(task)) {
                action.clear(Action.RUNNABLE);
                action.setReason("colocation with " + cause.id, false);
                blockDependents(action);
                updates.update(action);
            }
        }
        for (Resource child : dependent.children) {
            block(child, task, cause);
        }
    }
}
