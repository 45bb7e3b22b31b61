package io.systole.policy.change;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Meta-attribute notify: all instances of a clone are told before and after instances are started, stopped, promoted or
 * demoted, and the clone goes on when all have confirmed.
 */
public final class Notifications {
    private final Actions actions;
    private final NotificationContent content;
    private final List<OfClone> byClone = new ArrayList<>();

    private static final class OfClone {
        private Notification start;
        private Notification stop;
        private Notification promote;
        private Notification demote;
    }

    public Notifications(Cluster cluster, Actions actions) {
        this.actions = actions;
        this.content = new NotificationContent(cluster);
    }

    private OfClone of(Resource clone) {
        while (byClone.size() <= clone.index) {
            byClone.add(null);
        }
        OfClone known = byClone.get(clone.index);
        if (known == null) {
            known = new OfClone();
            byClone.set(clone.index, known);
        }
        return known;
    }

    void aboutStartAndStop(Resource clone, Action start, Action started, Action stop, Action stopped) {
        if (!clone.notify) {
            return;
        }
        OfClone all = of(clone);
        if (all.start == null) {
            all.start = points(clone, "start", start, started);
        }
        if (all.stop == null) {
            all.stop = points(clone, "stop", stop, stopped);
            Actions.order(all.stop.postDone, all.start.pre, Relation.ORDERED);
        }
    }

    void aboutPromotion(Resource clone, Action promote, Action promoted) {
        if (clone.notify && of(clone).promote == null) {
            of(clone).promote = points(clone, "promote", promote, promoted);
        }
    }

    void aboutDemotion(Resource clone, Action demote, Action demoted) {
        OfClone all = of(clone);
        if (!clone.notify || all.demote != null) {
            return;
        }
        all.demote = points(clone, "demote", demote, demoted);
        Actions.order(all.stop.postDone, all.promote.pre, Relation.ORDERED);
        Actions.order(all.start.postDone, all.promote.pre, Relation.ORDERED);
        Actions.order(all.demote.postDone, all.promote.pre, Relation.ORDERED);
        Actions.order(all.demote.postDone, all.start.pre, Relation.ORDERED);
        Actions.order(all.demote.postDone, all.stop.pre, Relation.ORDERED);
    }

    /** The pseudo actions around an action: "before" begins, is confirmed; "after" begins, is confirmed. */
    private Notification points(Resource resource, String task, Action action, Action complete) {
        Notification notification = new Notification(task);
        if (action != null) {
            notification.pre = point(resource, action, "notify", "pre", task);
            notification.pre.set(Action.RUNNABLE);
            notification.preDone = point(resource, action, "notified", "confirmed-pre", task);
            notification.preDone.set(Action.RUNNABLE);
            Actions.order(notification.pre, notification.preDone, Relation.ORDERED);
            Actions.order(notification.preDone, action, Relation.ORDERED);
        }
        notification.post = point(resource, complete, "notify", "post", task);
        notification.postDone = point(resource, complete, "notified", "confirmed-post", task);
        for (Action after : List.of(notification.post, notification.postDone)) {
            after.priority = Score.INFINITY;
            if (complete.is(Action.RUNNABLE)) {
                after.set(Action.RUNNABLE);
            } else {
                after.clear(Action.RUNNABLE);
            }
        }
        Actions.order(complete, notification.post, Relation.FIRST_IMPLIES_THEN);
        Actions.order(notification.post, notification.postDone, Relation.FIRST_IMPLIES_THEN);
        if (action != null) {
            Actions.order(notification.preDone, notification.post, Relation.ORDERED);
        }
        return notification;
    }

    private Action point(Resource resource, Action about, String task, String type, String operation) {
        String key = Names.notifyKey(resource.id, type, about.task);
        Action point = actions.get(resource, key, task, null, about.is(Action.OPTIONAL));
        point.set(Action.PSEUDO);
        point.meta.put("notify_key_type", type);
        point.meta.put("notify_key_operation", about.task);
        point.meta.put("notify_type", type.endsWith("pre") ? "pre" : "post");
        point.meta.put("notify_operation", operation);
        return point;
    }

    /** Makes the instances' notifications of a clone, once all that is to be told is known. */
    public void add(Resource clone) {
        if (clone.index < byClone.size() && byClone.get(clone.index) != null) {
            OfClone all = byClone.get(clone.index);
            add(clone, all.start);
            add(clone, all.stop);
            add(clone, all.promote);
            add(clone, all.demote);
        }
    }

