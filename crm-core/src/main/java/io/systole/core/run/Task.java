package io.systole.core.run;

import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.transition.GraphAction;

/** An operation that the DC wants run here: the action, the name it has in history, and the place in the DC's plan. */
record Task(GraphAction action, OperationKey key, TransitionKey transition) {
    private static final long TIMEOUT_DEFAULT_MS = 20_000;

    long timeoutMs() {
        try {
            return Math.max(1, Long.parseLong(String.valueOf(action.meta("timeout"))));
        } catch (NumberFormatException e) {
            return TIMEOUT_DEFAULT_MS;
        }
    }

    boolean changesState() {
        return switch (key.operation()) {
            case "start", "stop", "promote", "demote", "migrate_to", "migrate_from" -> true;
            default -> false;
        };
    }

    boolean notifies() {
        return key.operation().equals("notify");
    }
}
