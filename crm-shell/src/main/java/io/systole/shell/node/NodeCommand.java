package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** What the words of the level {@code node} have in common. */
abstract class NodeCommand implements LevelCommand {
    private final String name;
    private final String arguments;
    private final String summary;

    NodeCommand(String name, String arguments, String summary) {
        this.name = name;
        this.arguments = arguments;
        this.summary = summary;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String arguments() {
        return arguments;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return new Nodes(context).names();
    }

    /** @throws UsageException where there are more words */
    static void atMost(List<String> words, int most) throws UsageException {
        if (words.size() > most) {
            throw new UsageException(
                    "there are too many words: " + String.join(" ", words.subList(most, words.size())));
        }
    }
}
