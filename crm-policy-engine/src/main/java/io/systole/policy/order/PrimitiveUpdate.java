package io.systole.policy.order;

import io.systole.core.value.Role;
import io.systole.policy.model.Action;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.function.Consumer;

/** What each kind of relation does to the two actions that it relates. */
final class PrimitiveUpdate {
    private final Consumer<Action> revisit;

    /** @param revisit called with an action whose own relations must be looked at again */
    PrimitiveUpdate(Consumer<Action> revisit) {
        this.revisit = revisit;
    }

    int apply(Action first, Action then, int flags, int filter, int type) {
        int thenBefore = then.flags;
        int firstBefore = first.flags;
        if ((type & Relation.ASYMMETRIC) != 0) {
            blockAsymmetric(first, then);
        }
        if ((type & Relation.THEN_IMPLIES_FIRST) != 0 && (thenBefore & Action.OPTIONAL) == 0) {
            thenImpliesFirst(first, then, flags, filter, firstBefore);
        }
        boolean mayRequire = (filter & Action.OPTIONAL) != 0;
        if ((type & Relation.PROMOTED_THEN_IMPLIES_FIRST) != 0
                && then.resource != null
                && then.resource.origRole == Role.PROMOTED
                && mayRequire
                && !then.is(Action.OPTIONAL)) {
            Update.clear(first, Action.OPTIONAL, then);
            if (!then.is(Action.MIGRATABLE)) {
                Update.clear(first, Action.MIGRATABLE, then);
            }
        }
        if ((type & Relation.UNMIGRATABLE_THEN_BLOCKS) != 0 && mayRequire) {
            if (!then.is(Action.MIGRATABLE | Action.RUNNABLE)) {
                Update.clear(first, Action.RUNNABLE, then);
            }
            if (!then.is(Action.OPTIONAL)) {
                Update.clear(first, Action.OPTIONAL, then);
            }
        }
        if ((type & Relation.FIRST_ELSE_THEN) != 0 && mayRequire && !first.is(Action.RUNNABLE)) {
            Update.clear(then, Action.MIGRATABLE, first);
            then.clear(Action.PSEUDO);
        }
        if ((type & Relation.UNRUNNABLE_FIRST_BLOCKS) != 0
                && (filter & Action.RUNNABLE) != 0
                && then.is(Action.RUNNABLE)
                && (flags & Action.RUNNABLE) == 0) {
            Update.clear(then, Action.RUNNABLE, first);
            Update.clear(then, Action.MIGRATABLE, first);
        }
        if ((type & Relation.FIRST_IMPLIES_THEN) != 0
                && mayRequire
                && then.is(Action.OPTIONAL)
                && (flags & Action.OPTIONAL) == 0
                && !first.is(Action.MIGRATABLE)) {
            Update.clear(then, Action.OPTIONAL, first);
        }
        if ((type & Relation.INTERMEDIATE_STOP) != 0) {
            restart(first, then, filter);
        }
        return changes(first, then, firstBefore, thenBefore);
    }

    private int changes(Action first, Action then, int firstBefore, int thenBefore) {
        int changed = Update.NOTHING;
        if (thenBefore != then.flags) {
            changed |= Update.THEN;
            if (then.resource != null && then.resource.parent != null) {
                // Needed for "stop, then start" of members of cloned groups.
                revisit.accept(then);
            }
        }
        return firstBefore == first.flags ? changed : changed | Update.FIRST;
    }

    private static void thenImpliesFirst(Action first, Action then, int flags, int filter, int firstBefore) {
        if ((filter & Action.OPTIONAL) != 0 && (flags & Action.OPTIONAL) == 0 && (firstBefore & Action.OPTIONAL) != 0) {
            Update.clear(first, Action.OPTIONAL, then);
        }
        if ((flags & Action.MIGRATABLE) != 0 && !then.is(Action.MIGRATABLE)) {
            Update.clear(first, Action.MIGRATABLE, then);
        }
    }

    private static void blockAsymmetric(Action first, Action then) {
        if (then.resource == null || first.is(Action.RUNNABLE)) {
            return;
        }
        if (then.is(Action.OPTIONAL)) {
            Resource resource = then.resource;
            Role role = Whereabouts.currentRole(resource);
            if (role == Role.STOPPED && then.isTask("stop")) {
                return;
            }
            boolean onlyThere = resource.activeNodes.size() == 1 && resource.activeNodes.get(0) == then.node;
            if (role != null && role != Role.STOPPED && then.isTask("start") && onlyThere) {
                return;
            }
        }
        Update.clear(then, Action.OPTIONAL, first);
        Update.clear(then, Action.RUNNABLE, first);
    }

    private static void restart(Action first, Action then, int filter) {
        boolean required = (filter & Action.OPTIONAL) != 0 && !then.is(Action.OPTIONAL);
        boolean cannotStart = (filter & Action.RUNNABLE) != 0
                && !then.is(Action.RUNNABLE)
                && then.resource.managed
                && first.resource == then.resource;
        if (!required && !cannotStart) {
            return;
        }
        if (first.is(Action.RUNNABLE) || !then.is(Action.OPTIONAL)) {
            Update.clear(first, Action.OPTIONAL, then);
        }
        if (!then.is(Action.MIGRATABLE)) {
            Update.clear(first, Action.MIGRATABLE, then);
        }
        if (!first.is(Action.OPTIONAL) && !first.is(Action.RUNNABLE)) {
            Update.clear(then, Action.RUNNABLE, first);
        }
    }
}
