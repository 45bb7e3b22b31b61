package io.systole.policy.order;

import io.systole.policy.model.Action;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All orderings of one scheduling run, configured and implied, in the order in which they were added. They take effect
 * together, once all actions are known.
 */
public final class Orderings {
    private final List<Ordering> all = new ArrayList<>();

    /** Orders a task of one resource before a task of another. */
    public void tasks(Resource first, String firstTask, Resource then, String thenTask, int flags) {
        add(new Ordering(first, firstTask, null, then, thenTask, null, flags));
    }

    public void starts(Resource first, Resource then, int flags) {
        tasks(first, "start", then, "start", flags);
    }

    public void stops(Resource first, Resource then, int flags) {
        tasks(first, "stop", then, "stop", flags);
    }

    /** Orders an action before a task of a resource. */
    public void actionThenTask(Action first, Resource then, String thenTask, int flags) {
        add(new Ordering(first.resource, null, first, then, thenTask, null, flags));
    }

    /** Orders a task of a resource before an action. */
    public void taskThenAction(Resource first, String firstTask, Action then, int flags) {
        add(new Ordering(first, firstTask, null, then.resource, null, then, flags));
    }

    public void actions(Action first, Action then, int flags) {
        add(new Ordering(first.resource, null, first, then.resource, null, then, flags));
    }

    private void add(Ordering ordering) {
        all.add(ordering);
        MigrationOrderings.addEquivalents(ordering, this);
    }

    List<Ordering> all() {
        return Collections.unmodifiableList(all);
    }
}
