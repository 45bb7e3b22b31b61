package io.systole.policy.change;

import io.systole.core.operation.OcfExit;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.OperationConfig;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.order.Orderings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Recurring operations, mostly monitors: started with the resource's role, cancelled with it; or kept where it is not. */
final class RecurringChanges {
    private static final Set<String> NEVER =
            new TreeSet<>(List.of("stop", "start", "demote", "promote", "reload-agent", "migrate_to", "migrate_from"));
    private static final int NEEDED = Relation.FIRST_IMPLIES_THEN | Relation.UNRUNNABLE_FIRST_BLOCKS;

    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;
    private final Cancellations cancellations;

    RecurringChanges(Cluster cluster, Actions actions, Orderings orderings, Cancellations cancellations) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
        this.cancellations = cancellations;
    }

    /** @param role the role it is for; null for the default, which is any but stopped and promoted */
    private record Recurring(String name, long intervalMs, Role role, String key) {}

    void add(Resource resource) {
        if (resource.blocked || resource.maintenance) {
            return;
        }
        Action start = null;
        Node node = resource.assigned;
        if (node != null && !node.maintenance && (resource.nextRole != Role.STOPPED || !resource.managed)) {
            start = actions.start(resource, node, true);
        }
        if (resource.operations == null) {
            return;
        }
        for (Element op : resource.operations.children("op")) {
            Recurring recurring = parse(resource, op);
            if (recurring == null) {
                continue;
            }
            if (start != null && recurring.role != Role.STOPPED) {
                addWhereActive(resource, start, node, recurring);
            }
            if (recurring.role == Role.STOPPED) {
                addWhereStopped(resource, node, recurring);
            }
        }
    }

    private Recurring parse(Resource resource, Element op) {
        long intervalMs = OperationConfig.intervalMs(op);
        String name = op.attribute("name");
        if (intervalMs == 0 || op.id() == null || name == null) {
            return null;
        }
        if (NEVER.contains(name)) {
            cluster.problem("Operation " + op.id() + " is ignored: " + name + " cannot recur.");
            return null;
        }
        if (isDuplicate(resource, name, intervalMs)) {
            cluster.problem("Operation " + op.id() + " is ignored: " + resource.id
                    + " has another one with the same name and interval.");
            return null;
        }
        String role = op.attribute("role");
        if (role != null && Role.parse(role).isEmpty()) {
            cluster.problem("Operation " + op.id() + " is ignored: '" + role + "' is not a role.");
            return null;
        }
        if (OperationConfig.find(resource, name, intervalMs, false) == null) {
            return null;
        }
        return new Recurring(name, intervalMs, Role.parse(role).orElse(null), Names.key(resource.id, name, intervalMs));
    }

    private static boolean isDuplicate(Resource resource, String name, long intervalMs) {
        int same = 0;
        for (Element op : resource.operations.children("op")) {
            if (op.id() != null && name.equals(op.attribute("name")) && OperationConfig.intervalMs(op) == intervalMs) {
                same++;
            }
        }
        return same > 1;
    }

    private void addWhereActive(Resource resource, Action start, Node node, Recurring recurring) {
        boolean running = isRunning(resource, start, node, recurring.key);
        boolean promoted = resource.nextRole == Role.PROMOTED;
        boolean fits = recurring.role == null ? !promoted : resource.nextRole == recurring.role;
        if (!fits) {
            if (running) {
                cancelForRole(resource, node, recurring);
            }
            return;
        }
        Action monitor = actions.get(resource, recurring.key, recurring.name, node, running);
        if (!start.is(Action.RUNNABLE) || node == null || !node.isCleanOnline()) {
            monitor.clear(Action.RUNNABLE);
        }
        if (promoted) {
            expect(monitor, OcfExit.RUNNING_PROMOTED);
        }
        if (node == null || resource.managed) {
            orderings.taskThenAction(resource, "start", monitor, NEEDED);
            orderings.taskThenAction(resource, "reload-agent", monitor, NEEDED);
            int after = Relation.ORDERED | Relation.UNRUNNABLE_FIRST_BLOCKS;
            if (promoted) {
                orderings.taskThenAction(resource, "promote", monitor, after);
            } else if (resource.origRole == Role.PROMOTED) {
                orderings.taskThenAction(resource, "demote", monitor, after);
            }
        }
    }

    static void expect(Action action, int exit) {
        action.meta.put("op_target_rc", Integer.toString(exit));
    }

    /** Whether it is running already, and may go on as the resource does. */
    private static boolean isRunning(Resource resource, Action start, Node node, String key) {
        if (node == null || !start.is(Action.OPTIONAL)) {
            return false;
        }
        List<Action> known = resource.actions.exactly(key, node);
        return !known.isEmpty() && known.stream().noneMatch(action -> action.is(Action.RESCHEDULE));
    }

    private void cancelForRole(Resource resource, Node node, Recurring recurring) {
        Action cancel = cancellations.cancel(resource, recurring.name, recurring.intervalMs, node);
        String before = null;
        if (resource.origRole == Role.PROMOTED) {
            before = "demote";
        } else if (resource.origRole == Role.UNPROMOTED || resource.origRole == Role.STARTED) {
            before = resource.nextRole == Role.PROMOTED ? "promote" : resource.nextRole == Role.STOPPED ? "stop" : null;
        }
        if (before != null) {
            orderings.actionThenTask(cancel, resource, before, Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
    }

    private void addWhereStopped(Resource resource, Node node, Recurring recurring) {
        if (!resource.unique) {
            cluster.note("Operation " + recurring.key + " is ignored, as it is for the stopped role of an instance"
                    + " that has no number of its own.");
            return;
        }
        for (Node other : cluster.nodes) {
            if (other == node) {
                cancelBeforeStart(resource, node, recurring);
                continue;
            }
            boolean running = !resource.actions.exactly(recurring.key, other).isEmpty();
            Action monitor = actions.get(resource, recurring.key, recurring.name, other, running);
            expect(monitor, OcfExit.NOT_RUNNING);
            if (resource.managed) {
                for (Action probe : resource.actions.allWithKey(Names.key(resource.id, "monitor", 0), other)) {
                    Actions.order(probe, monitor, Relation.UNRUNNABLE_FIRST_BLOCKS);
                }
            }
            afterStops(resource, other, monitor);
            if (!other.isCleanOnline()) {
                monitor.clear(Action.RUNNABLE);
            }
        }
    }

    private void cancelBeforeStart(Resource resource, Node node, Recurring recurring) {
        if (resource.actions.exactly(recurring.key, node).isEmpty()) {
            return;
        }
        Action cancel = cancellations.cancel(resource, recurring.name, recurring.intervalMs, node);
        if (resource.nextRole == Role.STARTED || resource.nextRole == Role.UNPROMOTED) {
            orderings.actionThenTask(cancel, resource, "start", Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
    }

    private void afterStops(Resource resource, Node node, Action monitor) {
        for (Action stop : resource.actions.exactly(Names.key(resource.id, "stop", 0), node)) {
            if (!stop.is(Action.OPTIONAL) && !monitor.is(Action.OPTIONAL) && !resource.managed) {
                monitor.set(Action.OPTIONAL);
            }
            if (!stop.is(Action.RUNNABLE)) {
                monitor.clear(Action.RUNNABLE);
            }
            if (resource.managed) {
                orderings.actions(stop, monitor, NEEDED);
            }
        }
    }
}
