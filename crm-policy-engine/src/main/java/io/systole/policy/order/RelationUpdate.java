package io.systole.policy.order;

import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;

/** Applies everything that one relation says to the two actions that it relates. */
final class RelationUpdate {
    private final VariantUpdate rules;

    RelationUpdate(VariantUpdate rules) {
        this.rules = rules;
    }

    int apply(Action first, Action then, int firstFlags, int thenFlags, Relation relation) {
        // Only clones look at the node: the whole clone is to restart if what comes first restarts.
        Node node = then.node;
        if (relation.is(Relation.FIRST_IMPLIES_SAME_NODE_THEN)) {
            // Unfencing concerns the instances on the unfenced node.
            relation.flags &= ~Relation.FIRST_IMPLIES_SAME_NODE_THEN;
            relation.flags |= Relation.FIRST_IMPLIES_THEN;
            node = first.node;
        }
        int changed = implications(first, then, node, firstFlags, relation);
        changed |= blocks(first, then, node, firstFlags, relation);
        if (first.is(Action.RUNNABLE)
                && relation.is(Relation.FIRST_IMPLIES_THEN_GRAPHED)
                && (firstFlags & Action.OPTIONAL) == 0) {
            then.set(Action.ALWAYS_IN_GRAPH);
        }
        if (relation.is(Relation.THEN_IMPLIES_FIRST_GRAPHED) && (thenFlags & Action.OPTIONAL) == 0) {
            first.set(Action.ALWAYS_IN_GRAPH);
        }
        return changed | blockedStop(first, then, relation);
    }

    private int implications(Action first, Action then, Node node, int firstFlags, Relation relation) {
        int changed = Update.NOTHING;
        Resource thenResource = then.resource;
        int optional = firstFlags & Action.OPTIONAL;
        if (relation.is(Relation.FIRST_IMPLIES_THEN)) {
            if (thenResource != null) {
                changed |= rules.apply(
                        thenResource, first, then, node, optional, Action.OPTIONAL, Relation.FIRST_IMPLIES_THEN);
            } else if (optional == 0 && then.is(Action.OPTIONAL)) {
                then.clear(Action.OPTIONAL);
                changed |= Update.THEN;
            }
        }
        if (relation.is(Relation.INTERMEDIATE_STOP) && thenResource != null) {
            changed |= rules.apply(
                    thenResource,
                    first,
                    then,
                    node,
                    firstFlags,
                    Action.OPTIONAL | Action.RUNNABLE,
                    Relation.INTERMEDIATE_STOP);
        }
        if (relation.is(Relation.THEN_IMPLIES_FIRST)) {
            if (first.resource != null) {
                changed |= rules.apply(
                        first.resource, first, then, node, firstFlags, Action.OPTIONAL, Relation.THEN_IMPLIES_FIRST);
            } else if (optional == 0 && first.is(Action.RUNNABLE)) {
                first.clear(Action.RUNNABLE);
                changed |= Update.FIRST;
            }
        }
        if (relation.is(Relation.PROMOTED_THEN_IMPLIES_FIRST) && thenResource != null) {
            changed |= rules.apply(
                    thenResource, first, then, node, optional, Action.OPTIONAL, Relation.PROMOTED_THEN_IMPLIES_FIRST);
        }
        return changed;
    }

    private int blocks(Action first, Action then, Node node, int firstFlags, Relation relation) {
        int changed = Update.NOTHING;
        if (relation.is(Relation.MIN_RUNNABLE)) {
            changed |= countRunnable(first, then, node, firstFlags);
        }
        if (relation.is(Relation.NESTED_REMOTE_PROBE) && then.resource != null) {
            if ((firstFlags & Action.RUNNABLE) == 0
                    && first.resource != null
                    && !first.resource.activeNodes.isEmpty()) {
                // The connection is being stopped; the probe needs no blocking for that.
                relation.flags = Relation.NONE;
            } else {
                changed |= on(then, first, node, firstFlags, Action.RUNNABLE, Relation.UNRUNNABLE_FIRST_BLOCKS);
            }
        }
        if (relation.is(Relation.UNRUNNABLE_FIRST_BLOCKS)) {
            if (then.resource != null) {
                changed |= on(then, first, node, firstFlags, Action.RUNNABLE, Relation.UNRUNNABLE_FIRST_BLOCKS);
            } else if ((firstFlags & Action.RUNNABLE) == 0 && then.is(Action.RUNNABLE)) {
                then.clear(Action.RUNNABLE);
                changed |= Update.THEN;
            }
        }
        if (then.resource == null) {
            return changed;
        }
        if (relation.is(Relation.UNMIGRATABLE_THEN_BLOCKS)) {
            changed |= on(then, first, node, firstFlags, Action.OPTIONAL, Relation.UNMIGRATABLE_THEN_BLOCKS);
        }
        if (relation.is(Relation.FIRST_ELSE_THEN)) {
            changed |= on(then, first, node, firstFlags, Action.OPTIONAL, Relation.FIRST_ELSE_THEN);
        }
        if (relation.is(Relation.ORDERED)) {
            changed |= on(then, first, node, firstFlags, Action.RUNNABLE, Relation.ORDERED);
        }
        if (relation.is(Relation.ASYMMETRIC)) {
            changed |= on(then, first, node, firstFlags, Action.RUNNABLE, Relation.ASYMMETRIC);
        }
        return changed;
    }

    private int on(Action then, Action first, Node node, int flags, int filter, int type) {
        return rules.apply(then.resource, first, then, node, flags, filter, type);
    }

    private int countRunnable(Action first, Action then, Node node, int firstFlags) {
        if (then.resource != null) {
            return on(then, first, node, firstFlags, Action.RUNNABLE, Relation.MIN_RUNNABLE);
        }
        if ((firstFlags & Action.RUNNABLE) != 0) {
            then.runnableBefore++;
            if (then.runnableBefore >= then.requiredRunnableBefore && !then.is(Action.RUNNABLE)) {
                then.set(Action.RUNNABLE);
                return Update.THEN;
            }
        }
        return Update.NOTHING;
    }

    /** Nothing can come after the stop of a resource that failed to stop. */
    private static int blockedStop(Action first, Action then, Relation relation) {
        int implied = Relation.FIRST_IMPLIES_THEN | Relation.THEN_IMPLIES_FIRST | Relation.INTERMEDIATE_STOP;
        if ((relation.flags & implied) != 0
                && first.resource != null
                && !first.resource.managed
                && first.resource.blocked
                && !first.is(Action.RUNNABLE)
                && first.isTask("stop")
                && then.is(Action.RUNNABLE)) {
            then.clear(Action.RUNNABLE);
            return Update.THEN;
        }
        return Update.NOTHING;
    }
}
