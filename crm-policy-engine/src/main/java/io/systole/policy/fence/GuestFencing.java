package io.systole.policy.fence;

import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;

/** A guest is "fenced" by the recovery of its container; a pseudo action stands for that, so that others can wait for it. */
final class GuestFencing {
    private static final int FOLLOWS = Relation.UNRUNNABLE_FIRST_BLOCKS | Relation.FIRST_IMPLIES_THEN;

    private final Actions actions;
    private final FencingOrder order;

    GuestFencing(Actions actions, FencingOrder order) {
        this.actions = actions;
        this.order = order;
    }

    void fence(Node guest) {
        Resource launcher = guest.remote.launcher;
        Action stop = launcher.actions.findTask("stop", null);
        String how = launcher.actions.findTask("start", null) == null ? "off" : "reboot";
        Action fencing = actions.fencing().fence(guest, how, false, "guest is unclean", false);
        fencing.set(Action.PSEUDO | Action.RUNNABLE);
        if (stop != null && stop.is(Action.PSEUDO) && stop.node != null) {
            Action ofHost = actions.fencing().fence(stop.node, null, false, null, false);
            Actions.order(ofHost, fencing, FOLLOWS);
        } else if (stop != null) {
            Actions.order(stop, fencing, FOLLOWS);
        } else {
            // The guest seems to be down; the connection's stop comes after a new probe of the container.
            Actions.order(guest.remote.actions.findTask("stop", null), fencing, Relation.ORDERED);
        }
        order.apply(fencing);
    }
}
