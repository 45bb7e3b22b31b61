package io.systole.shell.node;

import io.systole.shell.level.Level;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code crm node}: what is done to nodes day by day. */
public final class NodeLevel implements Level {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public String summary() {
        return "node management";
    }

    @Override
    public List<LevelCommand> commands() {
        List<LevelCommand> commands = new ArrayList<>(List.of(
                new NodeState(),
                new ShowNodes(),
                Standby.standby(),
                Standby.online(),
                Maintenance.maintenance(),
                Maintenance.ready(),
                new Fence(),
                new Clearstate(),
                new DeleteNode(),
                new Server()));
        commands.addAll(AttributeCommand.all());
        return commands;
    }
}
