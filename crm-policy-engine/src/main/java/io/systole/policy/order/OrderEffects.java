package io.systole.policy.order;

import io.systole.core.value.Role;
import io.systole.policy.action.Actions;
import io.systole.policy.assign.Assignment;
import io.systole.policy.graph.LoopCheck;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.List;

/** Turns orderings into relations of actions, once all actions are known, and lets the relations take effect. */
public final class OrderEffects {
    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;
    private final ActionUpdate updates;
    private final ProbeOrder probes;

    public OrderEffects(Cluster cluster, Actions actions, Orderings orderings, Assignment assignment) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
        this.updates = new ActionUpdate(assignment);
        this.probes = new ProbeOrder(cluster, actions, orderings, assignment.pairing());
    }

    public void apply() {
        // One ordering may make an action that a later one finds, so their sequence matters.
        for (Ordering ordering : orderings.all()) {
            relate(ordering);
        }
        actions.all().forEach(updates.colocations()::blockDependents);
        probes.apply();
        actions.all().forEach(updates::update);
        disableInvalid();
    }

    private void relate(Ordering ordering) {
        if (ordering.firstResource() != null) {
            relateFirst(ordering);
        } else if (ordering.thenResource() != null) {
            relateThen(ordering.first(), ordering);
        } else {
            Actions.order(ordering.first(), ordering.then(), ordering.flags());
        }
    }

    private void relateFirst(Ordering ordering) {
        for (Action first : firstActions(ordering)) {
            if (ordering.thenResource() == null) {
                Actions.order(first, ordering.then(), ordering.flags());
            } else {
                relateThen(first, ordering);
            }
        }
    }

    private List<Action> firstActions(Ordering ordering) {
        if (ordering.first() != null) {
            return List.of(ordering.first());
        }
        Resource resource = ordering.firstResource();
        String task = ordering.firstTask();
        String key = Names.key(resource.id, task, 0);
        List<Action> found = resource.actions.allWithKey(key, null);
        if (!found.isEmpty() || resource == ordering.thenResource()) {
            return found;
        }
        Role role = Whereabouts.currentRole(resource);
        if (role == Role.STOPPED && task.equals("stop") || role == Role.UNPROMOTED && task.equals("demote")) {
            return List.of();
        }
        return List.of(actions.get(resource, key, task, null, true));
    }

    private static void relateThen(Action first, Ordering ordering) {
        Resource resource = ordering.thenResource();
        List<Action> found = ordering.then() != null
                ? List.of(ordering.then())
                : resource.actions.allWithKey(ordering.thenKey(), null);
        int flags = ordering.flags();
        if (first != null && first.resource == resource && first.is(Action.MIGRATION_ABORT)) {
            flags &= ~Relation.FIRST_IMPLIES_THEN;
        }
        for (Action then : found) {
            if (first != null) {
                Actions.order(first, then, flags);
            } else if ((flags & Relation.FIRST_IMPLIES_THEN) != 0) {
                then.clear(Action.RUNNABLE);
            }
        }
    }

    private void disableInvalid() {
        for (Action action : actions.all()) {
            for (Relation input : action.before) {
                if (isInvalid(action, input)) {
                    input.flags = Relation.NONE;
                }
            }
        }
    }

    private boolean isInvalid(Action action, Relation input) {
        Action first = input.action;
        if (!input.is(Relation.GUEST_ALLOWED)
                && first.resource != null
                && first.node != null
                && first.node.remote != null
                && action.resource != null
                && first.node.remote.launcher == action.resource) {
            cluster.problem("The ordering of " + first.resource.id + ", which is in a guest, and " + action.resource.id
                    + ", which is the guest, has no effect.");
            return true;
        }
        // Two resources that change places by migration must not wait for each other's load to be gone.
        return input.flags == Relation.IF_ON_SAME_NODE_OR_TARGET
                && action.resource != null
                && action.isTask("migrate_to")
                && LoopCheck.wouldLoop(action, input);
    }
}
