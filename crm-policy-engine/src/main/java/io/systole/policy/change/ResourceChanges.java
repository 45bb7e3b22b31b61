package io.systole.policy.change;

import io.systole.core.value.Score;
import io.systole.policy.action.Actions;
import io.systole.policy.action.UnfencingOrder;
import io.systole.policy.assign.Pairing;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.order.Orderings;
import java.util.List;

/** Makes the actions of all resources: those of primitives, and those that stand for a whole group, clone or bundle. */
public final class ResourceChanges {
    private final Cluster cluster;
    private final Actions actions;
    private final PrimitiveChanges primitives;
    private final Notifications notifications;

    public ResourceChanges(Cluster cluster, Actions actions, Orderings orderings, Notifications notifications) {
        this.cluster = cluster;
        this.actions = actions;
        this.notifications = notifications;
        this.primitives = new PrimitiveChanges(
                actions,
                new RoleChanges(cluster, actions, new UnfencingOrder(cluster, actions.fencing())),
                new RecurringChanges(cluster, actions, orderings, new Cancellations(actions, orderings)),
                new MigrationChanges(actions, orderings));
    }

    public void addAll() {
        cluster.resources.forEach(this::add);
    }

    private void add(Resource resource) {
        switch (resource.variant) {
            case PRIMITIVE -> primitives.add(resource);
            case GROUP -> addGroup(resource);
            case CLONE -> addClone(resource);
            case BUNDLE -> addBundle(resource);
        }
    }

    private void addGroup(Resource group) {
        group.children.forEach(this::add);
        point(group, "start");
        point(group, "running");
        point(group, "stop");
        point(group, "stopped");
        if (Names.isTrue(group.meta.get("promotable"))) {
            point(group, "demote");
            point(group, "demoted");
            point(group, "promote");
            point(group, "promoted");
        }
    }

    private void point(Resource group, String task) {
        actions.pseudo(group, task, true, true);
    }

    private void addClone(Resource clone) {
        addInstances(clone, clone.children);
        if (!clone.promotable) {
            return;
        }
        RoleChange change = new RoleChange();
        for (Resource instance : clone.children) {
            add(instance);
            change.look(instance);
        }
        Action promote = actions.pseudo(clone, "promote", !change.promoting, true);
        Action promoted = actions.pseudo(clone, "promoted", !change.promoting, true);
        promoted.priority = Score.INFINITY;
        notifications.aboutPromotion(clone, promote, promoted);
        Action demote = actions.pseudo(clone, "demote", !change.demoting, true);
        Action demoted = actions.pseudo(clone, "demoted", !change.demoting, true);
        demoted.priority = Score.INFINITY;
        notifications.aboutDemotion(clone, demote, demoted);
        // An instance's priority was its promotion score for a while.
        clone.children.forEach(instance -> instance.priority = clone.priority);
    }

    private void addBundle(Resource bundle) {
        for (Replica replica : bundle.bundle.replicas) {
            for (Resource part : new Resource[] {replica.ip, replica.container, replica.remote}) {
                if (part != null) {
                    add(part);
                }
            }
        }
        addInstances(bundle, Pairing.instances(bundle));
        Resource inside = bundle.bundle.child;
        if (inside == null) {
            return;
        }
        add(inside);
        if (inside.promotable) {
            actions.pseudo(bundle, "promote", true, true);
            actions.pseudo(bundle, "promoted", true, true).priority = Score.INFINITY;
            actions.pseudo(bundle, "demote", true, true);
            actions.pseudo(bundle, "demoted", true, true).priority = Score.INFINITY;
        }
    }

    private void addInstances(Resource collective, List<Resource> instances) {
        InstanceState state = new InstanceState();
        for (Resource instance : instances) {
            add(instance);
            state.look(instance);
        }
        Action start = actions.pseudo(collective, "start", !state.starting, true);
        Action started = actions.pseudo(collective, "running", !state.starting, false);
        started.priority = Score.INFINITY;
        if (state.active || state.starting) {
            started.set(Action.RUNNABLE);
        }
        Action stop = actions.pseudo(collective, "stop", !state.stopping, true);
        Action stopped = actions.pseudo(collective, "stopped", !state.stopping, true);
        stopped.priority = Score.INFINITY;
        if (!state.restarting) {
            stop.set(Action.MIGRATABLE);
        }
        if (collective.isClone()) {
            notifications.aboutStartAndStop(collective, start, started, stop, stopped);
        }
    }
}
