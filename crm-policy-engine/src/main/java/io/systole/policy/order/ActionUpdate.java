package io.systole.policy.order;

import io.systole.policy.action.Actions;
import io.systole.policy.assign.Assignment;
import io.systole.policy.assign.Placement;
import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.model.Whereabouts;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the relations of an action take effect, and follows the changes wherever they lead until nothing changes any more.
 *
 * <p>Pacemaker parity: the order in which actions are visited again is part of the result, as each keeps the first reason
 * that it was given.
 */
public final class ActionUpdate {
    private final RelationUpdate relations;
    private final ColocationBlock colocations;
    private final Placement placement;
    /** Where groups are, as long as nothing moves: they are asked once for each member, and must ask all members. */
    private final Map<Resource, Optional<Node>> groups = new IdentityHashMap<>();

    private int moves;

    public ActionUpdate(Assignment assignment) {
        this.placement = assignment.placement();
        InstanceUpdate instances = new InstanceUpdate(assignment.pairing(), placement, this::update);
        this.relations = new RelationUpdate(new VariantUpdate(new PrimitiveUpdate(this::update), instances));
        this.colocations = new ColocationBlock(assignment, this);
    }

    ColocationBlock colocations() {
        return colocations;
    }

    /** Updates an action from all that comes before it. */
    public void update(Action then) {
        int before = then.flags;
        if (then.requiredRunnableBefore > 0) {
            then.runnableBefore = 0;
            then.clear(Action.RUNNABLE);
        }
        int changed = Update.NOTHING;
        for (Relation relation : then.before) {
            changed &= ~Update.FIRST;
            changed |= updateBy(then, relation);
        }
        if (then.requiredRunnableBefore > 0) {
            changed = before == then.flags ? changed & ~Update.THEN : changed | Update.THEN;
        }
        if ((changed & Update.THEN) != 0) {
            if ((before & Action.RUNNABLE) != 0 && !then.is(Action.RUNNABLE)) {
                colocations.blockDependents(then);
            }
            update(then);
            then.after.forEach(after -> update(after.action));
        }
    }

    private int updateBy(Action then, Relation relation) {
        Action first = relation.action;
        Node firstNode = nodeOf(first);
        Node thenNode = nodeOf(then);
        if (relation.is(Relation.IF_ON_SAME_NODE) && firstNode != null && thenNode != null && firstNode != thenNode) {
            relation.flags = Relation.NONE;
            return Update.NOTHING;
        }
        if (first.resource != null && relation.is(Relation.THEN_CANCELS_FIRST) && !then.is(Action.OPTIONAL)) {
            // For example, a stop makes a reload needless.
            first.set(Action.OPTIONAL);
            if (first.isTask("reload-agent")) {
                first.resource.reload = false;
            }
        }
        if (first.resource != null
                && then.resource != null
                && first.resource != then.resource
                && !then.resource.isDescendantOf(first.resource)) {
            first = completion(first);
        }
        int changed = Update.NOTHING;
        if (first == relation.action) {
            int firstFlags = VariantFlags.forOrdering(first, thenNode);
            int thenFlags = VariantFlags.forOrdering(then, firstNode);
            changed |= relations.apply(first, then, firstFlags, thenFlags, relation);
        } else if (Actions.order(first, then, relation.flags)) {
            relation.flags = Relation.NONE;
            changed |= Update.THEN;
        }
        if ((changed & Update.FIRST) != 0) {
            first.after.forEach(after -> update(after.action));
            update(first);
        }
        return changed;
    }

    private Node nodeOf(Action action) {
        if (action.resource != null && action.resource.variant == Variant.GROUP && action.isTask("start")) {
            return nodeOf(action.resource);
        }
        return action.node;
    }

    private Node nodeOf(Resource group) {
        if (moves != placement.moves()) {
            moves = placement.moves();
            groups.clear();
        }
        Optional<Node> known = groups.get(group);
        if (known == null) {
            known = Optional.ofNullable(Whereabouts.assigned(group));
            groups.put(group, known);
        }
        return known.orElse(null);
    }

    /** What others wait for: not that a group or clone begins to start, but that it is running. */
    private static Action completion(Action action) {
        Resource resource = action.resource;
        if (resource.variant == Variant.PRIMITIVE) {
            return action;
        }
        Action completed = resource.actions.findKey(completionKey(action.key, resource), null);
        return completed == null ? action : completed;
    }

    private static String completionKey(String key, Resource resource) {
        TaskKey parsed = key.contains("notify") ? null : TaskKey.parse(key);
        String completed = parsed == null || parsed.intervalMs() > 0 ? null : Tasks.completed(parsed.task());
        if (completed == null) {
            return key;
        }
        if (resource.notify && (resource.isClone() || resource.isBundled())) {
            return parsed.resource() + "_confirmed-post_notify_" + completed + "_0";
        }
        return parsed.resource() + "_" + completed + "_0";
    }
}
