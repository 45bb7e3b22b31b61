package io.systole.policy.order;

import io.systole.policy.model.Names;

/**
 * An action's key taken apart.
 *
 * @param task the operation, for notifications with its {@code pre_notify_}, {@code post_notify_},
 *     {@code confirmed-pre_notify_} or {@code confirmed-post_notify_} in front
 */
record TaskKey(String resource, String task, long intervalMs) {
    private static final String[] WITH_UNDERBAR = {"migrate_from", "migrate_to"};
    private static final String[] PREFIXES = {
        "pre_notify", "post_notify", "confirmed-pre_notify", "confirmed-post_notify"
    };

    /** Null if the text is no key. */
    static TaskKey parse(String key) {
        int interval = key.lastIndexOf('_');
        if (interval <= 0) {
            return null;
        }
        int task = before(key, interval, WITH_UNDERBAR);
        if (task == 0) {
            task = key.lastIndexOf('_', interval - 2);
        }
        if (task <= 0) {
            return null;
        }
        int prefix = before(key, task, PREFIXES);
        if (prefix != 0) {
            task = prefix;
        }
        return new TaskKey(
                key.substring(0, task),
                key.substring(task + 1, interval),
                Names.number(key.substring(interval + 1), 0));
    }

    private static int before(String key, int end, String[] words) {
        for (String word : words) {
            int start = end - word.length() - 1;
            if (start > 0 && key.charAt(start) == '_' && key.startsWith(word, start + 1)) {
                return start;
            }
        }
        return 0;
    }
}
