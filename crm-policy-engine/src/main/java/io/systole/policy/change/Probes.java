package io.systole.policy.change;

import io.systole.core.operation.OcfExit;
import io.systole.core.value.Role;
import io.systole.policy.action.Actions;
import io.systole.policy.action.UnfencingOrder;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.order.Orderings;
import io.systole.policy.order.RemoteOrder;
import io.systole.policy.score.NodeTable;
import java.util.List;

/** Probes: monitors run once on each node where nobody knows whether a resource is active. */
public final class Probes {
    private static final String MONITOR = "monitor";

    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;
    private final UnfencingOrder unfencing;

    public Probes(Cluster cluster, Actions actions, Orderings orderings) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
        this.unfencing = new UnfencingOrder(cluster, actions.fencing());
    }

    public void addAll() {
        if (!cluster.probeResources) {
            return;
        }
        for (Node node : cluster.nodes) {
            if (!node.online) {
                if (RemoteOrder.isLost(node)) {
                    actions.fencing().fenceNode(node, "the connection is unrecoverable", false);
                }
            } else if (!node.unclean && node.probesAllowed) {
                probeAll(cluster.resources, node);
            }
        }
    }

    private boolean probeAll(List<Resource> resources, Node node) {
        boolean any = false;
        for (Resource resource : resources) {
            any |= probe(resource, node);
        }
        return any;
    }

    /** Probes a resource, or what it consists of; true if that makes any action. */
    private boolean probe(Resource resource, Node node) {
        switch (resource.variant) {
            case CLONE:
                return probeClone(resource, node);
            case BUNDLE:
                return probeBundle(resource, node);
            default:
                break;
        }
        if (node.isRemote() && cannotBeOn(resource, node)) {
            return false;
        }
        if (resource.variant == Variant.GROUP) {
            return probeAll(resource.children, node);
        }
        if (resource.launcher != null && !resource.isRemoteConnection
                || resource.removed
                || resource.probedNodes.get(node.index)
                || isExcluded(resource, node)
                || node.isGuest() && isDown(resource, node)) {
            return false;
        }
        addProbe(resource, node);
        return true;
    }

    private boolean cannotBeOn(Resource resource, Node node) {
        return resource.fenceDevice
                || node.isGuest() && cluster.guestConnectionInside(resource) != null
                || resource.isRemoteConnection;
    }

    /** Whether configuration says that the resource is not to be looked for on this node. */
    private static boolean isExcluded(Resource resource, Node node) {
        boolean allowed = resource.allowed.has(node.index);
        byte mode = allowed ? resource.allowed.probe(node.index) : node.baseProbe;
        if (resource.exclusiveProbes || resource.top().exclusiveProbes) {
            return !allowed || mode != NodeTable.PROBE_EXCLUSIVE;
        }
        return mode == NodeTable.PROBE_NEVER;
    }

    /** Nothing is active in a guest that is down or going down; starts wait until that is certain. */
    private boolean isDown(Resource resource, Node node) {
        Resource guest = node.remote.launcher;
        Resource top = resource.top();
        if (guest.origRole == Role.STOPPED) {
            if (guest.assigned != null && !guest.probedNodes.get(guest.assigned.index)) {
                orderings.tasks(guest, MONITOR, top, "start", Relation.ORDERED);
            }
            return true;
        }
        boolean moves = Whereabouts.rank(guest.origRole) > Whereabouts.rank(Role.STOPPED)
                && guest.assigned != null
                && !guest.activeNodes.contains(guest.assigned);
        if (node.remoteReset || node.unclean || guest.failed || guest.nextRole == Role.STOPPED || moves) {
            orderings.tasks(guest, "stop", top, "start", Relation.ORDERED);
            return true;
        }
        return false;
    }

    private void addProbe(Resource resource, Node node) {
        Action probe = actions.operation(resource, MONITOR, node, false);
        probe.clear(Action.OPTIONAL);
        unfencing.before(resource, node, probe, Relation.ORDERED);
        if (!resource.activeNodes.contains(node)) {
            RecurringChanges.expect(probe, OcfExit.NOT_RUNNING);
        } else if (resource.origRole == Role.PROMOTED) {
            RecurringChanges.expect(probe, OcfExit.RUNNING_PROMOTED);
        }
        Resource top = resource.top();
        Resource waiting = top.isClone() ? top : resource;
        int flags = Relation.ORDERED;
        if (!probe.is(Action.RUNNABLE) && waiting.activeNodes.isEmpty()) {
            flags |= Relation.UNRUNNABLE_FIRST_BLOCKS;
        }
        orderings.actionThenTask(probe, waiting, "start", flags);
        orderings.actionThenTask(probe, waiting, "reload-agent", Relation.ORDERED);
    }

    private boolean probeClone(Resource clone, Node node) {
        if (clone.exclusiveProbes
                && (!clone.allowed.has(node.index) || clone.allowed.probe(node.index) != NodeTable.PROBE_EXCLUSIVE)) {
            // Notifications name only nodes that the clone can be on.
            clone.allowed.remove(node.index);
            return false;
        }
        InstanceNumbers.sort(clone);
        return clone.unique ? probeAll(clone.children, node) : probe(instanceToProbe(clone, node), node);
    }

    /** Of an anonymous clone, one instance a node is probed: the one that is known or planned there, else the first. */
    private static Resource instanceToProbe(Resource clone, Node node) {
        for (Resource instance : clone.children) {
            if (isProbed(instance, node)) {
                return instance;
            }
        }
        for (Resource instance : clone.children) {
            if (Whereabouts.assigned(instance) == node) {
                return instance;
            }
        }
        return clone.children.get(0);
    }

    private static boolean isProbed(Resource resource, Node node) {
        if (resource.children.isEmpty()) {
            return resource.probedNodes.get(node.index);
        }
        for (Resource child : resource.children) {
            if (isProbed(child, node)) {
                return true;
            }
        }
        return false;
    }

    private boolean probeBundle(Resource bundle, Node node) {
        boolean any = false;
        for (Replica replica : bundle.bundle.replicas) {
            any |= probeReplica(bundle, replica, node);
        }
        return any;
    }

    private boolean probeReplica(Resource bundle, Replica replica, Node node) {
        boolean any = replica.ip != null && probe(replica.ip, node);
        if (replica.child != null && replica.node == node) {
            any |= probe(replica.child, node);
        }
        if (probe(replica.container, node)) {
            any = true;
            if (bundle.bundle.replicasPerHost == 1) {
                // No other replica starts here until it is certain that this one is not here.
                for (Replica other : bundle.bundle.replicas) {
                    if (other != replica) {
                        orderings.tasks(
                                replica.container,
                                MONITOR,
                                other.container,
                                "start",
                                Relation.ORDERED | Relation.IF_ON_SAME_NODE);
                    }
                }
            }
        }
        if (replica.remote != null && probe(replica.remote, node)) {
            Action probe = replica.remote.actions.findKey(Names.key(replica.remote.id, MONITOR, 0), node);
            if (probe != null) {
                any = true;
                // Only then it is known where the container is.
                orderings.taskThenAction(replica.container, "start", probe, Relation.NESTED_REMOTE_PROBE);
            }
        }
        return any;
    }
}
