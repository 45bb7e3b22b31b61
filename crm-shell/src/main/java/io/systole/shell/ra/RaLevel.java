package io.systole.shell.ra;

import io.systole.shell.level.Level;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code crm ra}: the agents that are installed and what they say of themselves. */
public final class RaLevel implements Level {
    @Override
    public String name() {
        return "ra";
    }

    @Override
    public String summary() {
        return "resource agents information center";
    }

    @Override
    public List<LevelCommand> commands() {
        return List.of(new RaClasses(), new RaList(), new RaProviders(), new RaInfo());
    }
}
