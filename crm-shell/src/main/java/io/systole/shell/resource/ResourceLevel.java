package io.systole.shell.resource;

import io.systole.shell.level.Level;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code crm resource}: what is done to resources day by day. */
public final class ResourceLevel implements Level {
    @Override
    public String name() {
        return "resource";
    }

    @Override
    public String summary() {
        return "resource management";
    }

    @Override
    public List<LevelCommand> commands() {
        List<LevelCommand> commands = new ArrayList<>();
        commands.addAll(LookCommands.all());
        commands.addAll(RoleCommands.all());
        commands.addAll(PlaceCommands.all());
        commands.addAll(RecoveryCommands.all());
        commands.addAll(SettingCommands.all());
        commands.addAll(TraceCommand.all());
        return commands;
    }
}
