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

/** {@code modgroup GROUP add ID [after|before ID]}, {@code modgroup GROUP remove ID}. */
final class Modgroup implements LevelCommand {
    @Override
    public String name() {
        return "modgroup";
    }

    @Override
    public String arguments() {
        return "GROUP {add ID [after ID | before ID] | remove ID}";
    }

    @Override
    public String summary() {
        return "add a member to a group, or remove one";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (words.size() != 3 && words.size() != 5) {
            throw new UsageException("it takes a group, add or remove, and a resource");
        }
        Draft draft = Editing.draft(context);
        Definition group = draft.get(words.get(0));
        if (!group.element().name().equals("group")) {
            throw new Failure(CrmExit.CONFIG, words.get(0) + " is no group");
        }
        List<String> members = new ArrayList<>(group.children());
        String id = words.get(2);
        switch (words.get(1)) {
            case "add" -> {
                if (members.contains(id)) {
                    throw new Failure(CrmExit.EXISTS, id + " is in group " + group.id() + " already");
                }
                members.add(place(words, members, group.id()), id);
            }
            case "remove" -> {
                if (words.size() != 3 || !members.remove(id)) {
                    throw new Failure(CrmExit.NOSUCH, id + " is not in group " + group.id());
                }
                if (members.isEmpty()) {
                    throw new Failure(
                            CrmExit.CONFIG, id + " is the only member of " + group.id() + "; delete the group instead");
                }
            }
            default -> throw new UsageException("\"" + words.get(1) + "\" is neither add nor remove");
        }
        draft.define(
                new Definition(group.section(), group.element(), members), Draft.WhenThere.REPLACE, context.where());
        return CrmExit.OK.code();
    }

    private static int place(List<String> words, List<String> members, String group) throws UsageException, Failure {
        if (words.size() == 3) {
            return members.size();
        }
        int at = members.indexOf(words.get(4));
        if (at < 0) {
            throw new Failure(CrmExit.NOSUCH, words.get(4) + " is not in group " + group);
        }
        return switch (words.get(3)) {
            case "before" -> at;
            case "after" -> at + 1;
            default -> throw new UsageException("\"" + words.get(3) + "\" is neither before nor after");
        };
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return switch (words.size()) {
            case 2 -> List.of("add", "remove");
            case 4 -> List.of("before", "after");
            default -> DefineCompletion.ids(context, "resources");
        };
    }
}
