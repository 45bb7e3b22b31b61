package io.systole.policy.change;

import io.systole.policy.assign.AssignmentListener;
import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;

/** Actions that exist before assignment follow it: a resource that gets no node must stop and cannot start. */
public final class UnassignedActions implements AssignmentListener {
    private final AssignmentListener next;

    /** @param next hears everything after this one */
    public UnassignedActions(AssignmentListener next) {
        this.next = next;
    }

    @Override
    public void scores(String stage, Resource resource) {
        next.scores(stage, resource);
    }

    @Override
    public void promotionScore(Resource instance) {
        next.promotionScore(instance);
    }

    @Override
    public void capacities(String when) {
        next.capacities(when);
    }

    @Override
    public void assigned(Resource primitive, Node node) {
        next.assigned(primitive, node);
    }

    @Override
    public void willStop(Resource primitive) {
        for (Action action : primitive.actions) {
            if (action.isTask("stop")) {
                action.clear(Action.OPTIONAL);
            } else if (action.isTask("start") || isRecurringWhileActive(action)) {
                action.clear(Action.RUNNABLE);
            }
        }
        next.willStop(primitive);
    }

    private static boolean isRecurringWhileActive(Action action) {
        String interval = action.meta.get("interval");
        return interval != null && !interval.equals("0") && !"7".equals(action.meta.get("op_target_rc"));
    }
}
