package io.systole.policy.graph;

import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.Locale;

/** Through which cluster node an action on a remote or guest node goes, and on which host a guest is then. */
final class Router {
    private Router() {}

    /** The cluster node whose connection carries the action; null for actions on cluster nodes and for fencing. */
    static Node of(Action action) {
        if (action.isTask("stonith") || action.node == null || !action.node.isRemote()) {
            return null;
        }
        Resource connection = action.node.remote;
        Node from = Whereabouts.current(connection);
        Node to = connection.assigned;
        if (from == null) {
            return to;
        }
        if (to == null || from == to) {
            return from;
        }
        boolean partlyMigrated = connection.launcher == null && connection.partialMigrationTarget != null;
        String task = action.isTask("notify") ? action.meta.get("notify_operation") : action.task;
        // What takes something down must be done before the connection moves.
        return !partlyMigrated && isBeforeMove(task) ? from : to;
    }

    private static boolean isBeforeMove(String task) {
        return switch (task == null ? "" : task.toLowerCase(Locale.ROOT)) {
            case "cancel", "stop", "demote", "migrate_from", "migrate_to" -> true;
            default -> false;
        };
    }

    /** The host of the guest node that the action is for, before or after the transition as fits the action. */
    static Node hostOfGuest(Action action) {
        if (action.node == null || !action.node.isGuest()) {
            return null;
        }
        Resource container = action.node.remote.launcher;
        boolean notification = action.isTask("notify") || action.isTask("notified");
        String task = notification ? action.meta.get("notify_operation") : action.task;
        return switch (task == null ? "" : task) {
            case "stop", "stopped", "demote", "demoted" -> Whereabouts.current(container);
            case "start", "started", "running", "monitor", "promote", "promoted" -> container.assigned;
            default -> null;
        };
    }
}
