package io.systole.policy.snapshot;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.action.FenceActions;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.Optional;

/** Tells from the status section which nodes are online, and which must be fenced because of their state. */
final class NodeStates {
    private final Cluster cluster;
    private final FenceActions fencing;

    NodeStates(Cluster cluster, FenceActions fencing) {
        this.cluster = cluster;
        this.fencing = fencing;
    }

    static boolean isShutdownRequested(Node node) {
        String shutdown = node.attributes.get("shutdown");
        return shutdown != null && !shutdown.equals("0");
    }

    /** Settles the state of a cluster node. */
    void settle(Node node, Element state) {
        node.shutdown = false;
        if (isShutdownRequested(node)) {
            node.shutdown = true;
        } else if ("member".equalsIgnoreCase(state.attribute("expected"))) {
            node.expectedUp = true;
        }
        boolean online = cluster.fencingEnabled ? settleWithFencing(node, state) : settleWithoutFencing(node, state);
        if (online) {
            node.online = true;
        }
        StatusReader.banIfOffline(node);
    }

    /** Since when the node is a member, in seconds; 0 if it is not; -1 if that is not said. */
    private long memberSince(Element state) {
        String text = state.attribute("in_ccm");
        if (text == null) {
            return -1;
        }
        Optional<Boolean> member = CrmBoolean.parse(text);
        if (member.isPresent()) {
            return member.get() ? cluster.nowSeconds() : 0;
        }
        return Math.max(-1, Names.number(text, -1));
    }

    private static long onlineSince(Element state) {
        String text = state.attribute("crmd");
        if (text == null || text.equalsIgnoreCase("offline")) {
            return 0;
        }
        return text.equalsIgnoreCase("online") ? 1 : Math.max(0, Names.number(text, 0));
    }

    private boolean settleWithoutFencing(Node node, Element state) {
        long member = memberSince(state);
        if (member <= 0) {
            return false;
        }
        if (onlineSince(state) > 0) {
            return "member".equalsIgnoreCase(state.attribute("join"));
        }
        if (node.expectedUp) {
            fencing.fenceNode(node, "peer is unexpectedly down", false);
        }
        return false;
    }

    private boolean settleWithFencing(Node node, Element state) {
        String join = state.attribute("join");
        String expected = state.attribute("expected");
        long member = memberSince(state);
        long online = onlineSince(state);
        if (node.shutdown) {
            return online > 0;
        }
        if (member < 0) {
            fencing.fenceNode(node, "peer has not been seen by the cluster", false);
            return false;
        }
        boolean joinedDown = "down".equals(join);
        if ("banned".equals(join)) {
            fencing.fenceNode(node, "peer failed Pacemaker membership criteria", false);
        } else if (isTerminationRequested(node)) {
            if (member <= 0 && online <= 0 && joinedDown) {
                return false;
            }
            fencing.fenceNode(node, "fencing was requested", false);
        } else if (expected == null || expected.equals("down")) {
            if (isPendingTooLong(member, online)) {
                fencing.fenceNode(node, "peer pending timed out on joining the process group", false);
            } else if (member > 0 || online > 0) {
                node.standby = true;
                node.pending = true;
            }
        } else if (member <= 0) {
            fencing.fenceNode(node, "peer is no longer part of the cluster", true);
        } else if (online <= 0) {
            fencing.fenceNode(node, "peer process is no longer available", false);
        } else if ("member".equals(join)) {
            return true;
        } else if ("pending".equals(join) || joinedDown) {
            node.standby = true;
            node.pending = true;
        } else {
            fencing.fenceNode(node, "peer was in an unknown state", false);
        }
        return member > 0;
    }

    private static boolean isTerminationRequested(Node node) {
        String text = node.attributes.get("terminate");
        if (text == null) {
            return false;
        }
        return CrmBoolean.parse(text).orElse(Names.number(text, 0) > 0);
    }

    private boolean isPendingTooLong(long member, long online) {
        if (cluster.nodePendingTimeoutMs <= 0 || member <= 0 || online > 0) {
            return false;
        }
        long timeout = member + (cluster.nodePendingTimeoutMs + 500) / 1000;
        if (cluster.nowSeconds() >= timeout) {
            return true;
        }
        cluster.recheckBy(timeout);
        return false;
    }

    /** Settles the state of a remote or guest node, which follows from that of its connection. */
    void settleRemote(Node node) {
        Resource connection = node.remote;
        if (connection == null) {
            node.online = false;
            return;
        }
        Resource container = connection.launcher;
        Node host = container != null && connection.activeNodes.size() == 1 ? connection.activeNodes.get(0) : null;
        if (connection.origRole == Role.STARTED) {
            node.online = true;
            if (connection.nextRole == Role.STOPPED) {
                node.shutdown = true;
            }
        }
        if (container != null && container.failed) {
            node.online = false;
            node.remoteReset = true;
        } else if (connection.failed) {
            node.online = false;
        } else if (connection.origRole == Role.STOPPED || container != null && container.origRole == Role.STOPPED) {
            node.online = false;
            node.remoteReset = false;
        } else if (host != null && !host.online && host.unclean) {
            node.online = false;
            node.remoteReset = true;
        }
    }
}
