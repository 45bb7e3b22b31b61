package io.systole.shell.render;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;

/** A failed operation in a sentence, or with all its figures. */
public final class FailureLine {
    private FailureLine() {}

    /** For example {@code pg_fs start on n1 returned 'error' (no such device) at Tue Nov  4 12:00:00 2026 after 1.234s}. */
    public static String sentence(Element entry, String node, Moment moment) {
        OperationKey key = OperationKey.parse(key(entry)).orElse(null);
        StringBuilder line = new StringBuilder(key == null ? "unknown resource" : key.resource()).append(' ');
        if (key != null && key.intervalMs() > 0) {
            line.append(Words.duration(key.intervalMs())).append("-interval ");
        }
        line.append(key == null ? "unknown action" : action(key.operation(), key.intervalMs()));
        line.append(" on ").append(node);
        String reason = entry.attribute("exit-reason", "");
        ExecutionStatus status = status(entry);
        if (status == ExecutionStatus.DONE) {
            line.append(" returned '")
                    .append(exitText(entry))
                    .append('\'')
                    .append(reason.isEmpty() ? "" : " (" + reason + ")");
        } else {
            line.append(" could not be executed (").append(status.description());
            line.append(reason.isEmpty() ? "" : ": " + reason).append(')');
        }
        long changed = seconds(entry);
        line.append(changed > 0 ? " at " + moment.longTime(changed) : "");
        long ran = Words.number(entry.attribute("exec-time"));
        line.append(ran > 0 ? " after " + Words.duration(ran) : "");
        return line.toString();
    }

    static String technical(Element entry, String node, Moment moment) {
        StringBuilder line = new StringBuilder(key(entry).isEmpty() ? "unknown operation" : key(entry));
        line.append(" on ")
                .append(node)
                .append(" '")
                .append(exitText(entry))
                .append("' (")
                .append(exitCode(entry));
        line.append("): call=").append(entry.attribute("call-id", "unknown"));
        line.append(", status='").append(status(entry).description()).append('\'');
        String reason = entry.attribute("exit-reason", "");
        line.append(reason.isEmpty() ? "" : ", exitreason='" + reason + "'");
        long changed = seconds(entry);
        line.append(changed > 0 ? ", last-rc-change='" + moment.longTime(changed) + "'" : "");
        line.append(entry.has("queue-time") ? ", queued=" + entry.attribute("queue-time") + "ms" : "");
        line.append(entry.has("exec-time") ? ", exec=" + entry.attribute("exec-time") + "ms" : "");
        return line.toString();
    }

    /** How people call an operation: a monitor that runs once is a probe. */
    static String action(String operation, long intervalMs) {
        return operation.equals("monitor") && intervalMs == 0 ? "probe" : operation;
    }

    static String key(Element entry) {
        return entry.attribute("operation_key", entry.attribute("id", ""));
    }

    static int exitCode(Element entry) {
        return (int) Words.number(entry.attribute("rc-code"));
    }

    static String exitText(Element entry) {
        return CrmExit.describe(exitCode(entry));
    }

    static ExecutionStatus status(Element entry) {
        return ExecutionStatus.of((int) Words.number(entry.attribute("op-status")));
    }

    /** When the result last became what it is, seconds since the epoch; 0 if that is not known. */
    static long seconds(Element entry) {
        return Words.number(entry.attribute("last-rc-change"));
    }
}
