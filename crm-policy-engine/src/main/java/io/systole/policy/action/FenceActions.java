package io.systole.policy.action;

import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.QuorumPolicy;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** Decides that nodes must be fenced or unfenced, and makes the actions for it. */
public final class FenceActions {
    private final Cluster cluster;
    private final Actions actions;
    private final Digests digests;

    FenceActions(Cluster cluster, Actions actions, Digests digests) {
        this.cluster = cluster;
        this.actions = actions;
        this.digests = digests;
    }

    public Digests digests() {
        return digests;
    }

    /** Whether fencing of a node is possible now. */
    public boolean canFence(Node node) {
        if (node != null && node.isGuest()) {
            for (Node host : node.remote.launcher.activeNodes) {
                if (!host.online && !canFence(host)) {
                    return false;
                }
            }
            return true;
        }
        if (!cluster.fencingEnabled || !cluster.haveFencing) {
            return false;
        }
        if (cluster.quorate || cluster.quorumPolicy == QuorumPolicy.IGNORE) {
            return true;
        }
        if (node == null || !node.online) {
            return false;
        }
        if (node.isRemote() && !cluster.fenceRemoteWithoutQuorum) {
            for (Node host : cluster.nodes) {
                if (node.remote.allowed.has(host.index) && !host.online) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Declares a node unclean, so that it will be fenced if that can be done; a guest is fenced by recovering its container.
     *
     * @param priorityDelay whether option priority-fencing-delay is to be considered
     */
    public void fenceNode(Node node, String reason, boolean priorityDelay) {
        if (node.isGuest()) {
            Resource container = node.remote.launcher;
            if (!container.failed && container.managed) {
                node.remoteReset = true;
                container.markFailed();
                cluster.note(
                        "Guest node " + node.name + " will be fenced by recovering " + container.id + ": " + reason);
            }
        } else if (isDanglingGuest(node)) {
            node.remote.markFailed();
        } else if (node.isPlainRemote()) {
            if (node.remote != null && !node.remote.managed) {
                cluster.note("Remote node " + node.name + " is not fenced, as its connection is unmanaged: " + reason);
            } else if (!node.remoteReset) {
                node.remoteReset = true;
            }
            node.unclean = true;
            fence(node, null, true, reason, false);
        } else if (!node.unclean) {
            cluster.note("Node " + node.name + (canFence(node) ? " will be fenced: " : " is unclean: ") + reason);
            node.unclean = true;
            fence(node, null, true, reason, priorityDelay);
        }
    }

    private static boolean isDanglingGuest(Node node) {
        return node.isRemote() && node.remote != null && node.remote.launcher == null && node.remote.removedLaunched;
    }

    /**
     * The fencing action for a node, made if it is not there.
     *
     * @param operation {@code reboot}, {@code off} or {@code on}; null for the cluster's usual one
     * @param reason may be null
     */
    public Action fence(Node node, String operation, boolean optional, String reason, boolean priorityDelay) {
        String how = operation == null ? cluster.fenceAction : operation;
        String key = "stonith-" + node.name + "-" + how;
        boolean isOptional = optional;
        Action fencing = actions.singleton(key);
        if (fencing == null) {
            fencing = actions.get(null, key, "stonith", node, true);
            fencing.meta.put("on_node", node.name);
            fencing.meta.put("on_node_uuid", node.id);
            fencing.meta.put("stonith_action", how);
            if (cluster.enableUnfencing && addDigests(fencing, node)) {
                isOptional = false;
            }
        }
        if (cluster.priorityFencingDelayMs > 0
                && (priorityDelay || fencing.meta.containsKey("priority-fencing-delay"))) {
            fencing.meta.put("priority-fencing-delay", Long.toString(priorityDelaySeconds(node)));
        }
        if (!isOptional && canFence(node)) {
            fencing.clear(Action.OPTIONAL);
            fencing.setReason(reason, false);
        } else if (reason != null && fencing.reason == null) {
            fencing.reason = reason;
        }
        return fencing;
    }

    private boolean addDigests(Action fencing, Node node) {
        boolean changed = false;
        StringBuilder full = new StringBuilder();
        StringBuilder secure = new StringBuilder();
        List<Resource> devices = new ArrayList<>();
        collectUnfencingDevices(cluster.resources, devices);
        for (int i = devices.size() - 1; i >= 0; i--) {
            Resource device = devices.get(i);
            String agent = device.meta.get("type");
            Digests.Result digest = digests.compareFencing(device, agent, node);
            if (digest.match() == Digests.Match.MISMATCH) {
                changed = true;
                cluster.remarks.add(
                        "notice: Unfencing node " + node.name + " because the definition of " + device.id + " changed");
            }
            full.append(device.id)
                    .append(':')
                    .append(agent)
                    .append(':')
                    .append(digest.all())
                    .append(',');
            secure.append(device.id)
                    .append(':')
                    .append(agent)
                    .append(':')
                    .append(digest.secure())
                    .append(',');
        }
        fencing.meta.put("digests-all", full.toString());
        fencing.meta.put("digests-secure", secure.toString());
        return changed;
    }

    private static void collectUnfencingDevices(List<Resource> candidates, List<Resource> found) {
        for (Resource candidate : candidates) {
            if (!candidate.children.isEmpty()) {
                collectUnfencingDevices(candidate.children, found);
            } else if (candidate.fenceDevice
                    && (candidate.needsUnfencing || "unfencing".equalsIgnoreCase(candidate.meta.get("provides")))) {
                found.add(candidate);
            }
        }
    }

    /** Delays the fencing of the nodes that run the most important resources, where the cluster is split in halves. */
    private long priorityDelaySeconds(Node node) {
        if (node.isRemote() || node.online) {
            return 0;
        }
        int members = 0;
        int online = 0;
        int top = 0;
        int lowest = 0;
        for (Node other : cluster.nodes) {
            if (!other.isRemote()) {
                members++;
                online += other.online ? 1 : 0;
                top = members == 1 ? other.priority : Math.max(top, other.priority);
                lowest = members == 1 ? other.priority : Math.min(lowest, other.priority);
            }
        }
        if (online > members / 2 || lowest == top || node.priority < top) {
            return 0;
        }
        return (cluster.priorityFencingDelayMs + 500) / 1000;
    }

    /**
     * Requires that a node (or, with null, every node that may run the device) is unfenced, because of a fence device.
     *
     * @param device null if it is not about one device
     */
    public void triggerUnfencing(Resource device, Node node, String reason) {
        if (!cluster.enableUnfencing || device != null && !device.fenceDevice) {
            return;
        }
        if (node != null && node.isCleanOnline() && !node.shutdown) {
            fence(node, "on", false, reason, false);
        } else if (device != null) {
            for (Node allowed : cluster.nodes) {
                if (device.allowed.has(allowed.index) && allowed.isCleanOnline() && !allowed.shutdown) {
                    fence(allowed, "on", false, reason, false);
                }
            }
        }
    }

    public static boolean isUnfenced(Node node) {
        String unfenced = node.attributes.get("#node-unfenced");
        return unfenced != null && !unfenced.equals("0");
    }
}
