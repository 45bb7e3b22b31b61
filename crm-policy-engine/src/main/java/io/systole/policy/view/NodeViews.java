package io.systole.policy.view;

import io.systole.core.view.NodeView;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Freezes nodes. */
final class NodeViews {
    private NodeViews() {}

    /** @param connectivity see {@link NodeView} */
    static NodeView of(Cluster cluster, Node node, SortedMap<String, Integer> connectivity) {
        List<String> running = new ArrayList<>();
        for (Resource resource : node.running) {
            running.add(resource.id);
        }
        NodeView.Kind kind =
                node.isGuest() ? NodeView.Kind.GUEST : node.isRemote() ? NodeView.Kind.REMOTE : NodeView.Kind.MEMBER;
        return new NodeView(
                node.name,
                node.id,
                kind,
                node.isGuest() ? node.remote.launcher.id : null,
                host(node),
                node.online,
                node.unclean,
                node.pending,
                node.standby,
                node.failStandby,
                node.maintenance,
                node.shutdown,
                node.expectedUp,
                node == cluster.dc,
                health(cluster, node),
                node.attributes.get("#feature-set"),
                new TreeMap<>(node.attributes),
                connectivity,
                running);
    }

    private static String host(Node node) {
        if (!node.isGuest()) {
            return null;
        }
        Node host = Whereabouts.current(node.remote.launcher);
        return host == null ? "" : host.name;
    }

    /** The worst of the node's health attributes; without a strategy all nodes are well. */
    private static int health(Cluster cluster, Node node) {
        String strategy = cluster.healthStrategy;
        if (strategy == null || strategy.equalsIgnoreCase("none")) {
            return 1;
        }
        int red = cluster.scores.parse("red").orElse(0);
        int yellow = cluster.scores.parse("yellow").orElse(0);
        int green = cluster.scores.parse("green").orElse(0);
        int health = 1;
        for (Map.Entry<String, String> attribute : node.attributes.entrySet()) {
            if (!attribute.getKey().startsWith("#health")) {
                continue;
            }
            String value = attribute.getValue();
            // The colours may have equal scores, so the word goes first.
            if ("yellow".equalsIgnoreCase(value)) {
                health = 0;
                continue;
            }
            OptionalInt score = cluster.scores.parse(value);
            if ("red".equalsIgnoreCase(value) || score.isPresent() && score.getAsInt() <= red) {
                return -1;
            }
            if (score.isPresent() && score.getAsInt() <= yellow && yellow != green) {
                health = 0;
            }
        }
        return health;
    }
}
