package io.systole.policy.order;

import io.systole.policy.model.Action;

/** Which side of a relation an update changed, and what the update passes on. */
final class Update {
    static final int NOTHING = 0;
    static final int FIRST = 1;
    static final int THEN = 1 << 1;

    private Update() {}

    /**
     * Takes a flag off an action, and says why if another resource's action is the cause.
     *
     * @param flag one of {@code RUNNABLE}, {@code OPTIONAL}, {@code MIGRATABLE}
     */
    static void clear(Action action, int flag, Action cause) {
        if (action.is(flag)) {
            action.clear(flag);
            if (action.resource != cause.resource) {
                action.setReason(reason(cause, flag), false);
            }
        }
    }

    private static String reason(Action cause, int flag) {
        String change = flag == Action.RUNNABLE ? "unrunnable" : flag == Action.OPTIONAL ? "required" : "unmigrateable";
        return change + (cause.resource == null ? "" : " " + cause.resource.id) + " " + cause.task;
    }
}
