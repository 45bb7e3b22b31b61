package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.level.Context;
import io.systole.shell.level.Level;
import io.systole.shell.level.LevelCommand;
import io.systole.shell.ra.RaLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code crm configure}: the cluster's configuration. A one-shot command commits; a session collects until {@code commit}. */
public final class ConfigureLevel implements Level {
    private static final List<LevelCommand> COMMANDS = commandsOfThisLevel();

    private static List<LevelCommand> commandsOfThisLevel() {
        List<LevelCommand> all = new ArrayList<>(List.of(
                new Show(),
                new Edit(),
                new Filter(),
                new Delete(),
                new Rename(),
                new SetValue(),
                new Modgroup(),
                new Monitor(),
                new DefaultTimeouts(),
                new GetProperty(),
                new Save(),
                new Load(),
                new Verify(),
                new Commit(),
                new Refresh(),
                new Erase(),
                new Schema(),
                new Upgrade()));
        all.addAll(Definitions.all());
        return List.copyOf(all);
    }

    @Override
    public String name() {
        return "configure";
    }

    @Override
    public String summary() {
        return "the cluster's configuration";
    }

    @Override
    public List<LevelCommand> commands() {
        return COMMANDS;
    }

    @Override
    public List<Level> levels() {
        return List.of(new RaLevel());
    }

    @Override
    public int leave(Context context, boolean passing) throws Failure, NotConnectedException, IOException {
        if (!Editing.pending(context)) {
            return CrmExit.OK.code();
        }
        if (!passing
                && context.person().there()
                && !context.confirm("There are changes pending. Do you want to commit them", false)) {
            drop(context);
            return CrmExit.OK.code();
        }
        int failures = Editing.failures(context);
        if (!passing
                && !context.person().there()
                && failures > 0
                && !context.options().force()) {
            drop(context);
            throw new Failure(
                    CrmExit.CONFIG,
                    "nothing was committed, because " + (failures == 1 ? "one line" : failures + " lines")
                            + " failed; mend them, or give crm -F to commit the others");
        }
        int code = Commit.commit(context, context.options().force());
        if (code == CrmExit.OK.code()) {
            Editing.drop(context);
        }
        return code;
    }

    @Override
    public void drop(Context context) {
        Editing.drop(context);
    }
}
