package io.systole.shell.render;

import static io.systole.shell.render.StatusXml.number;

import io.systole.core.view.ClusterView;
import io.systole.core.view.FailureView;
import io.systole.core.view.HistoryView;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has happened to resources: operations by node ({@code node_history}), and failures. */
final class HistoryXml {
    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;

    HistoryXml(ClusterView view, StatusOptions options, Moment moment) {
        this.view = view;
        this.options = options;
        this.moment = moment;
    }

    /** Operations, or fail counts alone, a node each. */
    List<Element> nodes() {
        Map<String, List<Element>> byNode = new LinkedHashMap<>();
        boolean operations = options.has(Section.OPERATIONS);
        for (HistoryView history : Histories.selected(view, options.selection())) {
            List<Element> entries = new ArrayList<>();
            if (operations) {
                Histories.shown(history).forEach(entry -> entries.add(entry(entry)));
            }
            if (operations ? !entries.isEmpty() : history.failCount() > 0) {
                byNode.computeIfAbsent(history.node(), n -> new ArrayList<>())
                        .add(history(history, operations).withChildren(entries));
            }
        }
        List<Element> nodes = new ArrayList<>();
        byNode.forEach((name, all) -> nodes.add(Element.of("node", "name", name).withChildren(all)));
        return nodes;
    }

    private Element history(HistoryView history, boolean operations) {
        return Element.of(
                "resource_history",
                "id",
                operations ? history.resource() : history.historyId(),
                "orphan",
                "false",
                "removed",
                "false",
                "migration-threshold",
                number(history.migrationThreshold()),
                "fail-count",
                history.failCount() > 0 ? number(history.failCount()) : null,
                "last-failure",
                history.lastFailureSeconds() > 0 ? moment.longTime(history.lastFailureSeconds()) : null);
    }

    private Element entry(Element entry) {
        boolean timing = options.show().contains(Show.TIMING);
        long intervalMs = Words.number(entry.attribute("interval"));
        long changed = timing ? FailureLine.seconds(entry) : 0;
        return Element.of(
                "operation_history",
                "call",
                entry.attribute("call-id"),
                "task",
                Histories.task(entry),
                "rc",
                number(FailureLine.exitCode(entry)),
                "rc_text",
                FailureLine.exitText(entry),
                "interval",
                intervalMs > 0 ? intervalMs + "ms" : null,
                "last-rc-change",
                changed > 0 ? moment.longTime(changed) : null,
                "exec-time",
                timing && entry.has("exec-time") ? entry.attribute("exec-time") + "ms" : null,
                "queue-time",
                timing && entry.has("queue-time") ? entry.attribute("queue-time") + "ms" : null);
    }

    List<Element> failures() {
        List<Element> failures = new ArrayList<>();
        for (FailureView failure : StatusOutline.selected(view, options.selection())) {
            Element entry = failure.history();
            String reason = entry.attribute("exit-reason", "");
            Element element = Element.of(
                    "failure",
                    entry.has("operation_key") ? "op_key" : "id",
                    FailureLine.key(entry),
                    "node",
                    failure.node(),
                    "exitstatus",
                    FailureLine.exitText(entry),
                    "exitreason",
                    entry.has("exit-reason") ? reason : "none",
                    "exitcode",
                    number(FailureLine.exitCode(entry)),
                    "call",
                    entry.attribute("call-id"),
                    "status",
                    FailureLine.status(entry).description());
            failures.add(FailureLine.seconds(entry) > 0 ? timed(element, entry) : element);
        }
        return failures;
    }

    private Element timed(Element failure, Element entry) {
        Element timed = failure.with("last-rc-change", moment.logTime(FailureLine.seconds(entry)));
        timed = entry.has("queue-time") ? timed.with("queued", entry.attribute("queue-time")) : timed;
        timed = entry.has("exec-time") ? timed.with("exec", entry.attribute("exec-time")) : timed;
        return timed.with("interval", number(Words.number(entry.attribute("interval"))))
                .with("task", entry.attribute("operation", ""));
    }
}
