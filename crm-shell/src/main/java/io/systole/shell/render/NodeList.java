package io.systole.shell.render;

import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.view.NodeView.Kind;
import io.systole.core.view.ResourceView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The section {@code Node List}: nodes in a special state one by one, all others in lists. */
final class NodeList {
    private final ClusterView view;
    private final Set<Show> show;
    private final Selection selection;
    private Map<String, ResourceView> byId;

    NodeList(ClusterView view, Set<Show> show, Selection selection) {
        this.view = view;
        this.show = show;
        this.selection = selection;
    }

    /** Null where no node was asked for. */
    Outline outline() {
        List<Outline> items = new ArrayList<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String heading : List.of("Online", "OFFLINE", "RemoteOnline", "RemoteOFFLINE", "GuestOnline")) {
            lists.put(heading, new ArrayList<>());
        }
        boolean any = false;
        for (NodeView node : view.nodes()) {
            if (!selection.hasNode(node.name())) {
                continue;
            }
            any = true;
            if (node.isSpecial() || show.contains(Show.BY_NODE) || show.contains(Show.FEATURE_SET)) {
                alone(node, items);
            } else if (node.online() || node.kind() != Kind.GUEST) {
                lists.get(listOf(node)).add(displayName(node, show));
            }
        }
        lists.forEach((heading, names) -> {
            if (!names.isEmpty()) {
                Style style = heading.endsWith("OFFLINE") ? Style.OFFLINE : Style.ONLINE;
                items.add(Outline.item(
                        Span.of(heading + ": [ "), new Span(String.join(" ", names), style), Span.of(" ]")));
            }
        });
        return any ? Outline.list("Node List", items) : null;
    }

    private static String listOf(NodeView node) {
        String prefix = node.kind() == Kind.MEMBER ? "" : node.kind() == Kind.REMOTE ? "Remote" : "Guest";
        return prefix + (node.online() ? "Online" : "OFFLINE");
    }

    /** A node's name, in detail with its id and a guest's host. */
    static String displayName(NodeView node, Set<Show> show) {
        if (!show.contains(Show.DETAIL)) {
            return node.name();
        }
        String host = node.host() == null ? "" : "@" + node.host();
        return node.name() + host + (node.id().equalsIgnoreCase(node.name()) ? "" : " (" + node.id() + ")");
    }

    private void alone(NodeView node, List<Outline> items) {
        List<Span> line = line(node);
        if (!show.contains(Show.BY_NODE)) {
            items.add(Outline.item(line));
            return;
        }
        if (show.contains(Show.BRIEF)) {
            List<ResourceView> running = running(node, true);
            if (!running.isEmpty()) {
                List<Outline> counts = new BriefOutline(view, false, true).of(running);
                items.add(Outline.list(line, List.of(Outline.list("Resources", counts))));
            }
            return;
        }
        Set<Show> under = new java.util.TreeSet<>(show);
        under.add(Show.RESOURCE_ONLY);
        ResourceOutline resources = new ResourceOutline(view, under, selection);
        List<Outline> lines = new ArrayList<>();
        for (ResourceView resource : running(node, false)) {
            Outline shown = resources.of(resource);
            if (shown != null) {
                lines.add(shown);
            }
        }
        items.add(Outline.list(line, List.of(Outline.list("Resources", lines))));
    }

    private List<ResourceView> running(NodeView node, boolean selectedOnly) {
        if (byId == null) {
            byId = new LinkedHashMap<>();
            view.resources().forEach(this::index);
        }
        List<ResourceView> running = new ArrayList<>();
        for (String id : node.running()) {
            ResourceView resource = byId.get(id);
            if (resource != null && (!selectedOnly || selection.has(resource))) {
                running.add(resource);
            }
        }
        return running;
    }

    private void index(ResourceView resource) {
        byId.putIfAbsent(resource.id(), resource);
        resource.members().forEach(this::index);
    }

    private List<Span> line(NodeView node) {
        String kind = node.kind() == Kind.MEMBER ? "Node" : node.kind() == Kind.REMOTE ? "RemoteNode" : "GuestNode";
        List<Span> spans = new ArrayList<>();
        spans.add(Span.of(kind + " " + displayName(node, show) + ": "));
        spans.add(new Span(node.stateText(), style(node)));
        if (node.health() < 0) {
            spans.add(new Span(" (health is RED)", Style.HEALTH_RED));
        } else if (node.health() == 0) {
            spans.add(new Span(" (health is YELLOW)", Style.HEALTH_YELLOW));
        }
        String featureSet = featureSet(node);
        if (show.contains(Show.FEATURE_SET) && featureSet != null) {
            spans.add(Span.of(", feature set " + featureSet));
        }
        return spans;
    }

    private static Style style(NodeView node) {
        if (node.unclean() || !node.online()) {
            return Style.OFFLINE;
        }
        if (node.standby() || node.standbyOnFail()) {
            return Style.STANDBY;
        }
        return node.maintenance() ? Style.MAINTENANCE : Style.ONLINE;
    }

    /** The feature set of a node that is fully up (which some older ones do not say), else null. */
    static String featureSet(NodeView node) {
        boolean up = node.online() && node.expectedUp() && node.kind() == Kind.MEMBER;
        return !up ? null : node.featureSet() == null ? "<3.15.1" : node.featureSet();
    }
}
