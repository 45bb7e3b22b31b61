package io.systole.policy.change;

import io.systole.policy.model.Action;
import io.systole.policy.model.Resource;

/** What happens to the instances of a clone or bundle together. */
final class InstanceState {
    boolean starting;
    boolean stopping;
    boolean restarting;
    boolean active;

    void look(Resource instance) {
        if (!instance.isPrimitive()) {
            instance.children.forEach(this::look);
            return;
        }
        active |= !instance.activeNodes.isEmpty();
        boolean starts = false;
        boolean stops = false;
        for (Action action : instance.actions) {
            if (action.is(Action.OPTIONAL)) {
                continue;
            }
            if (action.isTask("start")) {
                starts |= action.is(Action.RUNNABLE);
            } else if (action.isTask("stop")) {
                // A stop that is implied by fencing is a pseudo action.
                stops |= action.is(Action.RUNNABLE) || action.is(Action.PSEUDO);
            }
        }
        starting |= starts;
        stopping |= stops;
        restarting |= starts && stops;
    }
}
