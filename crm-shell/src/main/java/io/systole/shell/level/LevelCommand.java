package io.systole.shell.level;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.util.List;

/**
 * One word of the {@code crm} shell, typed inside a level: {@code move} of {@code crm resource move}. The same object serves
 * one-shot commands, scripts and conversations, in the daemon and in a process of its own. It keeps no state; what belongs to
 * a conversation is in the {@link Context}.
 */
public interface LevelCommand {
    String name();

    /** Other words for it, those of older versions included; each works for ever, without a notice. */
    default List<String> aliases() {
        return List.of();
    }

    /** The words behind the name, for example {@code RSC [NODE] [LIFETIME] [force]}; the empty string for none. */
    default String arguments() {
        return "";
    }

    /** What it does, in one line without a full stop. */
    String summary();

    /** More about it, paragraphs of text for {@code crm help}; may be empty. */
    default String help() {
        return "";
    }

    /**
     * Runs to its end.
     *
     * @param words behind the name
     * @return the exit status ({@link io.systole.core.value.CrmExit})
     * @throws UsageException the words are not understood: the shell prints the sentence and how it is typed
     * @throws Failure it cannot be done: the shell prints the sentence
     * @throws IOException a file cannot be read or written; the message names it
     */
    int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException, IOException;

    /**
     * Words that may stand at the last place.
     *
     * @param words behind the name; the last one is being typed and may be empty
     */
    default List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return List.of();
    }

    /**
     * Whether it must run in a process of the person's own: it talks with the terminal, or starts programs or opens addresses
     * of the person's choice, which the daemon must never do with its own rights.
     */
    default boolean needsOwnProcess(List<String> words) {
        return false;
    }
}
