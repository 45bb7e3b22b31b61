package io.systole.shell.render;

import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Primitives as numbers: how many of each agent there are, and how many are active on which node. */
final class BriefOutline {
    private final ClusterView view;
    private final boolean inactive;
    private final boolean withoutNodes;

    /** @param inactive say the number that there is, too, and name agents without an active resource */
    BriefOutline(ClusterView view, boolean inactive, boolean withoutNodes) {
        this.view = view;
        this.inactive = inactive;
        this.withoutNodes = withoutNodes;
    }

    List<Outline> of(List<? extends ResourceView> resources) {
        Map<String, Integer> total = new TreeMap<>();
        Map<String, Map<String, Integer>> active = new TreeMap<>();
        for (ResourceView resource : resources) {
            if (resource instanceof PrimitiveView primitive) {
                String agent = primitive.agent().toString();
                total.merge(agent, 1, Integer::sum);
                for (String name : primitive.activeOn()) {
                    NodeView node = view.node(name);
                    if (node == null
                            || node.unclean()
                            || node.online()
                            || !primitive.flags().managed()) {
                        active.computeIfAbsent(agent, a -> new TreeMap<>()).merge(name, 1, Integer::sum);
                    }
                }
            }
        }
        List<Outline> items = new ArrayList<>();
        total.forEach((agent, number) -> {
            Map<String, Integer> byNode = active.getOrDefault(agent, Map.of());
            for (NodeView node : view.nodes()) {
                Integer here = byNode.get(node.name());
                if (here != null) {
                    String count = inactive ? here + "/" + number : here.toString();
                    items.add(Outline.item(count + "\t(" + agent + "):\tActive " + (withoutNodes ? "" : node.name())));
                }
            }
            if (inactive && byNode.isEmpty()) {
                items.add(Outline.item("0/" + number + "\t(" + agent + "):\tActive"));
            }
        });
        return items;
    }
}
