package io.systole.policy.order;

import io.systole.policy.assign.Pairing;
import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import java.util.List;

/** The flags of an action; those of a group, clone or bundle follow from the same action of its members. */
public final class VariantFlags {
    private static final int ASSUMED = Action.OPTIONAL | Action.RUNNABLE | Action.PSEUDO;

    private VariantFlags() {}

    /** Brings the flags of a collective's actions up to date with its members' for good. */
    public static void settle(Resource collective) {
        for (Action action : collective.actions) {
            of(collective, action, null);
        }
    }

    /** The flags that count in a relation. A clone's action is runnable for all if any instance can run it anywhere. */
    static int forOrdering(Action action, Node node) {
        if (action.resource == null) {
            return action.flags;
        }
        int flags = of(action.resource, action, null);
        if (node == null || !action.resource.isClone()) {
            return flags;
        }
        return of(action.resource, action, node) | flags & Action.RUNNABLE;
    }

    /** @param node look at actions on this node only; null for all */
    static int of(Resource resource, Action action, Node node) {
        switch (resource.variant) {
            case PRIMITIVE:
                return action.flags;
            case GROUP:
                return ofGroup(resource, action, node);
            case CLONE:
                return ofInstances(action, resource.children, node);
            default:
                return ofBundle(resource, action, node);
        }
    }

    /** As each member is related to its group, a group is asked as often as it has members: it looks again when any changed. */
    private static int ofGroup(Resource group, Action action, Node node) {
        if (node != null) {
            action.membersSeenAt = -1;
            return ofMembers(group, action, node);
        }
        if (action.membersSeenAt == group.memberChanges()) {
            action.clear(action.takenByMembers);
            return action.flagsOfMembers;
        }
        int flags = ofMembers(group, action, null);
        action.flagsOfMembers = flags;
        action.membersSeenAt = group.memberChanges();
        return flags;
    }

    private static int ofMembers(Resource group, Action action, Node node) {
        int flags = ASSUMED;
        action.takenByMembers = 0;
        for (Resource member : group.children) {
            String task = Tasks.forMember(member, action.task);
            Action own = member.actions.findTask(task, node);
            if (own == null) {
                if (!task.equals("stop") && !task.equals("demote")) {
                    flags &= ~Action.RUNNABLE;
                }
                continue;
            }
            int ownFlags = of(member, own, node);
            if ((flags & Action.OPTIONAL) != 0 && (ownFlags & Action.OPTIONAL) == 0) {
                flags &= ~Action.OPTIONAL;
                take(action, Action.OPTIONAL);
            }
            if (!task.equals(action.task) && (flags & Action.RUNNABLE) != 0 && (ownFlags & Action.RUNNABLE) == 0) {
                flags &= ~Action.RUNNABLE;
                take(action, Action.RUNNABLE);
            }
            if ((flags & (Action.OPTIONAL | Action.RUNNABLE)) == 0) {
                break; // There is nothing left that another member could take.
            }
        }
        return flags;
    }

    private static void take(Action action, int flag) {
        action.takenByMembers |= flag;
        action.clear(flag);
    }

    private static int ofBundle(Resource bundle, Action action, Node node) {
        Resource inside = bundle.bundle.child;
        if (inside != null) {
            switch (Tasks.forMember(inside, action.task)) {
                case "no_action", "notify", "notified", "promote", "promoted", "demote", "demoted":
                    return ofInstances(action, inside.children, node);
                default:
                    break;
            }
        }
        return ofInstances(action, Pairing.instances(bundle), node);
    }

    private static int ofInstances(Action action, List<Resource> instances, Node node) {
        int flags = ASSUMED;
        boolean anyRunnable = false;
        String task = InstanceUpdate.memberTask(action);
        for (Resource instance : instances) {
            Node at = instance.variant == Variant.PRIMITIVE ? node : null;
            Action own = instance.actions.findTask(task, at);
            if (own == null) {
                continue;
            }
            int ownFlags = of(instance, own, node);
            if ((flags & Action.OPTIONAL) != 0 && (ownFlags & Action.OPTIONAL) == 0) {
                flags &= ~Action.OPTIONAL;
                action.clear(Action.OPTIONAL);
            }
            anyRunnable |= (ownFlags & Action.RUNNABLE) != 0;
        }
        if (!anyRunnable) {
            flags &= ~Action.RUNNABLE;
            if (node == null) {
                action.clear(Action.RUNNABLE);
            }
        }
        return flags;
    }
}
