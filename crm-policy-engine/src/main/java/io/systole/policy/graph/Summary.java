package io.systole.policy.graph;

import io.systole.core.value.Role;
import io.systole.policy.graph.PlannedAction.OnNode;
import io.systole.policy.graph.PlannedAction.OnResource;
import io.systole.policy.model.Action;
import io.systole.policy.model.ActionList;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.model.Whereabouts;
import java.util.ArrayList;
import java.util.List;

/** Says in a line for each node and resource what a plan does to it ({@code crm_simulate}, "Transition Summary"). */
public final class Summary {
    private final List<PlannedAction> lines = new ArrayList<>();

    private Summary() {}

    public static List<PlannedAction> of(Cluster cluster, ActionList actions) {
        Summary summary = new Summary();
        for (Action action : actions) {
            if (action.resource == null && !action.is(Action.OPTIONAL)) {
                summary.node(action);
            }
        }
        cluster.resources.forEach(summary::resource);
        return List.copyOf(summary.lines);
    }

    private void node(Action action) {
        String task;
        if (action.isTask("do_shutdown")) {
            task = "Shutdown";
        } else if (action.isTask("stonith")) {
            task = "Fence (" + action.meta.get("stonith_action") + ")";
        } else {
            return;
        }
        Node node = action.node;
        String name = node.isGuest() ? node.name + " (resource: " + node.remote.launcher.id + ")" : node.name;
        lines.add(new OnNode(task, name, action.reason));
    }

    private void bundle(Resource bundle) {
        for (Replica replica : bundle.bundle.replicas()) {
            for (Resource part : new Resource[] {replica.ip, replica.container, replica.remote, replica.child}) {
                if (part != null) {
                    resource(part);
                }
            }
        }
    }

    private void resource(Resource resource) {
        if (resource.variant == Variant.BUNDLE) {
            bundle(resource);
            return;
        }
        if (!resource.children.isEmpty()) {
            resource.children.forEach(this::resource);
            return;
        }
        Node current = Whereabouts.current(resource);
        Node next = resource.assigned;
        if (current != null && resource.origRole == Role.STOPPED) {
            // Happens while a resource is being recovered.
            resource.origRole = Role.STARTED;
        }
        if (current == null && resource.removed || !resource.managed || current == null && next == null) {
            return;
        }
        new Line(resource, current, next).decide();
    }

    private final class Line {
        private final Resource resource;
        private final Node current;
        private final Node next;
        private final boolean moving;
        private final Action start;
        private final Action stop;
        private final Action promote;
        private final Action demote;

        Line(Resource resource, Node current, Node next) {
            this.resource = resource;
            this.current = current;
            this.next = next;
            this.moving = current != null && next != null && current != next;
            this.start = action("start", next);
            Action stopped = action("stop", start == null || !start.is(Action.RUNNABLE) ? null : current);
            if (stopped == null && resource.stopUnexpected) {
                // Active where it should not be, and staying where it should.
                stopped = action("stop", null);
            }
            this.stop = stopped;
            this.promote = action("promote", next);
            this.demote = action("demote", next);
        }

        private Action action(String task, Node node) {
            List<Action> found = resource.actions.allWithKey(Names.key(resource.id, task, 0), node);
            return found.isEmpty() ? null : found.get(0);
        }

        private void add(String change, Node from, Node to, Action action, Action source) {
            if (action == null) {
                return;
            }
            lines.add(new OnResource(
                    change,
                    resource.id,
                    resource.origRole,
                    resource.nextRole,
                    from == null ? null : from.name,
                    to == null ? null : to.name,
                    (source == null ? action : source).reason,
                    !action.is(Action.RUNNABLE)));
        }

        void decide() {
            if (resource.origRole == resource.nextRole) {
                sameRole();
            } else if (stop != null
                    && (resource.nextRole == Role.STOPPED || start != null && !start.is(Action.RUNNABLE))) {
                stopped();
            } else if (stop != null && resource.failed && resource.stopIfFailed) {
                add("Recover", current, next, stop, start);
            } else if (moving) {
                add("Move", current, next, stop, null);
            } else if (resource.reload) {
                add("Reload", current, next, start, null);
            } else if (stop != null && !stop.is(Action.OPTIONAL)) {
                add("Restart", current, next, start, null);
            } else if (resource.origRole == Role.PROMOTED) {
                add("Demote", current, next, demote, null);
            } else if (resource.nextRole == Role.PROMOTED) {
                add("Promote", current, next, promote, null);
            } else if (resource.origRole == Role.STOPPED && Whereabouts.rank(resource.nextRole) > 1) {
                add("Start", current, next, start, null);
            }
        }

        private void sameRole() {
            Action migrate = action("migrate_from", next);
            if (migrate != null && current != null && migrate.is(Action.RUNNABLE)) {
                add("Migrate", current, next, start, null);
            } else if (resource.reload) {
                add("Reload", current, next, start, null);
            } else if (start == null || start.is(Action.OPTIONAL)) {
                if (demote != null && promote != null && !demote.is(Action.OPTIONAL) && !promote.is(Action.OPTIONAL)) {
                    add("Re-promote", current, next, promote, demote);
                }
            } else if (!start.is(Action.RUNNABLE)) {
                add("Stop", current, null, stop, stop == null || stop.reason == null ? start : stop);
            } else if (moving) {
                add(resource.failed ? "Recover" : "Move", current, next, stop, null);
            } else if (resource.failed) {
                add("Recover", current, null, stop, null);
            } else {
                add("Restart", current, next, start, null);
            }
        }

        private void stopped() {
            for (Node node : resource.activeNodes) {
                List<Action> stops = resource.actions.allWithKey(Names.key(resource.id, "stop", 0), node);
                Action here = stops.isEmpty() ? null : stops.get(0);
                add("Stop", node, null, here, here == null || here.reason == null ? start : here);
            }
        }
    }
}
