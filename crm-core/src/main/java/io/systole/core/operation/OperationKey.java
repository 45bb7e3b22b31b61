package io.systole.core.operation;

import java.util.Optional;

/**
 * Names an operation of a resource, printed as {@code pg_fs_monitor_10000}.
 *
 * @param resource may itself hold underscores
 * @param operation for example {@code start}, {@code migrate_to}
 * @param intervalMs 0 for an operation that runs once
 */
public record OperationKey(String resource, String operation, long intervalMs) {
    /** Reads {@code RESOURCE_OPERATION_INTERVALMS}; empty where the text has another shape. */
    public static Optional<OperationKey> parse(String text) {
        int last = text.lastIndexOf('_');
        if (last <= 0 || last == text.length() - 1 || text.length() - last > 19) {
            return Optional.empty();
        }
        long intervalMs = 0;
        for (int i = last + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            intervalMs = intervalMs * 10 + (c - '0');
        }
        String head = text.substring(0, last);
        for (String twoWords : new String[] {"migrate_to", "migrate_from"}) {
            if (head.endsWith("_" + twoWords)) {
                return Optional.of(new OperationKey(
                        head.substring(0, head.length() - twoWords.length() - 1), twoWords, intervalMs));
            }
        }
        int split = head.lastIndexOf('_');
        if (split <= 0 || split == head.length() - 1) {
            return Optional.empty();
        }
        // RESOURCE_pre_notify_promote_0: told before the promotion, not the promotion itself.
        for (String notified :
                new String[] {"_pre_notify", "_post_notify", "_confirmed-pre_notify", "_confirmed-post_notify"}) {
            if (head.startsWith(notified, split - notified.length()) && split > notified.length()) {
                return Optional.of(
                        new OperationKey(head.substring(0, split - notified.length()), "notify", intervalMs));
            }
        }
        return Optional.of(new OperationKey(head.substring(0, split), head.substring(split + 1), intervalMs));
    }

    /** Whether it asks once what a resource does on a node. */
    public boolean probe() {
        return operation.equals("monitor") && intervalMs == 0;
    }

    @Override
    public String toString() {
        return resource + "_" + operation + "_" + intervalMs;
    }
}
