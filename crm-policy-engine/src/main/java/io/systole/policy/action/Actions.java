package io.systole.policy.action;

import io.systole.core.value.Role;
import io.systole.policy.model.Action;
import io.systole.policy.model.ActionList;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.QuorumPolicy;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Requires;
import io.systole.policy.model.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/** All actions of one scheduling run. The only place where actions are made. */
public final class Actions {
    private final Cluster cluster;
    private final OperationConfig config;
    private final FenceActions fencing;
    private final ActionList all = new ActionList();
    private final Map<String, Action> withoutResource = new LinkedHashMap<>();
    private int nextId = 1;

    public Actions(Cluster cluster, OperationConfig config, Parameters parameters) {
        this.cluster = cluster;
        this.config = config;
        this.fencing = new FenceActions(cluster, this, new Digests(cluster, config, parameters));
    }

    public ActionList all() {
        return all;
    }

    public FenceActions fencing() {
        return fencing;
    }

    public OperationConfig config() {
        return config;
    }

    /**
     * The action with a key, made if it is not there.
     *
     * @param node null for an action that is not on one node
     * @param optional if false the action is required from now on; true changes nothing for one that is there
     */
    public Action get(Resource resource, String key, String task, Node node, boolean optional) {
        Action action = find(resource, key, node);
        if (action == null) {
            action = make(resource, key, task, node, optional);
        }
        requireUnlessUnmanaged(action, optional);
        if (resource != null) {
            if (action.node != null && action.config != null && !action.is(Action.ATTRIBUTES_EVALUATED)) {
                action.extra = config.parametersOf(action.config, action.node);
                action.set(Action.ATTRIBUTES_EVALUATED);
            }
            updateRunnable(action);
        }
        return action;
    }

    private Action find(Resource resource, String key, Node node) {
        if (resource != null) {
            for (Action action : resource.actions) {
                if (action.key.equalsIgnoreCase(key)) {
                    if (node == null || action.node == node) {
                        return action;
                    }
                    if (action.node == null) {
                        action.node = node;
                        return action;
                    }
                }
            }
            return null;
        }
        return withoutResource.get(key);
    }

    private Action make(Resource resource, String key, String task, Node node, boolean optional) {
        Action action = new Action(nextId++, resource, task, key, node);
        if (task.equalsIgnoreCase("lrm_delete")) {
            action.set(Action.ON_DC);
        }
        action.set(Action.RUNNABLE);
        if (optional) {
            action.set(Action.OPTIONAL);
        }
        all.add(action);
        if (resource == null) {
            withoutResource.put(key, action);
            return action;
        }
        long intervalMs = intervalOf(key);
        action.config = OperationConfig.find(resource, task, intervalMs, true);
        if (action.config == null && key.contains("_notify_")) {
            action.config = OperationConfig.findExactly(resource, "notify", 0, true);
        }
        action.meta = config.meta(resource, node, task, intervalMs, action.config);
        action.needs = requires(resource, task);
        resource.actions.add(action);
        resource.taskAdded(task);
        return action;
    }

    private static long intervalOf(String key) {
        return Names.number(key.substring(key.lastIndexOf('_') + 1), 0);
    }

    private static Requires requires(Resource resource, String task) {
        if (!task.equals("start") && !task.equals("promote")) {
            return Requires.NOTHING;
        }
        if (resource.needsFencing) {
            return Requires.FENCING;
        }
        return resource.needsQuorum ? Requires.QUORUM : Requires.NOTHING;
    }

    private static void requireUnlessUnmanaged(Action action, boolean optional) {
        if (action.resource != null
                && action.node != null
                && !action.is(Action.PSEUDO)
                && !action.resource.managed
                && !action.meta.containsKey("interval")) {
            action.set(Action.OPTIONAL);
        } else if (!optional) {
            action.clear(Action.OPTIONAL);
        }
    }

