package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code upgrade force}: rewrites the configuration to the newest schema. */
final class Upgrade implements LevelCommand {
    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public String arguments() {
        return "force";
    }

    @Override
    public String summary() {
        return "rewrite the configuration to the newest schema";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (!words.equals(List.of("force")) && !context.options().force()) {
            throw new UsageException("there is no way back, so it takes the word force");
        }
        Draft draft = Editing.draft(context);
        CibEngine.Outcome outcome = CibEngine.apply(new Cib(draft.root()), List.of(new CibOperation.Upgrade()));
        if (!outcome.ok()) {
            throw new Failure(outcome.exit(), String.join("; ", outcome.messages()));
        }
        draft.root(draft.base().version().in(outcome.cib().root()));
        return CrmExit.OK.code();
    }
}
