package io.systole.policy.snapshot;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.FailCounts;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.QuorumPolicy;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Ticket;
import io.systole.policy.model.Whereabouts;
import java.util.List;

/** Reads the status section: tickets, the nodes' states and attributes, and the history on each node. */
final class StatusReader {
    private final Cluster cluster;
    private final ConfigReader config;
    private final Actions actions;
    private final FailCounts failCounts;
    private final NodeStates states;
    private final HistoryReader history;

    StatusReader(Cluster cluster, ConfigReader config, Actions actions, FailCounts failCounts, HistoryReader history) {
        this.cluster = cluster;
        this.config = config;
        this.actions = actions;
        this.failCounts = failCounts;
        this.states = new NodeStates(cluster, actions.fencing());
        this.history = history;
    }

    void read(Element status) {
        for (Element child : status.children()) {
            if (child.name().equals("tickets")) {
                child.children("ticket_state").forEach(this::readTicket);
            } else if (child.name().equals("node_state")) {
                readState(child);
            }
        }
        failCounts.forget();
        boolean again = true;
        while (again) {
            again = readHistories(status, false);
        }
        readHistories(status, cluster.fencingEnabled);
        for (Resource container : cluster.stopNeeded) {
            Node node = Whereabouts.current(container);
            if (node != null) {
                actions.stop(container, node, false);
            }
        }
        for (Node node : cluster.nodes) {
            if (node.isRemote()) {
                if (node.shutdown && node.remote != null) {
                    node.remote.nextRole = Role.STOPPED;
                }
                if (!node.historyRead) {
                    states.settleRemote(node);
                }
            }
        }
    }

    private void readTicket(Element state) {
        if (state.id() == null || state.id().isEmpty()) {
            return;
        }
        Ticket ticket = cluster.ticket(state.id());
        ticket.granted = Names.isTrue(state.attribute("granted"));
        ticket.standby = Names.isTrue(state.attribute("standby"));
    }

    private void readState(Element state) {
        if (state.id() == null) {
            return;
        }
        Node node = cluster.node(state.id(), state.attribute("uname"));
        if (node == null) {
            cluster.note("The state of node " + state.attribute("uname", state.id())
                    + " is ignored, as the node was removed.");
            return;
        }
        if (node.isRemote()) {
            node.remoteFenced = Names.number(state.attribute("node_fenced"), 0) > 0;
            return;
        }
        config.addAttributes(state.child("transient_attributes"), node, true);
        node.standby |= Names.isTrue(node.attributes.get("standby"));
        node.maintenance |= Names.isTrue(node.attributes.get("maintenance"));
        node.unclean = false;
        node.seen = true;
        states.settle(node, state);
        if (!cluster.quorate && node.online && cluster.quorumPolicy == QuorumPolicy.FENCE) {
            actions.fencing().fenceNode(node, "cluster does not have quorum", false);
        }
    }

    /** Reads the histories that can be read by now; true if there may be more afterwards. */
    private boolean readHistories(Element status, boolean all) {
        boolean any = false;
        for (Element state : status.children("node_state")) {
            if (state.id() == null || state.attribute("uname") == null) {
                continue;
            }
            Node node = cluster.node(state.id(), state.attribute("uname"));
            if (node == null || node.historyRead || !all && !isReady(node)) {
                continue;
            }
            if (node.isRemote()) {
                states.settleRemote(node);
                readRemoteAttributes(node, state);
                failCounts.forget();
            }
            node.historyRead = true;
            history.read(node, state);
            any = true;
        }
        return any;
    }

    private boolean isReady(Node node) {
        if (node.isGuest()) {
            return node.remote.origRole == Role.STARTED && node.remote.launcher.origRole == Role.STARTED;
        }
        if (node.isRemote()) {
            return node.remote != null && (cluster.shutdownLock || node.remote.origRole == Role.STARTED);
        }
        return cluster.fencingEnabled || cluster.shutdownLock || node.online;
    }

    private void readRemoteAttributes(Node node, Element state) {
        node.remoteMaintenance = Names.number(state.attribute("node_in_maintenance"), 0) > 0;
        if (!node.remoteReset) {
            node.unclean = false;
            node.seen = true;
        }
        config.addAttributes(state.child("transient_attributes"), node, true);
        if (NodeStates.isShutdownRequested(node)) {
            node.shutdown = true;
        }
        node.standby |= Names.isTrue(node.attributes.get("standby"));
        if (Names.isTrue(node.attributes.get("maintenance")) || node.remote != null && !node.remote.managed) {
            node.maintenance = true;
        }
        String discovery = node.attributes.get("resource-discovery-enabled");
        if (discovery != null && !CrmBoolean.parse(discovery, false)) {
            if (node.isPlainRemote() && !cluster.fencingEnabled) {
                cluster.problem(
                        "Attribute resource-discovery-enabled of " + node.name + " is ignored without fencing.");
            } else {
                node.probesAllowed = false;
            }
        }
    }

    static void banIfOffline(Node node) {
        if (!node.online || node.shutdown) {
            node.baseScore = Score.MINUS_INFINITY;
        }
    }

    static List<Element> entries(Element state) {
        Element lrm = state.child("lrm");
        Element resources = lrm == null ? null : lrm.child("lrm_resources");
        return resources == null ? List.of() : resources.children("lrm_resource");
    }
}
