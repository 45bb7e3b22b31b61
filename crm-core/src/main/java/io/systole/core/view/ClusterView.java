package io.systole.core.view;

import java.util.List;

/**
 * Nodes, resources and failures of a cluster at one moment.
 *
 * @param nodes in the order to show them
 * @param resources those that are not part of another, in the order to show them
 * @param failures newest last, as the status section has them
 * @param histories of resources that are configured, on nodes that are online
 */
public record ClusterView(
        ClusterSummary summary,
        List<NodeView> nodes,
        List<ResourceView> resources,
        List<FailureView> failures,
        List<TicketView> tickets,
        List<BanView> bans,
        List<HistoryView> histories) {
    public ClusterView {
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        failures = List.copyOf(failures);
        tickets = List.copyOf(tickets);
        bans = List.copyOf(bans);
        histories = List.copyOf(histories);
    }

    /** The node with this name in any case, or null. */
    public NodeView node(String name) {
        for (NodeView node : nodes) {
            if (node.name().equalsIgnoreCase(name)) {
                return node;
            }
        }
        return null;
    }
}
