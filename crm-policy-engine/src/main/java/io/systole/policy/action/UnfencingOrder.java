package io.systole.policy.action;

import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;

/**
 * Unfencing comes before probes and starts of resources that require it, and of fence devices, which often can tell
 * nothing before.
 */
public final class UnfencingOrder {
    private final Cluster cluster;
    private final FenceActions fencing;

    public UnfencingOrder(Cluster cluster, FenceActions fencing) {
        this.cluster = cluster;
        this.fencing = fencing;
    }

    /** Lets an action wait for the unfencing of its node; that is required only if it was never done. */
    public void before(Resource resource, Node node, Action action, int flags) {
        if (!(resource.fenceDevice && cluster.enableUnfencing) && !resource.needsUnfencing) {
            return;
        }
        Action unfence = fencing.fence(node, "on", true, null, false);
        Actions.order(unfence, action, flags);
        if (!FenceActions.isUnfenced(node)) {
            fencing.triggerUnfencing(null, node, "required by " + resource.id + " " + action.task);
        }
    }
}
