package io.systole.policy.order;

import io.systole.policy.model.Action;
import io.systole.policy.model.Names;
import io.systole.policy.model.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The actions that bring a resource up again after another has taken it down, and all that come before such an action.
 * Following the actions after a probe is worth its time only towards these: in a group of thousands that is being started,
 * there are none.
 */
final class Restarts {
    private final Map<Action, List<Action>> downs = new IdentityHashMap<>();
    private final Set<Action> leading = Collections.newSetFromMap(new IdentityHashMap<>());

    private Restarts() {}

    static Restarts among(Iterable<Action> all) {
        Restarts restarts = new Restarts();
        Deque<Action> reached = new ArrayDeque<>();
        for (Action action : all) {
            List<Action> downs = downs(action);
            if (!downs.isEmpty()) {
                restarts.downs.put(action, downs);
                reached.add(action);
            }
        }
        while (!reached.isEmpty()) {
            Action action = reached.remove();
            if (restarts.leading.add(action)) {
                for (Relation before : action.before) {
                    reached.add(before.action);
                }
            }
        }
        return restarts;
    }

    private static List<Action> downs(Action up) {
        String task = up.isTask("start") ? "stop" : up.isTask("promote") ? "demote" : null;
        if (task == null || up.resource == null || !up.resource.isPrimitive()) {
            return List.of();
        }
        List<Action> downs = new ArrayList<>(2);
        for (Action down : up.resource.actions.allWithKey(Names.key(up.resource.id, task, 0), null)) {
            if (!down.is(Action.PSEUDO)) {
                downs.add(down);
            }
        }
        return downs;
    }

    /** What takes the resource down before this brings it up; none for most actions. */
    List<Action> before(Action up) {
        return downs.getOrDefault(up, List.of());
    }

    /** Whether a restart may be met on the ways from this action on, itself included. */
    boolean mayFollow(Action action) {
        return leading.contains(action);
    }
}
