package io.systole.policy.fence;

import io.systole.policy.action.Actions;
import io.systole.policy.change.Notifications;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.order.Orderings;
import java.util.ArrayList;
import java.util.List;

/** Fences unclean nodes and lets others shut down; the DC comes last. */
public final class FencingAndShutdown {
    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;
    private final FencingOrder order;
    private final GuestFencing guests;
    private final List<Action> fencings = new ArrayList<>();
    private final List<Action> shutdowns = new ArrayList<>();
    private Action dcDown;

    public FencingAndShutdown(Cluster cluster, Actions actions, Orderings orderings, Notifications notifications) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
        this.order = new FencingOrder(cluster, notifications);
        this.guests = new GuestFencing(actions, order);
    }

    public void addAll() {
        boolean anyManaged = cluster.resources.stream().anyMatch(FencingAndShutdown::isManaged);
        for (Node node : cluster.nodes) {
            if (node.isGuest()) {
                if (node.remoteReset && anyManaged && actions.fencing().canFence(node)) {
                    guests.fence(node);
                }
            } else {
                takeDown(node, anyManaged);
            }
        }
        if (dcDown != null) {
            putDcLast();
        }
    }

    private static boolean isManaged(Resource resource) {
        return resource.managed || resource.children.stream().anyMatch(FencingAndShutdown::isManaged);
    }

    private void takeDown(Node node, boolean anyManaged) {
        boolean dc = node == cluster.dc;
        if (anyManaged && node.unclean && actions.fencing().canFence(node)) {
            Action fencing = actions.fencing().fence(node, null, false, "node is unclean", false);
            order.apply(fencing);
            if (dc) {
                dcDown = fencing;
                return;
            }
            if (!cluster.concurrentFencing && !fencings.isEmpty()) {
                Actions.order(fencings.get(fencings.size() - 1), fencing, Relation.ORDERED);
            }
            fencings.add(fencing);
            return;
        }
        if (node.unclean) {
            cluster.note("Node " + node.name + " is unclean, but cannot be fenced.");
        }
        if (!node.isRemote() && node.online && node.shutdown) {
            Action shutdown = shutDown(node);
            if (dc) {
                dcDown = shutdown;
            } else {
                shutdowns.add(shutdown);
            }
        }
    }

    private Action shutDown(Node node) {
        Action shutdown = actions.get(null, "do_shutdown-" + node.name, "do_shutdown", node, false);
        for (Action stop : actions.all()) {
            if (stop.node != node || !stop.isTask("stop")) {
                continue;
            }
            Resource resource = stop.resource;
            if (resource.maintenance || node.maintenance || !resource.managed && !resource.blocked) {
                continue;
            }
            stop.clear(Action.OPTIONAL);
            orderings.actions(stop, shutdown, Relation.ORDERED | Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
        shutdown.meta.put("op_no_wait", "true");
        return shutdown;
    }

    private void putDcLast() {
        if (dcDown.isTask("do_shutdown")) {
            // Not before a fencing of the DC: a stop between the two might wait for it, and so for itself.
            latestFirst(shutdowns).forEach(shutdown -> Actions.order(shutdown, dcDown, Relation.ORDERED));
        }
        if (cluster.concurrentFencing) {
            latestFirst(fencings).forEach(fencing -> Actions.order(fencing, dcDown, Relation.ORDERED));
        } else if (!fencings.isEmpty()) {
            Actions.order(fencings.get(fencings.size() - 1), dcDown, Relation.ORDERED);
        }
    }

    private static List<Action> latestFirst(List<Action> list) {
        List<Action> reversed = new ArrayList<>(list);
        java.util.Collections.reverse(reversed);
        return reversed;
    }
}
