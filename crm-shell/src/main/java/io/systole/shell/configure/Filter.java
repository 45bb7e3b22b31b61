package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.util.List;

/** {@code filter PROGRAM [xml] [ID…]}: passes the text of objects through a program. */
final class Filter implements LevelCommand {
    @Override
    public String name() {
        return "filter";
    }

    @Override
    public String arguments() {
        return "PROGRAM [xml] [ID..]";
    }

    @Override
    public String summary() {
        return "pass objects through a program";
    }

    @Override
    public boolean needsOwnProcess(List<String> words) {
        return true;
    }

    @Override
    public int run(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        if (words.isEmpty()) {
            throw new UsageException("it names no program");
        }
        Draft draft = Editing.draft(context);
        Selection selection = Selection.of(words.subList(1, words.size()), draft);
        String text = Editor.filter(words.get(0), Shown.text(selection, draft, List.of()));
        Edit.take(text, selection, draft, context);
        return CrmExit.OK.code();
    }
}
