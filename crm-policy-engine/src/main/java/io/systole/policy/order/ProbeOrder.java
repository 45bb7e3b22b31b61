package io.systole.policy.order;

import io.systole.policy.action.Actions;
import io.systole.policy.assign.Pairing;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import java.util.ArrayList;
import java.util.List;

/** Lets actions wait for probes: what a probe finds may change all that depends on the resource. */
final class ProbeOrder {
    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;
    private final Pairing pairing;
    private final List<Action> visited = new ArrayList<>();
    private Restarts restarts;

    ProbeOrder(Cluster cluster, Actions actions, Orderings orderings, Pairing pairing) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
        this.pairing = pairing;
    }

    void apply() {
        restarts = Restarts.among(actions.all());
        cluster.resources.forEach(this::beforeRestarts);
        for (Ordering ordering : orderings.all()) {
            beforeWhatFollowsStop(ordering);
        }
    }

    private static List<Action> probes(Resource resource) {
        return resource.actions.allWithKey(Names.key(resource.id, "monitor", 0), null);
    }

    private void beforeRestarts(Resource resource) {
        if (!resource.isPrimitive()) {
            resource.children.forEach(this::beforeRestarts);
            return;
        }
        for (Action probe : probes(resource)) {
            for (Relation then : probe.after) {
                blockInstances(probe, then);
                beforeRestart(probe, then.action);
                visited.forEach(action -> action.clear(Action.DETECT_LOOP));
                visited.clear();
            }
        }
    }

    /** While a probe cannot run, inactive instances of the clone stay down; active ones are left alone. */
    private static void blockInstances(Action probe, Relation after) {
        Action start = after.action;
        if (start.resource == null
                || start.resource.variant.compareTo(Variant.GROUP) <= 0
                || probe.is(Action.RUNNABLE)
                || after.is(Relation.UNRUNNABLE_FIRST_BLOCKS)
                || probe.resource.top() != start.resource
                || !start.isTask("start")) {
            return;
        }
        for (Relation then : start.after) {
            Resource instance = then.action.resource;
            if (instance != null
                    && instance.activeNodes.isEmpty()
                    && instance.top() == start.resource
                    && then.action.isTask("start")) {
                Actions.order(probe, then.action, Relation.ORDERED | Relation.UNRUNNABLE_FIRST_BLOCKS);
            }
        }
    }

    private void beforeRestart(Action probe, Action after) {
        if (!probe.isTask("monitor") || after.is(Action.DETECT_LOOP) || !restarts.mayFollow(after)) {
            return;
        }
        after.set(Action.DETECT_LOOP);
        visited.add(after);
        if (after.resource != null && after.resource.isPrimitive() && after.resource != probe.resource) {
            for (Action down : restarts.before(after)) {
                Actions.order(probe, down, Relation.ORDERED);
            }
        }
        boolean collective = isCollective(after.resource);
        boolean interleave = collective && after.resource.isInterleaved();
        Resource neighbour = interleave ? pairing.compatible(probe.resource, after.resource, null, null) : null;
        for (Relation next : after.after) {
            if (next.is(Relation.FIRST_IMPLIES_THEN) || leadsToMember(probe, after, next, interleave, neighbour)) {
                beforeRestart(probe, next.action);
            }
        }
    }

    private static boolean isCollective(Resource resource) {
        return resource != null && resource.variant.compareTo(Variant.GROUP) > 0;
    }

    /** From a group or clone the way goes on to its members; from an interleaved clone to one instance only. */
    private static boolean leadsToMember(
            Action probe, Action after, Relation next, boolean interleave, Resource neighbour) {
        Resource member = next.action.resource;
        if (after.resource == null
                || after.resource.isPrimitive()
                || probe.resource.parent == after.resource
                || member == null
                || isCollective(member)
                || member.parent != after.resource) {
            return false;
        }
        return !interleave || member == neighbour;
    }

    /** What waits for a resource to be stopped waits for it to be probed, too. */
    private void beforeWhatFollowsStop(Ordering ordering) {
        Resource first = ordering.firstResource();
        Resource then = ordering.thenResource();
        if (ordering.flags() == Relation.NONE || first == null || first == then || !ordering.isFirst("stop")) {
            return;
        }
        if (then != null && first.launcher == then && ordering.isThen("stop")) {
            // A probe may come after the launcher's next start.
            return;
        }
        List<Action> probes = probes(first);
        if (probes.isEmpty()) {
            return;
        }
        int flags = Relation.ORDERED | ordering.flags() & (Relation.IF_FIRST_UNMIGRATABLE | Relation.IF_ON_SAME_NODE);
        if (ordering.flags() == Relation.IF_REQUIRED_ON_SAME_NODE
                || ordering.flags() == Relation.IF_ON_SAME_NODE_OR_TARGET) {
            flags = ordering.flags();
        }
        List<Action> thenActions = ordering.then() != null
                ? List.of(ordering.then())
                : then == null ? List.of() : then.actions.allWithKey(ordering.thenKey(), null);
        for (Action probe : probes) {
            for (Action action : thenActions) {
                if (comesFirst(probe, action)) {
                    Actions.order(probe, action, flags);
                }
            }
        }
    }

    private static boolean comesFirst(Action probe, Action then) {
        if (then.isTask("stonith")
                && probe.node == then.node
                && "on".equalsIgnoreCase(then.meta.get("stonith_action"))) {
            // Probes come after unfencing.
            return false;
        }
        return !then.isTask("do_shutdown") || probe.node == null || then.node == null || probe.node == then.node;
    }
}
