package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.level.Context;
import io.systole.shell.level.NamedCommand;
import java.util.List;

/** What the words of the level {@code node} have in common. */
abstract class NodeCommand extends NamedCommand {
    NodeCommand(String name, String arguments, String summary) {
        this(name, List.of(), arguments, summary);
    }

    NodeCommand(String name, List<String> aliases, String arguments, String summary) {
        super(name, aliases, arguments, summary);
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return new Nodes(context).names();
    }
}
