package io.systole.policy.graph;

import io.systole.policy.model.Action;
import io.systole.policy.model.Relation;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Finds relations that would make an action wait for itself. */
public final class LoopCheck {
    private LoopCheck() {}

    /** Whether waiting for this input of the action would never end. */
    public static boolean wouldLoop(Action action, Relation input) {
        if (!GraphMembership.wants(action, input)) {
            return false;
        }
        Set<Action> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Action> open = new ArrayDeque<>();
        open.push(input.action);
        while (!open.isEmpty()) {
            Action next = open.pop();
            if (next == action) {
                return true;
            }
            if (seen.add(next)) {
                for (Relation before : next.before) {
                    if (GraphMembership.wants(next, before)) {
                        open.push(before.action);
                    }
                }
            }
        }
        return false;
    }
}
