package io.systole.shell.configure;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import java.util.Optional;

/** The configuration that a conversation, a script or a one-shot command is changing. */
final class Editing {
    private final Draft draft;
    private final int failuresBefore;

    private Editing(Draft draft, int failuresBefore) {
        this.draft = draft;
        this.failuresBefore = failuresBefore;
    }

    /** The draft of this conversation; as long as nothing is changed in it, it follows the cluster. */
    static Draft draft(Context context) throws NotConnectedException {
        ClusterApi cluster = context.cluster();
        Optional<Editing> open = context.state(Editing.class);
        if (open.isPresent() && !open.get().draft.changed()) {
            open.get().draft.restart(cluster.cib());
        }
        return context.state(Editing.class, () -> new Editing(new Draft(cluster.cib()), context.failures())).draft;
    }

    /** Whether something is changed and not committed. */
    static boolean pending(Context context) {
        return context.state(Editing.class)
                .map(editing -> editing.draft.changed())
                .orElse(false);
    }

    /** How many lines have failed since the draft was begun. */
    static int failures(Context context) {
        return context.state(Editing.class)
                .map(editing -> context.failures() - editing.failuresBefore)
                .orElse(0);
    }

    static void drop(Context context) {
        context.forget(Editing.class);
    }
}