    private void add(Resource clone, Notification notification) {
        if (notification == null) {
            return;
        }
        content.collect(clone, true, notification);
        content.describe(clone, notification);
        if (isRequired(notification)) {
            for (Action point :
                    new Action[] {notification.pre, notification.preDone, notification.post, notification.postDone}) {
                if (point != null) {
                    point.clear(Action.OPTIONAL);
                }
            }
        }
        notifyInstances(clone, notification);
    }

    private static boolean isRequired(Notification notification) {
        return !notification.subjects().isEmpty();
    }

    /** Tells the other instances that one was stopped by fencing its node. */
    public void afterFencing(Action stop, Resource instance, Action fencing) {
        if (!instance.notify) {
            return;
        }
        Notification notification = points(instance, "stop", null, fencing);
        content.collect(instance, false, notification);
        notification.variables.put("notify_stop_resource", instance.id);
        notification.variables.put("notify_stop_uname", stop.node.name);
        notifyInstances(instance.top(), notification);
    }

    private void notifyInstances(Resource resource, Notification notification) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(child -> notifyInstances(child, notification));
            return;
        }
        for (Action action : resource.actions) {
            if (!action.is(Action.OPTIONAL) && action.node != null && isRoleChange(action.task)) {
                action.meta.putAll(notification.variables);
            }
        }
        boolean stop = notification.isAbout("stop");
        if (!stop && notification.subjects().isEmpty()) {
            // A stop may be implied by fencing, so that one counts in any case.
            return;
        }
        if (stop || notification.isAbout("demote")) {
            aboutGoingDown(resource, notification);
        } else {
            aboutComingUp(resource, notification);
        }
    }

    private static boolean isRoleChange(String task) {
        return task.equals("start") || task.equals("stop") || task.equals("promote") || task.equals("demote");
    }

    private void aboutGoingDown(Resource resource, Notification notification) {
        if (resource.origRole == Role.STOPPED) {
            return;
        }
        Action stop = resource.actions.findTask("stop", null);
        for (Node node : resource.activeNodes) {
            if (stop != null && stop.is(Action.PSEUDO) && (node.unclean || node.remoteReset)) {
                // It is stopped by fencing; there is nobody to be told.
                continue;
            }
            notifyOn(resource, node, notification.pre, notification.preDone, notification);
            if (notification.isAbout("demote") || stop == null || stop.is(Action.OPTIONAL)) {
                notifyAfter(resource, node, notification);
            }
        }
    }

    private void aboutComingUp(Resource resource, Notification notification) {
        if (resource.nextRole == Role.STOPPED || resource.assigned == null) {
            return;
        }
        Action start = resource.actions.findTask("start", null);
        if (start != null && start.node != null && start.node.remote != null) {
            Action connection = start.node.remote.actions.findTask("start", null);
            if (connection != null && !connection.is(Action.RUNNABLE)) {
                return;
            }
        }
        if (!notification.isAbout("start") || start == null || start.is(Action.OPTIONAL)) {
            notifyOn(resource, resource.assigned, notification.pre, notification.preDone, notification);
        }
        notifyAfter(resource, resource.assigned, notification);
    }

    private Action notifyOn(Resource resource, Node node, Action point, Action done, Notification notification) {
        if (point == null || done == null || !node.online || !point.is(Action.RUNNABLE)) {
            return null;
        }
        String key = Names.notifyKey(resource.id, point.meta.get("notify_type"), point.meta.get("notify_operation"));
        Action notify = actions.get(resource, key, point.task, node, point.is(Action.OPTIONAL));
        point.meta.forEach(notify.meta::putIfAbsent);
        notify.meta.putAll(notification.variables);
        Actions.order(point, notify, Relation.ORDERED);
        Actions.order(notify, done, Relation.ORDERED);
        return notify;
    }

    private void notifyAfter(Resource resource, Node node, Notification notification) {
        Action notify = notifyOn(resource, node, notification.post, notification.postDone, notification);
        if (notify != null) {
            notify.priority = Score.INFINITY;
        }
        if (notification.postDone == null) {
            return;
        }
        // Recurring monitors begin when all have confirmed.
        for (Action monitor : resource.actions) {
            String interval = monitor.meta.get("interval");
            if (interval != null && !interval.equals("0") && !monitor.isTask("cancel")) {
                Actions.order(notification.postDone, monitor, Relation.ORDERED);
            }
        }
    }
}
