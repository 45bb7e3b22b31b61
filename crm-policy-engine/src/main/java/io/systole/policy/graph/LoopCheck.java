package io.systole.policy.graph;

import io.systole.policy.model.Action;
import io.systole.policy.model.Relation;

/** Finds relations that would make an action wait for itself. */
public final class LoopCheck {
    private LoopCheck() {}

    /** Whether waiting for this input of the action would never end. */
    public static boolean wouldLoop(Action action, Relation input) {
        return GraphMembership.makesLoop(action, action, input);
    }
}
