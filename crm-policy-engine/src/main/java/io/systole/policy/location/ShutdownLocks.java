package io.systole.policy.location;

import io.systole.policy.action.Actions;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.score.ScoreCause.Rule;

/**
 * Option shutdown-lock: a resource that was active on a node which shut down cleanly waits for it, and goes nowhere else,
 * for as long as option shutdown-lock-limit says.
 */
final class ShutdownLocks {
    private final Cluster cluster;

    private final Actions actions;

    ShutdownLocks(Cluster cluster, Actions actions) {
        this.cluster = cluster;
        this.actions = actions;
    }

    void apply() {
        if (cluster.shutdownLock) {
            cluster.resources.forEach(this::lock);
        }
    }

    private void lock(Resource resource) {
        switch (resource.variant) {
            case PRIMITIVE -> lockPrimitive(resource);
            case GROUP -> resource.children.forEach(this::lock);
            default -> {}
        }
    }

    private void lockPrimitive(Resource resource) {
        if (resource.fenceDevice || resource.isRemoteConnection) {
            return;
        }
        if (resource.lockNode != null) {
            if (!resource.activeNodes.isEmpty()) {
                // It is active after all, so the lock that its history tells of is over.
                actions.clearHistory(resource, resource.lockNode);
                resource.lockNode = null;
                resource.lockTime = 0;
            }
        } else if (resource.activeNodes.size() == 1) {
            Node node = resource.activeNodes.get(0);
            if (node.shutdown && !node.unclean) {
                resource.lockNode = node;
                resource.lockTime = shutdownTime(node);
            }
        }
        if (resource.lockNode == null) {
            return;
        }
        if (cluster.shutdownLockMs > 0) {
            cluster.recheckBy(resource.lockTime + (cluster.shutdownLockMs + 500) / 1000 + 1);
        }
        for (Node node : cluster.nodes) {
            if (node != resource.lockNode) {
                ScoreChange.ban(resource, node, Rule.SHUTDOWN_LOCK);
            }
        }
    }

    /** When the node was told to shut down, in seconds since the epoch; now, if it does not say. */
    private long shutdownTime(Node node) {
        String text = node.attribute("shutdown", false, false);
        long seconds = 0;
        if (text != null) {
            try {
                seconds = Long.parseLong(text.strip());
            } catch (NumberFormatException e) {
                cluster.note("Attribute shutdown of node " + node.name + " is not a time: '" + text + "'.");
            }
        }
        return seconds == 0 ? cluster.nowSeconds() : seconds;
    }
}
