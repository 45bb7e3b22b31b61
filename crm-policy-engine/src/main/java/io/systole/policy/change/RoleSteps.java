package io.systole.policy.change;

import io.systole.core.value.Role;

/** The way from one role to another, step by step. */
final class RoleSteps {
    /** How one step is done. */
    enum Step {
        NOTHING,
        START,
        STOP,
        PROMOTE,
        DEMOTE
    }

    private RoleSteps() {}

    /** The role that comes next on the way; stopped, where a role is not known. */
    static Role next(Role now, Role target) {
        if (now == null || target == null) {
            return now == null && target == null ? null : Role.STOPPED;
        }
        return switch (now) {
            case STOPPED -> target == Role.PROMOTED ? Role.UNPROMOTED : target;
            case STARTED -> target;
            case UNPROMOTED -> target == Role.STARTED ? Role.STOPPED : target;
            case PROMOTED -> target == Role.PROMOTED ? Role.PROMOTED : Role.UNPROMOTED;
        };
    }

    /** What takes a resource from a role to the next one. */
    static Step step(Role now, Role next) {
        if (now == null) {
            return next == Role.STOPPED ? Step.STOP : Step.NOTHING;
        }
        if (next == null || next == now) {
            return Step.NOTHING;
        }
        return switch (now) {
            case STOPPED -> next == Role.PROMOTED ? Step.NOTHING : Step.START;
            case STARTED -> next == Role.STOPPED ? Step.STOP : next == Role.PROMOTED ? Step.PROMOTE : Step.NOTHING;
            case UNPROMOTED -> next == Role.PROMOTED ? Step.PROMOTE : Step.STOP;
            case PROMOTED -> Step.DEMOTE;
        };
    }
}
