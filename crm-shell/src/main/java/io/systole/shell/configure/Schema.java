package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code schema [NAME]}. */
final class Schema implements LevelCommand {
    @Override
    public String name() {
        return "schema";
    }

    @Override
    public String arguments() {
        return "[NAME]";
    }

    @Override
    public String summary() {
        return "show or set the schema of the configuration";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, NotConnectedException {
        Draft draft = Editing.draft(context);
        if (words.isEmpty()) {
            context.io().out().println(draft.root().attribute("validate-with", "none"));
        } else if (words.size() == 1) {
            draft.root(draft.root().with("validate-with", words.get(0)));
        } else {
            throw new UsageException("it takes one schema");
        }
        return CrmExit.OK.code();
    }
}
