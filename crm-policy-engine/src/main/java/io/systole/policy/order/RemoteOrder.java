package io.systole.policy.order;

import io.systole.core.value.Role;
import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;

/** Actions on remote and guest nodes happen while the connection to the node is up. */
public final class RemoteOrder {
    private static final String START = "start";

    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;

    /** What is to be expected of a connection. */
    private enum State {
        UNKNOWN,
        ALIVE,
        RESTING,
        FAILED,
        STOPPED
    }

    public RemoteOrder(Cluster cluster, Actions actions, Orderings orderings) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
    }

    public void apply() {
        if (cluster.hasRemoteNodes) {
            actions.all().forEach(this::apply);
        }
    }

    private void apply(Action action) {
        Resource resource = action.resource;
        if (resource == null) {
            return;
        }
        if (resource.isRemoteConnection && action.isTask("clear_failcount")) {
            orderings.actionThenTask(action, resource, START, Relation.ORDERED);
            return;
        }
        Node node = action.node;
        if (node == null || !node.isRemote() || action.is(Action.PSEUDO) || node.remote == null) {
            return;
        }
        if (action.isTask(START)) {
            // If the connection fails to start, the resource stays where it is.
            for (Action stop : resource.actions) {
                if (stop.node != node && stop.isTask("stop")) {
                    orderings.taskThenAction(node.remote, START, stop, Relation.ORDERED);
                }
            }
        }
        if (node.remote.launcher != null) {
            onGuest(action);
        } else {
            onRemote(action);
        }
    }

    /** Whether a remote node is known to be lost: its connection failed and cannot be had again. */
    public static boolean isLost(Node node) {
        return node.isPlainRemote() && node.remote != null && state(node) == State.FAILED;
    }

    private static State state(Node node) {
        Resource connection = node.remote;
        Node host = Whereabouts.current(connection);
        if (connection.nextRole == Role.STOPPED || connection.assigned == null) {
            if (host != null && host.unclean) {
                return State.FAILED;
            }
            if (!connection.failed) {
                return State.STOPPED;
            }
            boolean willReconnect = connection.nextRole == Role.STOPPED
                    && connection.reconnectIntervalMs > 0
                    && node.remoteFenced
                    && !isShutdownRequested(node);
            return willReconnect ? State.UNKNOWN : State.FAILED;
        }
        if (host == null) {
            return State.UNKNOWN;
        }
        if (host.unclean || !host.online) {
            return State.RESTING;
        }
        if (connection.activeNodes.size() > 1
                && connection.partialMigrationSource != null
                && connection.partialMigrationTarget != null) {
            return State.RESTING;
        }
        return State.ALIVE;
    }

    private static boolean isShutdownRequested(Node node) {
        String shutdown = node.attributes.get("shutdown");
        return shutdown != null && !shutdown.equals("0");
    }

    private static String taskOf(Action action) {
        // A migration is to the connection what a stop is.
        return action.isTask("migrate_to") || action.isTask("migrate_from") ? "stop" : action.task;
    }

    private void onRemote(Action action) {
        Resource connection = action.node.remote;
        State state = state(action.node);
        switch (taskOf(action)) {
            case START, "promote" ->
                afterStart(connection, action, state == State.FAILED ? Relation.FIRST_IMPLIES_THEN : Relation.NONE);
            case "stop" -> stopOnRemote(action, connection, state);
            case "demote" -> {
                if (state == State.RESTING || state == State.UNKNOWN) {
                    afterStart(connection, action, Relation.NONE);
                }
            }
            default -> otherOnRemote(action, connection, state);
        }
    }

    private void stopOnRemote(Action action, Resource connection, State state) {
        if (state == State.ALIVE) {
            beforeStop(action, connection, Relation.THEN_IMPLIES_FIRST);
        } else if (state == State.FAILED) {
            actions.fencing().fenceNode(action.node, "resources are active but connection is unrecoverable", false);
        } else if (connection.nextRole == Role.STOPPED) {
            beforeStop(action, connection, Relation.THEN_IMPLIES_FIRST);
        } else {
            afterStart(connection, action, Relation.NONE);
        }
    }

    private void otherOnRemote(Action action, Resource connection, State state) {
        if (action.isRecurring()) {
            afterStart(connection, action, Relation.FIRST_IMPLIES_THEN);
            return;
        }
        if (action.isTask("monitor") && state == State.FAILED) {
            actions.fencing()
                    .fenceNode(action.node, "resources are in unknown state and connection is unrecoverable", false);
        }
        if (Whereabouts.current(connection) != null && state == State.STOPPED) {
            // The connection goes down for good: make sure that nothing is active before it does.
            beforeStop(action, connection, Relation.UNRUNNABLE_FIRST_BLOCKS);
        } else {
            afterStart(connection, action, Relation.NONE);
        }
    }

    private void onGuest(Action action) {
        Resource connection = action.node.remote;
        Resource launcher = connection.launcher;
        if (launcher.failed) {
            actions.fencing().fenceNode(action.node, "container failed", false);
        }
        switch (taskOf(action)) {
            case START, "promote" -> {
                afterStart(launcher, action, Relation.FIRST_IMPLIES_THEN);
                afterStart(connection, action, Relation.NONE);
            }
            case "stop", "demote" -> {
                // With a failed launcher these are implied by its stop.
                if (!launcher.failed) {
                    beforeStop(action, connection, Relation.NONE);
                }
            }
            default -> {
                if (!action.isRecurring()) {
                    afterStart(connection, action, Relation.NONE);
                } else if (Tasks.isKnown(action.task)) {
                    afterStart(connection, action, Relation.FIRST_IMPLIES_THEN);
                }
            }
        }
    }

    private void afterStart(Resource first, Action then, int more) {
        orderings.taskThenAction(first, START, then, Relation.GUEST_ALLOWED | Relation.UNRUNNABLE_FIRST_BLOCKS | more);
    }

    private void beforeStop(Action first, Resource then, int more) {
        orderings.actionThenTask(first, then, "stop", Relation.GUEST_ALLOWED | more);
    }
}
