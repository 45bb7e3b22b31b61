package io.systole.shell.render;

import io.systole.core.value.CrmExit;
import io.systole.core.view.ClusterView;
import io.systole.core.view.HistoryView;
import io.systole.core.view.NodeView;
import io.systole.core.xml.Element;

/** Fail counts and operations in the words of Pacemaker 1.1.6. */
final class OldHistories {
    private static final String[] EXIT_TEXTS = {
        "ok",
        "unknown error",
        "invalid parameter",
        "unimplemented feature",
        "insufficient privileges",
        "not installed",
        "not configured",
        "not running",
        "master",
        "master (failed)"
    };

    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;

    OldHistories(ClusterView view, StatusOptions options, Moment moment) {
        this.view = view;
        this.options = options;
        this.moment = moment;
    }

    static String exitText(int code) {
        return code >= 0 && code < EXIT_TEXTS.length ? EXIT_TEXTS[code] : CrmExit.describe(code);
    }

    String text() {
        boolean operations = options.has(Section.OPERATIONS);
        StringBuilder out = new StringBuilder(operations ? "\nOperations:\n" : "\nMigration summary:\n");
        for (NodeView node : view.nodes()) {
            if (!node.online() || !options.selection().hasNode(node.name())) {
                continue;
            }
            out.append("* Node ").append(node.name()).append(": \n");
            for (HistoryView history : Histories.selected(view, options.selection())) {
                if (history.node().equals(node.name()) && (operations || history.failCount() > 0)) {
                    resource(history, operations, out);
                }
            }
        }
        return out.toString();
    }

    private void resource(HistoryView history, boolean operations, StringBuilder out) {
        if (operations && Histories.shown(history).isEmpty()) {
            return;
        }
        out.append("   ").append(history.resource());
        out.append(": migration-threshold=").append(history.migrationThreshold());
        out.append(history.failCount() > 0 ? " fail-count=" + history.failCount() : "");
        out.append(
                history.lastFailureSeconds() > 0
                        ? " last-failure='" + moment.longTime(history.lastFailureSeconds()) + "'"
                        : "");
        out.append('\n');
        if (operations) {
            Histories.shown(history).forEach(entry -> operation(entry, out));
        }
    }

    private void operation(Element entry, StringBuilder out) {
        long intervalMs = Words.number(entry.attribute("interval"));
        out.append("    + (")
                .append(entry.attribute("call-id"))
                .append(") ")
                .append(Histories.task(entry))
                .append(':');
        out.append(intervalMs > 0 ? " interval=" + intervalMs + "ms" : "");
        if (options.show().contains(Show.TIMING) && FailureLine.seconds(entry) > 0) {
            out.append(" last-rc-change='")
                    .append(moment.longTime(FailureLine.seconds(entry)))
                    .append('\'');
            out.append(" exec-time=").append(entry.attribute("exec-time")).append("ms");
            out.append(" queue-time=").append(entry.attribute("queue-time")).append("ms");
        }
        int code = FailureLine.exitCode(entry);
        out.append(" rc=").append(code).append(" (").append(exitText(code)).append(")\n");
    }
}
