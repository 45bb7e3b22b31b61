package io.systole.shell.level;

import java.util.List;

/** What {@code crm} itself offers. */
final class RootLevel implements Level {
    @Override
    public String name() {
        return "crm";
    }

    @Override
    public String summary() {
        return "the cluster's shell";
    }

    @Override
    public List<LevelCommand> commands() {
        return List.of();
    }

    @Override
    public List<Level> levels() {
        return List.of(new RaLevel());
    }
}
