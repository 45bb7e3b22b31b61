package io.systole.core.api;

import java.util.List;

/**
 * One command that people or agents type. The same object serves the daemon, where thin clients send their words, and a
 * process of its own. It keeps no state between calls and may be called from several threads.
 */
public interface Command {
    /** The word it is typed as, for example {@code crm_attribute}. */
    String name();

    /**
     * Runs to its end.
     *
     * @param arguments the words after the name
     * @param session gives the cluster (or the file that stands for it) when first asked
     * @return the exit status, as Pacemaker's ({@link io.systole.core.value.CrmExit})
     */
    int run(List<String> arguments, CommandIo io, ClusterSession session);

    /**
     * Whether these arguments ask for a conversation with a terminal (a prompt, a full screen, an editor), for which the
     * caller must run the command in a process of its own.
     */
    default boolean needsTerminal(List<String> arguments, CommandIo io) {
        return false;
    }
}
