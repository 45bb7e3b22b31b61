package io.systole.policy.fence;

import io.systole.policy.action.Actions;
import io.systole.policy.change.Notifications;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import java.util.List;

/** What the fencing of a node means for resources: starts wait for it, and stops on the node are done by it. */
final class FencingOrder {
    private static final int BY_CLUSTER = Relation.GUEST_ALLOWED;

    private final Cluster cluster;
    private final Notifications notifications;

    FencingOrder(Cluster cluster, Notifications notifications) {
        this.cluster = cluster;
        this.notifications = notifications;
    }

    void apply(Action fencing) {
        cluster.resources.forEach(resource -> apply(resource, fencing));
    }

    private void apply(Resource resource, Action fencing) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(child -> apply(child, fencing));
        } else if (resource.managed) {
            starts(resource, fencing);
            stops(resource, fencing);
            demotions(resource, fencing);
        }
    }

    private static void starts(Resource resource, Action fencing) {
        for (Action action : resource.actions) {
            switch (action.needs) {
                case NOTHING -> {}
                case FENCING -> Actions.order(fencing, action, Relation.ORDERED);
                case QUORUM -> {
                    // It may be active on the node, where nobody could see: the history is lost.
                    if (action.isTask("start")
                            && resource.allowed.has(fencing.node.index)
                            && !isKnown(resource, fencing.node)) {
                        Actions.order(fencing, action, Relation.ORDERED | Relation.UNRUNNABLE_FIRST_BLOCKS);
                    }
                }
            }
        }
    }

    private static boolean isKnown(Resource resource, Node node) {
        return resource.probedNodes.get(node.index)
                || resource.isPrimitive()
                        && resource.parent != null
                        && resource.parent.isAnonymousClone()
                        && resource.parent.probedNodes.get(node.index);
    }

    /** Whether what fencing implies comes after it: always in a guest, as its fencing is but a stop of its container. */
    private static boolean waits(Resource resource, Node node) {
        return resource.needsFencing || node.isGuest();
    }

    private void stops(Resource resource, Action fencing) {
        List<Action> stops = resource.actions.allWithKey(Names.key(resource.id, "stop", 0), fencing.node);
        boolean waits = waits(resource, fencing.node);
        Action wholeStop = waits && !stops.isEmpty() ? resource.top().actions.findTask("stop", null) : null;
        for (Action stop : stops) {
            stop.set(Action.PSEUDO | Action.RUNNABLE);
            if (waits) {
                if (!resource.isBundled()) {
                    Actions.order(fencing, stop, BY_CLUSTER);
                }
                Actions.order(fencing, wholeStop, BY_CLUSTER);
            }
            notifications.afterFencing(stop, resource, fencing);
        }
    }

    private static void demotions(Resource resource, Action fencing) {
        for (Action demote : resource.actions.allWithKey(Names.key(resource.id, "demote", 0), fencing.node)) {
            if (demote.node.isCleanOnline() && !resource.failed) {
                continue;
            }
            demote.set(Action.PSEUDO | Action.RUNNABLE);
            if (!resource.isBundled() && waits(resource, fencing.node)) {
                Actions.order(fencing, demote, BY_CLUSTER | Relation.ORDERED);
            }
        }
    }
}
