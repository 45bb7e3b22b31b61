package io.systole.policy.order;

import io.systole.policy.model.Action;
import io.systole.policy.model.Names;
import io.systole.policy.model.Resource;

/**
 * That one action comes before another, where the actions may not exist yet: each side is a task of a resource, or an
 * action.
 *
 * @param firstResource null if {@code first} is an action of no resource
 * @param firstTask for example {@code start}; null if {@code first} is given
 * @param flags of {@link io.systole.policy.model.Relation}
 */
public record Ordering(
        Resource firstResource,
        String firstTask,
        Action first,
        Resource thenResource,
        String thenTask,
        Action then,
        int flags) {

    String firstKey() {
        return first != null ? first.key : Names.key(firstResource.id, firstTask, 0);
    }

    String thenKey() {
        return then != null ? then.key : Names.key(thenResource.id, thenTask, 0);
    }

    boolean isFirst(String task) {
        return task.equals(first != null ? first.task : firstTask);
    }

    boolean isThen(String task) {
        return task.equals(then != null ? then.task : thenTask);
    }
}
