package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.MultipleActive;
import io.systole.policy.model.Node;
import io.systole.policy.model.OnFail;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.model.Variant;
import io.systole.policy.score.ScoreCause.Rule;

/** Settles what one node's history of a resource means for the resource and the node. */
final class ActiveState {
    private final Cluster cluster;
    private final Actions actions;

    ActiveState(Cluster cluster, Actions actions) {
        this.cluster = cluster;
        this.actions = actions;
    }

    void settle(Resource resource, Node node, OnFail reaction) {
        boolean active = resource.origRole != null && resource.origRole != Role.STOPPED;
        if (resource.origRole != null) {
            for (Resource up = resource; up != null; up = up.parent) {
                up.probedNodes.set(node.index);
                if (up.unique) {
                    break;
                }
            }
        }
        if (active && !node.online && !node.maintenance && resource.managed) {
            fenceForActive(resource, node);
        }
        OnFail onFail = node.unclean ? OnFail.IGNORE : reaction;
        react(resource, node, onFail, active);
        if (resource.failed && resource.isRemoteConnection) {
            Node remote = cluster.node(resource.id);
            if (remote != null && remote.unclean) {
                remote.seen = true;
            }
        }
        if (active) {
            addActive(resource, node, reaction != OnFail.IGNORE);
            if (onFail == OnFail.DEMOTE || onFail == OnFail.BLOCK) {
                resource.failed = true;
            } else if (onFail != OnFail.IGNORE) {
                resource.markFailed();
            }
        } else if (resource.historyId != null && resource.historyId.indexOf(':') >= 0) {
            cluster.setHistoryId(resource, null);
        } else {
            String key = io.systole.policy.model.Names.key(resource.id, "stop", 0);
            for (Action stop : resource.actions.allWithKey(key, node)) {
                stop.set(Action.OPTIONAL);
            }
        }
        if (resource.origRole == Role.STOPPED
                && !resource.activeNodes.isEmpty()
                && resource.partialMigrationTarget != null
                && resource.partialMigrationSource == node) {
            resource.origRole = Role.STARTED;
        }
    }

    private void fenceForActive(Resource resource, Node node) {
        String reason = resource.id + " is thought to be active there";
        if (node.isGuest()) {
            resource.markFailed();
        } else if (!cluster.fencingEnabled) {
            return;
        } else if (node.isPlainRemote() && node.remote != null && !node.remote.failed) {
            node.seen = false;
            reason = resource.id + " is active there (fencing will be revoked if remote connection can be "
                    + "re-established elsewhere)";
        }
        actions.fencing().fenceNode(node, reason, false);
    }

    private void react(Resource resource, Node node, OnFail onFail, boolean active) {
        switch (onFail) {
            case IGNORE -> {}
            case DEMOTE -> {
                resource.failed = true;
                actions.operation(resource, "demote", node, false);
            }
            case FENCE_NODE -> actions.fencing().fenceNode(node, resource.id + " failed there", false);
            case STANDBY_NODE -> {
                node.standby = true;
                node.failStandby = true;
            }
            case BLOCK -> {
                resource.managed = false;
                resource.blocked = true;
            }
            case BAN -> ScoreChange.ban(resource, node, Rule.FAILED_THERE);
            case STOP -> resource.nextRole = Role.STOPPED;
            case RESTART -> {
                if (active) {
                    resource.markFailed();
                    actions.stop(resource, node, false);
                }
            }
            case RESTART_CONTAINER -> restartContainer(resource, node, active);
            case RESET_REMOTE -> resetRemote(resource, node, active);
        }
    }

    private void restartContainer(Resource resource, Node node, boolean active) {
        resource.markFailed();
        if (resource.launcher != null && resource.isBundled()) {
            cluster.stopNeeded.add(0, resource.launcher);
        } else if (resource.launcher != null) {
            actions.stop(resource.launcher, node, false);
        } else if (active) {
            actions.stop(resource, node, false);
        }
    }

    private void resetRemote(Resource resource, Node node, boolean active) {
        resource.markFailed();
        if (cluster.fencingEnabled) {
            Node remote = resource.isRemoteConnection ? cluster.node(resource.id) : null;
            if (remote != null && remote.isPlainRemote() && !remote.remoteFenced) {
                actions.fencing().fenceNode(remote, "remote connection is unrecoverable", false);
            }
        }
        if (active) {
            actions.stop(resource, node, false);
        }
        if (resource.reconnectIntervalMs > 0) {
            resource.nextRole = Role.STOPPED;
        }
    }

    /** Notes that a resource, and what it is part of, is active on a node. */
    void addActive(Resource resource, Node node, boolean failed) {
        if (resource.activeNodes.contains(node)) {
            return;
        }
        resource.activeNodes.add(node);
        if (resource.isPrimitive()) {
            node.running.add(resource);
            addPriority(resource, node, failed);
            if (node.maintenance) {
                resource.managed = false;
                resource.maintenance = true;
            }
        }
        if (!resource.managed) {
            ScoreChange.add(resource, node, Score.INFINITY, Rule.UNMANAGED);
            for (Resource up = resource.parent; up != null; up = up.parent) {
                up.activeNodes.add(node);
            }
            return;
        }
        if (isMultiplyActive(resource)) {
            handleMultiplyActive(resource);
        }
        if (resource.parent != null) {
            addActive(resource.parent, node, false);
        }
    }

    private static void addPriority(Resource resource, Node node, boolean failed) {
        if (resource.priority == 0 || failed) {
            return;
        }
        int priority = resource.priority + (resource.origRole == Role.PROMOTED ? 1 : 0);
        node.priority += priority;
        if (node.remote != null && node.remote.launcher != null) {
            for (Node host : node.remote.launcher.activeNodes) {
                host.priority += priority;
            }
        }
    }

    private static boolean isMultiplyActive(Resource resource) {
        if (!resource.isPrimitive()) {
            return false;
        }
        int count = 0;
        for (Node node : resource.activeNodes) {
            count += resource.needsFencing || node.isCleanOnline() ? 1 : 0;
        }
        return count > 1;
    }

    private void handleMultiplyActive(Resource resource) {
        if (resource.multipleActive == MultipleActive.STOP) {
            resource.allowed = cluster.newTable();
            for (Node node : cluster.nodes) {
                resource.allowed.insert(node.index, Score.MINUS_INFINITY, node.baseProbe);
            }
        } else if (resource.multipleActive == MultipleActive.BLOCK) {
            resource.managed = false;
            resource.blocked = true;
            Resource parent = resource.parent;
            if (parent != null
                    && (parent.variant == Variant.GROUP || parent.variant == Variant.BUNDLE)
                    && parent.multipleActive == MultipleActive.BLOCK) {
                for (Resource sibling : parent.children) {
                    sibling.managed = false;
                    sibling.blocked = true;
                }
            }
        }
    }
}
