package io.systole.shell.render;

import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The section {@code Node Attributes}. */
final class Attributes {
    /** Attributes that the cluster sets for itself. */
    private static final List<String> INTERNAL =
            List.of("fail-count", "last-failure", "shutdown", "terminate", "standby", "#");

    private final ClusterView view;
    private final StatusOptions options;

    Attributes(ClusterView view, StatusOptions options) {
        this.view = view;
        this.options = options;
    }

    /** Null where no node that was asked for has any. */
    Outline outline() {
        List<Outline> items = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            SortedMap<String, String> shown = of(node);
            if (node.online() && options.selection().hasNode(node.name()) && !shown.isEmpty()) {
                List<Outline> lines = new ArrayList<>();
                shown.forEach((name, value) -> lines.add(Outline.item(line(node, name, value))));
                items.add(Outline.list("Node: " + NodeList.displayName(node, options.show()), lines));
            }
        }
        return items.isEmpty() ? null : Outline.list("Node Attributes", items);
    }

    /** The attributes of a node that people set. */
    static SortedMap<String, String> of(NodeView node) {
        SortedMap<String, String> shown = new TreeMap<>();
        node.attributes().forEach((name, value) -> {
            if (INTERNAL.stream().noneMatch(name::startsWith)) {
                shown.put(name, value);
            }
        });
        return shown;
    }

    private static List<Span> line(NodeView node, String name, String value) {
        List<Span> line = new ArrayList<>();
        line.add(Span.of(String.format("%-32s\t: %-10s", name, value)));
        Integer expected = node.connectivity().get(name);
        long reached = Words.number(value);
        if (expected != null && reached <= 0) {
            line.add(new Span("\t: Connectivity is lost", Style.WARNING));
        } else if (expected != null && reached < expected) {
            line.add(new Span("\t: Connectivity is degraded (Expected=" + expected + ")", Style.WARNING));
        }
        return line;
    }
}