    private void updateRunnable(Action action) {
        Node node = action.node;
        if (action.is(Action.PSEUDO)) {
            return;
        }
        boolean onDc = action.is(Action.ON_DC);
        if (node == null) {
            action.clear(Action.RUNNABLE);
        } else if (!onDc && !node.online && (!node.isGuest() || node.remoteReset)) {
            action.clear(Action.RUNNABLE);
            if (action.resource.managed && action.isTask("stop") && !node.unclean) {
                fencing.fenceNode(node, "stop is unrunnable", false);
            }
        } else if (!onDc && node.pending) {
            action.clear(Action.RUNNABLE);
        } else if (action.needs == Requires.NOTHING) {
            action.reason = null;
            if (node.isGuest() && !fencing.canFence(node)) {
                action.clear(Action.RUNNABLE);
            } else {
                action.set(Action.RUNNABLE);
            }
        } else {
            updateForQuorum(action);
        }
    }

    private void updateForQuorum(Action action) {
        Resource resource = action.resource;
        switch (effectivePolicy(resource)) {
            case STOP -> {
                action.clear(Action.RUNNABLE);
                action.setReason("no quorum", true);
            }
            case FREEZE -> {
                boolean elevated = rank(resource.nextRole) > rank(resource.origRole);
                if (!resource.isActive(true) || elevated) {
                    action.clear(Action.RUNNABLE);
                    action.setReason("quorum freeze", true);
                }
            }
            default -> action.set(Action.RUNNABLE);
        }
    }

    private QuorumPolicy effectivePolicy(Resource resource) {
        if (cluster.quorate) {
            return QuorumPolicy.IGNORE;
        }
        if (cluster.quorumPolicy != QuorumPolicy.DEMOTE) {
            return cluster.quorumPolicy;
        }
        if (resource.origRole == Role.PROMOTED || resource.origRole == Role.UNPROMOTED) {
            if (resource.nextRole == Role.PROMOTED) {
                resource.nextRole = Role.UNPROMOTED;
            }
            return QuorumPolicy.IGNORE;
        }
        return QuorumPolicy.STOP;
    }

    static int rank(Role role) {
        return role == null ? 0 : role.ordinal() + 1;
    }

    /** The action with this name that has no resource, made as a pseudo action if it is not there. */
    public Action pseudo(String name) {
        Action action = withoutResource.get(name);
        if (action == null) {
            action = get(null, name, name, null, true);
            action.set(Action.PSEUDO | Action.RUNNABLE);
        }
        return action;
    }

    public Action singleton(String name) {
        return withoutResource.get(name);
    }

    /** A pseudo action of a group, clone or bundle. */
    public Action pseudo(Resource resource, String task, boolean optional, boolean runnable) {
        Action action = get(resource, Names.key(resource.id, task, 0), task, null, optional);
        action.set(Action.PSEUDO);
        if (runnable) {
            action.set(Action.RUNNABLE);
        }
        return action;
    }

    /** An operation of a resource that does not recur. */
    public Action operation(Resource resource, String task, Node node, boolean optional) {
        return get(resource, Names.key(resource.id, task, 0), task, node, optional);
    }

    public Action start(Resource resource, Node node, boolean optional) {
        return operation(resource, "start", node, optional);
    }

    public Action stop(Resource resource, Node node, boolean optional) {
        return operation(resource, "stop", node, optional);
    }

    /** Removes the resource's history on a node from the status section. */
    public Action clearHistory(Resource resource, Node node) {
        return operation(resource, "lrm_delete", node, false);
    }

    /** Sets the resource's fail count on a node back to zero. */
    public Action clearFailCount(Resource resource, Node node) {
        Action clear = operation(resource, "clear_failcount", node, false);
        clear.meta.put("op_no_wait", "true");
        return clear;
    }

    /** False where the shorter list says that there is nothing between the two: a group may lead thousands. */
    private static boolean mayBeRelated(Action first, Action then) {
        if (then.before.size() >= first.after.size()) {
            return true;
        }
        for (Relation relation : then.before) {
            if (relation.action == first) {
                return true;
            }
        }
        return false;
    }

    /** Relates two actions, unless they are related like that already. */
    public static boolean order(Action first, Action then, int flags) {
        if (flags == Relation.NONE || first == null || then == null || first == then) {
            return false;
        }
        if (mayBeRelated(first, then)) {
            for (Relation relation : first.after) {
                if (relation.action == then && (relation.flags & flags) != 0) {
                    return false;
                }
            }
        }
        first.after.add(new Relation(then, flags));
        then.before.add(new Relation(first, flags));
        return true;
    }
}
