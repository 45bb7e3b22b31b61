package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.Definition;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code delete [--force] ID…}. */
final class Delete implements LevelCommand {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public List<String> aliases() {
        return List.of("rm");
    }

    @Override
    public String arguments() {
        return "[--force] ID..";
    }

    @Override
    public String summary() {
        return "delete objects";
    }

    @Override
    public String help() {
        return """
                Constraints, tags and fencing levels lose what is deleted, and go where nothing is
                left of them; what a group or clone held stays. A resource that runs must be stopped
                first; --force deletes it all the same (the cluster then stops it), and overlooks
                names that do not exist.""";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        List<String> ids = new ArrayList<>(words);
        boolean force =
                ids.removeAll(List.of("--force", "-f")) || context.options().force();
        if (ids.isEmpty()) {
            throw new UsageException("it names nothing");
        }
        Draft draft = Editing.draft(context);
        List<String> wanted = new ArrayList<>();
        for (String id : ids) {
            if (force && draft.find(id).isEmpty()) {
                continue;
            }
            Definition object = draft.get(id);
            if (!force) {
                refuseRunning(object, context, draft);
                refuseUsed(object, ids, draft);
            }
            wanted.add(object.id());
        }
        draft.delete(wanted).forEach(context::info);
        return CrmExit.OK.code();
    }

    private static void refuseRunning(Definition object, Context context, Draft draft) throws Failure {
        List<String> nodes = Running.on(object.id(), draft);
        if (!nodes.isEmpty()) {
            throw new Failure(
                    CrmExit.UNSAFE,
                    "resource " + object.id() + " is running on " + String.join(", ", nodes)
                            + ", can't delete it; stop it first (crm resource stop " + object.id()
                            + "), or delete with --force");
        }
    }

    private static void refuseUsed(Definition object, List<String> ids, Draft draft) throws Failure {
        if (!object.element().name().equals("template")) {
            return;
        }
        List<String> users = new ArrayList<>(draft.usersOf(object.id()));
        users.removeAll(ids);
        if (!users.isEmpty()) {
            throw new Failure(
                    CrmExit.UNSAFE,
                    "the template " + object.id() + " is used by " + String.join(", ", users)
                            + "; delete them with it or first");
        }
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return DefineCompletion.ids(context, null);
    }
}
