package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code rename OLD NEW}. */
final class Rename implements LevelCommand {
    @Override
    public String name() {
        return "rename";
    }

    @Override
    public String arguments() {
        return "OLD NEW";
    }

    @Override
    public String summary() {
        return "give an object another name";
    }

    @Override
    public String help() {
        return "Everything that names the object follows. A resource must be stopped: to the cluster it becomes"
                + " another one.";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (words.size() != 2) {
            throw new UsageException("it takes the old name and the new one");
        }
        Draft draft = Editing.draft(context);
        List<String> nodes = Running.on(draft.get(words.get(0)).id(), draft);
        if (!nodes.isEmpty() && !context.options().force()) {
            throw new Failure(
                    CrmExit.UNSAFE,
                    "cannot rename a running resource (" + words.get(0) + " runs on " + String.join(", ", nodes)
                            + "); stop it first");
        }
        draft.rename(words.get(0), words.get(1));
        return CrmExit.OK.code();
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return words.size() == 1 ? DefineCompletion.ids(context, null) : List.of();
    }
}
