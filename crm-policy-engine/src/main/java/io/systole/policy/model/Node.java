package io.systole.policy.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node, and what one scheduling run knows of it. */
public final class Node {
    /** Order of creation; the index of the node in all tables. */
    public final int index;

    public final String id;
    public final String name;
    /** A node managed by Pacemaker Remote: remote, guest or bundle node. */
    private final boolean remoteVariant;

    public final Map<String, String> attributes = new LinkedHashMap<>();
    public final Map<String, String> utilization = new LinkedHashMap<>();

    /** The score that a resource gets on this node where nothing else is said. */
    public int baseScore;

    /** How resources may be probed here where nothing else is said. */
    public byte baseProbe;

    public boolean online;
    public boolean shutdown;
    public boolean unclean;
    public boolean pending;
    public boolean standby;
    public boolean failStandby;
    public boolean maintenance;
    /** Has an entry in the status section. */
    public boolean seen;

    public boolean expectedUp;
    public boolean probesAllowed = true;
    public boolean historyRead;

    /** A guest whose container must be recovered, or a remote node that must be fenced. */
    public boolean remoteReset;

    public boolean remoteFenced;
    public boolean remoteMaintenance;

    /** Sum of the priorities of what is active here, for option priority-fencing-delay. */
    public int priority;

    /** The connection to this node, if it is not a cluster node. */
    public Resource remote;

    public final List<Resource> running = new ArrayList<>();
    public final List<Resource> assignedResources = new ArrayList<>();

    public Node(int index, String id, String name, boolean remoteVariant) {
        this.index = index;
        this.id = id;
        this.name = name;
        this.remoteVariant = remoteVariant;
    }

    public boolean isRemote() {
        return remoteVariant;
    }

    /** A guest or bundle node: its connection goes into something that the cluster itself runs. */
    public boolean isGuest() {
        return remoteVariant && remote != null && remote.launcher != null;
    }

    /** A remote node that stands by itself. */
    public boolean isPlainRemote() {
        return remoteVariant && !isGuest();
    }

    public boolean isBundleNode() {
        return isGuest() && remote.isBundled();
    }

    public boolean isCleanOnline() {
        return online && !unclean;
    }

    /**
     * A node attribute.
     *
     * @param ofHost for a guest node, the attribute of the node that hosts it
     * @param assigned the host that the guest is assigned to, not the one it is on now
     */
    public String attribute(String name, boolean ofHost, boolean assigned) {
        if (!ofHost || !isGuest()) {
            return attributes.get(name);
        }
        Resource container = remote.launcher;
        Node host =
                assigned ? container.assigned : container.activeNodes.isEmpty() ? null : container.activeNodes.get(0);
        return host == null ? null : host.attributes.get(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
