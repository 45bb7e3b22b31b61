package io.systole.shell.render;

import io.systole.core.view.ClusterView;
import io.systole.core.view.HistoryView;
import io.systole.core.view.NodeView;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections {@code Migration Summary} (failures only) and {@code Operations} (all that is remembered). */
final class Histories {
    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;

    Histories(ClusterView view, StatusOptions options, Moment moment) {
        this.view = view;
        this.options = options;
        this.moment = moment;
    }

    /** Null where no node is online that was asked for. */
    Outline outline() {
        if (!anyNode(view, options.selection())) {
            return null;
        }
        boolean operations = options.has(Section.OPERATIONS);
        Map<String, List<Outline>> byNode = new LinkedHashMap<>();
        for (HistoryView history : selected(view, options.selection())) {
            Outline shown = operations ? operations(history) : failures(history);
            if (shown != null) {
                byNode.computeIfAbsent(history.node(), n -> new ArrayList<>()).add(shown);
            }
        }
        List<Outline> items = new ArrayList<>();
        byNode.forEach((name, shown) -> {
            NodeView node = view.node(name);
            items.add(Outline.list("Node: " + NodeList.displayName(node, options.show()), shown));
        });
        return Outline.list(operations ? "Operations" : "Migration Summary", items);
    }

    /** Whether any node has something to remember. */
    static boolean anyNode(ClusterView view, Selection selection) {
        return view.nodes().stream().anyMatch(node -> node.online() && selection.hasNode(node.name()));
    }

    static List<HistoryView> selected(ClusterView view, Selection selection) {
        return view.histories().stream()
                .filter(h -> selection.hasNode(h.node()))
                .filter(h -> selection.hasResource(h.resource())
                        || selection.hasResource(h.historyId())
                        || selection.hasResource(h.top()))
                .toList();
    }

    private Outline failures(HistoryView history) {
        return history.failCount() <= 0 ? null : Outline.item(heading(history, history.historyId()));
    }

    private Outline operations(HistoryView history) {
        List<Outline> items = new ArrayList<>();
        shown(history).forEach(entry -> items.add(Outline.item(line(entry))));
        return items.isEmpty() ? null : Outline.list(heading(history, history.resource()), items);
    }

    /** The entries that say something: neither notifications nor probes that found nothing. */
    static List<Element> shown(HistoryView history) {
        return history.operations().stream()
                .filter(e -> !"notify".equals(e.attribute("operation")))
                .filter(e -> !(FailureLine.exitCode(e) == 7 && task(e).equals("probe")))
                .toList();
    }

    static String task(Element entry) {
        return FailureLine.action(entry.attribute("operation", ""), Words.number(entry.attribute("interval")));
    }

    private String heading(HistoryView history, String id) {
        return id + ": migration-threshold=" + history.migrationThreshold()
                + (history.failCount() > 0 ? " fail-count=" + history.failCount() : "")
                + (history.lastFailureSeconds() > 0
                        ? " last-failure='" + moment.longTime(history.lastFailureSeconds()) + "'"
                        : "");
    }

    private String line(Element entry) {
        long intervalMs = Words.number(entry.attribute("interval"));
        String interval = intervalMs > 0 ? " interval=\"" + intervalMs + "ms\"" : "";
        String head = "(" + entry.attribute("call-id") + ") " + task(entry);
        if (!options.show().contains(Show.TIMING)) {
            return head + (interval.isEmpty() ? "" : ":" + interval);
        }
        long changed = FailureLine.seconds(entry);
        return head + ":" + interval
                + (changed > 0 ? " last-rc-change=\"" + moment.longTime(changed) + "\"" : "")
                + (entry.has("exec-time") ? " exec-time=\"" + entry.attribute("exec-time") + "ms\"" : "")
                + (entry.has("queue-time") ? " queue-time=\"" + entry.attribute("queue-time") + "ms\"" : "")
                + " rc=" + FailureLine.exitCode(entry) + " (" + FailureLine.exitText(entry) + ")";
    }
}
