package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code show [xml] [ID | type:T | tag:T | related:ID | changed | obscure:GLOB]…}. */
final class Show implements LevelCommand {
    /** As crmsh: what looks like a password is not printed unless {@code save} is asked. */
    private static final List<String> SECRETS = List.of("passw*");

    @Override
    public String name() {
        return "show";
    }

    @Override
    public String arguments() {
        return "[xml] [ID | type:TYPE | tag:TAG | related:ID | changed | obscure:GLOB]..";
    }

    @Override
    public String summary() {
        return "display objects as they can be typed again";
    }

    @Override
    public String help() {
        return """
                Without words everything is shown. "and" narrows the selection, "or" widens it.
                Values of parameters whose names begin with passw are hidden; obscure:GLOB hides
                others instead. "save" writes everything as it is.""";
    }

    @Override
    public int run(List<String> words, Context context) throws Failure, NotConnectedException {
        Draft draft = Editing.draft(context);
        List<String> hide = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("obscure:")) {
                hide.add(word.substring("obscure:".length()));
            } else {
                rest.add(word);
            }
        }
        Selection selection = Selection.of(rest, draft);
        context.io().out().print(Shown.text(selection, draft, hide.isEmpty() ? SECRETS : hide));
        return CrmExit.OK.code();
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        List<String> all = new ArrayList<>(DefineCompletion.ids(context, null));
        all.addAll(List.of("xml", "changed", "type:", "tag:", "related:", "obscure:"));
        return all;
    }
}
