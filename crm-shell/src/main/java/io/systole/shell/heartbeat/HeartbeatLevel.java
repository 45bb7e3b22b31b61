package io.systole.shell.heartbeat;

import io.systole.shell.level.Level;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code crm heartbeat}: for those who come from Heartbeat. */
public final class HeartbeatLevel implements Level {
    private final Machine machine;

    public HeartbeatLevel(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public String summary() {
        return "take over a Heartbeat cluster's configuration";
    }

    @Override
    public List<LevelCommand> commands() {
        return List.of(new ImportCommand(machine));
    }
}
