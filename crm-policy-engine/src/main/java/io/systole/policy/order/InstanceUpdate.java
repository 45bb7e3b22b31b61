package io.systole.policy.order;

import io.systole.policy.action.Actions;
import io.systole.policy.assign.Pairing;
import io.systole.policy.assign.Placement;
import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import java.util.function.Consumer;

/** What a relation between clones or bundles does to their instances: each with its neighbour, or each with all. */
final class InstanceUpdate {
    private final Pairing pairing;
    private final Placement placement;
    private final Consumer<Action> revisit;

    InstanceUpdate(Pairing pairing, Placement placement, Consumer<Action> revisit) {
        this.pairing = pairing;
        this.placement = placement;
        this.revisit = revisit;
    }

    int apply(VariantUpdate rules, Action first, Action then, Node node, int flags, int filter, int type) {
        if (then.resource == null) {
            return Update.NOTHING;
        }
        if (canInterleave(first, then)) {
            return interleaved(rules, first, then, node, filter, type);
        }
        int changed = rules.applyPlain(first, then, flags, filter, type);
        for (Resource instance : Pairing.instances(then.resource)) {
            changed |= together(rules, instance, first, then, node, flags, filter, type);
        }
        return changed;
    }

    private static boolean canInterleave(Action first, Action then) {
        if (first.resource == null || first.resource == then.resource) {
            return false;
        }
        if (first.resource.variant.compareTo(Variant.CLONE) < 0 || then.resource.variant.compareTo(Variant.CLONE) < 0) {
            return false;
        }
        boolean down = then.key.endsWith("_stop_0") || then.key.endsWith("_demote_0");
        return (down ? first.resource : then.resource).isInterleaved();
    }

    private int interleaved(VariantUpdate rules, Action first, Action then, Node node, int filter, int type) {
        int changed = Update.NOTHING;
        String firstTask = memberTask(first);
        // What goes down goes with the instance that is there now.
        boolean current = first.key.endsWith("_stopped_0") || first.key.endsWith("_demoted_0");
        for (Resource thenInstance : Pairing.instances(then.resource)) {
            Resource firstInstance = current
                    ? pairing.compatibleNow(thenInstance, first.resource)
                    : pairing.compatible(thenInstance, first.resource, null, null);
            if (firstInstance == null) {
                boolean needsIt =
                        (type & (Relation.UNRUNNABLE_FIRST_BLOCKS | Relation.FIRST_IMPLIES_THEN)) != 0 && !current;
                if (needsIt && placement.assign(thenInstance, null, true, true)) {
                    changed |= Update.THEN;
                }
                continue;
            }
            Action firstAction = instanceAction(first, firstInstance, firstTask, node, true);
            Action thenAction = firstAction == null ? null : instanceAction(then, thenInstance, then.task, node, false);
            if (thenAction == null) {
                continue;
            }
            if (Actions.order(firstAction, thenAction, type)) {
                changed |= Update.FIRST | Update.THEN;
            }
            int flags = VariantFlags.of(firstInstance, firstAction, node);
            changed |= rules.apply(thenInstance, firstAction, thenAction, node, flags, filter, type);
        }
        return changed;
    }

    /** The members' task behind a collective's action; notifications stand for the task they are about. */
    static String memberTask(Action action) {
        String task = action.task;
        if (action.task.equalsIgnoreCase("notify") || action.task.equalsIgnoreCase("notified")) {
            TaskKey key = TaskKey.parse(action.key);
            int about = key == null ? -1 : key.task().indexOf("_notify_");
            if (about >= 0) {
                task = key.task().substring(about + "_notify_".length());
            }
        }
        return Tasks.forMember(action.resource.children.get(0), task);
    }

    /**
     * An instance's action. With bundles, what comes first is the service in the container (but the container's stop), and
     * what comes then is the container (but the service's promotion and demotion).
     */
    private static Action instanceAction(Action action, Resource instance, String task, Node node, boolean forFirst) {
        boolean inside = forFirst
                ? !action.isTask("stop") && !action.isTask("stopped")
                : action.isTask("promote")
                        || action.isTask("promoted")
                        || action.isTask("demote")
                        || action.isTask("demoted");
        Resource contained = inside ? instance.insideContainer() : null;
        return contained == null ? instance.actions.findTask(task, node) : contained.actions.findTask(task, null);
    }

    private int together(
            VariantUpdate rules,
            Resource instance,
            Action first,
            Action then,
            Node node,
            int flags,
            int filter,
            int type) {
        Action action = instance.actions.findTask(then.task, node);
        if (action == null || (VariantFlags.of(instance, action, node) & Action.RUNNABLE) == 0) {
            return Update.NOTHING;
        }
        int changed = rules.apply(instance, first, action, node, flags, filter, type);
        if ((changed & Update.THEN) != 0) {
            action.after.forEach(after -> revisit.accept(after.action));
        }
        return changed;
    }
}
