package io.systole.policy.order;

import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;

/** What a relation does to its actions depends on what kind of resource they belong to; this picks the right rule. */
final class VariantUpdate {
    private final PrimitiveUpdate primitives;
    private final InstanceUpdate instances;

    VariantUpdate(PrimitiveUpdate primitives, InstanceUpdate instances) {
        this.primitives = primitives;
        this.instances = instances;
    }

    /**
     * Applies one kind of relation.
     *
     * @param resource on whose behalf: that of one of the actions
     * @param node limits the effect on clones to one node; null for no limit
     * @param flags the first action's flags for this purpose
     * @param filter the flags that may change
     * @param type the relation, a flag of {@link io.systole.policy.model.Relation}
     * @return what changed, of {@link Update}
     */
    int apply(Resource resource, Action first, Action then, Node node, int flags, int filter, int type) {
        if (resource.variant == Variant.PRIMITIVE) {
            return primitives.apply(first, then, flags, filter, type);
        }
        if (resource.variant == Variant.GROUP) {
            return applyToGroup(first, then, node, flags, filter, type);
        }
        return instances.apply(this, first, then, node, flags, filter, type);
    }

    private int applyToGroup(Action first, Action then, Node node, int flags, int filter, int type) {
        int changed = primitives.apply(first, then, flags, filter, type);
        // Of "running", "stopped" and the like, which wait for every member, members have no action of their own.
        if (then.resource == null || !then.resource.anyMemberHas(then.task)) {
            return changed;
        }
        for (Resource member : then.resource.children) {
            Action action = member.actions.findTask(then.task, node);
            if (action != null) {
                changed |= apply(member, first, action, node, flags, filter, type);
            }
        }
        return changed;
    }

    int applyPlain(Action first, Action then, int flags, int filter, int type) {
        return primitives.apply(first, then, flags, filter, type);
    }
}
