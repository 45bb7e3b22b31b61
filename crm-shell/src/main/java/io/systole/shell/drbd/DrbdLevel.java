package io.systole.shell.drbd;

import io.systole.shell.level.Level;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code crm drbd}. */
public final class DrbdLevel implements Level {
    @Override
    public String name() {
        return "drbd";
    }

    @Override
    public String summary() {
        return "DRBD below the cluster's resources";
    }

    @Override
    public List<LevelCommand> commands() {
        return List.of(new DrbdStatusCommand());
    }
}
