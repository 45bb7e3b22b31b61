package io.systole.policy.change;

import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.order.Orderings;

/** Ends recurring operations. */
final class Cancellations {
    private final Actions actions;
    private final Orderings orderings;

    Cancellations(Actions actions, Orderings orderings) {
        this.actions = actions;
        this.orderings = orderings;
    }

    /** Cancels a recurring operation; where there is an action for it already, that one turns into the cancellation. */
    Action cancel(Resource resource, String task, long intervalMs, Node node) {
        Action cancel = actions.get(resource, Names.key(resource.id, task, intervalMs), "cancel", node, false);
        cancel.become("cancel");
        cancel.cancelTask = task;
        cancel.meta.put("operation", task);
        cancel.meta.put("interval", Long.toString(intervalMs));
        return cancel;
    }

    /** Cancels an operation that runs on a node but should not any more. */
    void cancelRunning(Resource resource, String callId, String task, long intervalMs, Node node) {
        Action cancel = cancel(resource, task, intervalMs, node);
        if (callId != null) {
            cancel.meta.put("call-id", callId);
        }
        orderings.taskThenAction(resource, "stop", cancel, Relation.ORDERED);
    }
}
