package io.systole.shell.level;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.command.Failure;
import java.io.IOException;
import java.util.List;

/** A level of the {@code crm} shell, for example {@code resource}: the words that may be typed in it. Keeps no state. */
public interface Level {
    String name();

    default List<String> aliases() {
        return List.of();
    }

    /** What it is for, in one line without a full stop. */
    String summary();

    /** In the order in which {@code help} lists them. */
    List<LevelCommand> commands();

    /** Levels inside this one. */
    default List<Level> levels() {
        return List.of();
    }

    /**
     * Called when the level is left: by {@code up} or {@code quit}, at the end of a script, after a one-shot command. Where it
     * fails and a person is there, the level stays open, so that nothing typed is lost.
     *
     * @param passing whether one line entered the level, ran one command and leaves it again
     * @return the exit status
     */
    default int leave(Context context, boolean passing) throws Failure, NotConnectedException, IOException {
        return 0;
    }

    /** Forgets what was begun in the level: the line that began it failed. */
    default void drop(Context context) {
        // Most levels begin nothing.
    }
}
