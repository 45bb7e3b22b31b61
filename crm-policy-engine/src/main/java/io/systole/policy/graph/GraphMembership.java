package io.systole.policy.graph;

import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;

/** Which actions, and which inputs of them, belong into the transition graph. */
final class GraphMembership {
    private static final int ORDER_ONLY =
            Relation.ORDERED | Relation.THEN_IMPLIES_FIRST_GRAPHED | Relation.FIRST_IMPLIES_THEN_GRAPHED;

    private GraphMembership() {}

    static boolean wants(Action action) {
        if (!action.is(Action.RUNNABLE)) {
            return false;
        }
        if (action.is(Action.OPTIONAL) && !action.is(Action.ALWAYS_IN_GRAPH)) {
            return false;
        }
        if (action.resource != null && !action.resource.managed && !action.isTask("monitor")) {
            // Recurring monitors of unmanaged resources may be cancelled; nothing else is done to them.
            String interval = action.meta.get("interval");
            if (interval == null || interval.equals("0")) {
                return false;
            }
        }
        if (action.is(Action.PSEUDO)
                || action.task.equalsIgnoreCase("stonith")
                || action.task.equalsIgnoreCase("do_shutdown")) {
            return true;
        }
        return canRunOn(action.node, action.is(Action.ON_DC));
    }

    private static boolean canRunOn(Node node, boolean onDc) {
        if (node == null) {
            return false;
        }
        if (onDc || node.isGuest() && !node.remoteReset) {
            return true;
        }
        return node.online && !node.unclean;
    }

    /** Whether an input is to be waited for. Inputs that turn out to be without effect are switched off for good. */
    static boolean wants(Action action, Relation input) {
        if (input.graphed) {
            return true;
        }
        if (input.flags == Relation.NONE || cannotMatter(input)) {
            return false;
        }
        Action first = input.action;
        if (input.flags == Relation.IF_ON_SAME_NODE_OR_TARGET) {
            return keepIf(input, matters(action, first));
        }
        if (input.flags == Relation.IF_REQUIRED_ON_SAME_NODE) {
            boolean elsewhere = first.node != null && action.node != null && first.node != action.node;
            return keepIf(input, !elsewhere && !first.is(Action.OPTIONAL));
        }
        if (first.resource != null
                && first.resource != action.resource
                && first.resource.failed
                && !first.resource.managed
                && first.key.endsWith("_stop_0")
                && action.resource != null
                && action.resource.isClone()) {
            // An unmanaged failed instance cannot hold up the stop of its clone.
            return false;
        }
        return !first.is(Action.OPTIONAL)
                || (first.flags & (Action.ALWAYS_IN_GRAPH | Action.ADDED_TO_GRAPH)) != 0
                || wants(first);
    }

    private static boolean cannotMatter(Relation input) {
        Action first = input.action;
        boolean runnable = first.is(Action.RUNNABLE);
        if (!runnable
                && ((input.flags & ~ORDER_ONLY) == 0
                        || input.is(Relation.MIN_RUNNABLE)
                        || input.is(Relation.UNMIGRATABLE_THEN_BLOCKS))) {
            return true;
        }
        boolean migratable = first.is(Action.MIGRATABLE);
        return migratable
                && (input.is(Relation.IF_FIRST_UNMIGRATABLE)
                        || input.flags == Relation.ORDERED && first.key.endsWith("_stop_0"));
    }

    private static boolean matters(Action action, Action first) {
        if (action.resource != null && action.isTask("migrate_to")) {
            // Load must be gone where the resource will be, not where the migration is started.
            return first.node != null && first.node == action.resource.assigned;
        }
        return first.node != null && first.node == action.node && !first.is(Action.OPTIONAL);
    }

    private static boolean keepIf(Relation input, boolean keep) {
        if (!keep) {
            input.flags = Relation.NONE;
        }
        return keep;
    }
}
