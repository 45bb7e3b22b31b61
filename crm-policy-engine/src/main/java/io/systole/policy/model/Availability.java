package io.systole.policy.model;

import io.systole.policy.score.NodeTable;

/** Whether a node can take resources at all. */
public final class Availability {
    private Availability() {}

    /** Online, clean, and neither in standby nor in maintenance nor shutting down. */
    public static boolean canRun(Node node) {
        return node != null && node.online && !node.shutdown && !node.unclean && !node.standby && !node.maintenance;
    }

    /** The same, and the resource whose table this is not banned from it. */
    public static boolean canRun(Node node, NodeTable allowed) {
        return canRun(node) && allowed.has(node.index) && allowed.score(node.index) >= 0;
    }

    /** The same as {@link #canRun(Node)}; for a guest node its container must be assigned to a node too. */
    public static boolean canRunOrWill(Node node) {
        return canRun(node) && (!node.isGuest() || Whereabouts.assigned(node.remote.launcher) != null);
    }

    /** Whether the table leaves any node. */
    public static boolean anyNode(Cluster cluster, NodeTable allowed) {
        for (Node node : cluster.nodes) {
            if (canRun(node, allowed)) {
                return true;
            }
        }
        return false;
    }
}
