package io.systole.shell;

import io.systole.core.port.AgentCatalog;
import io.systole.shell.configure.ConfigureLevel;
import io.systole.shell.configure.Verify;
import io.systole.shell.doctor.Doctor;
import io.systole.shell.drbd.DrbdLevel;
import io.systole.shell.heartbeat.HeartbeatLevel;
import io.systole.shell.heartbeat.ThisMachine;
import io.systole.shell.level.CrmCommand;
import io.systole.shell.level.Level;
import io.systole.shell.level.LevelCommand;
import io.systole.shell.mon.StatusCommand;
import io.systole.shell.node.NodeLevel;
import io.systole.shell.ra.RaLevel;
import io.systole.shell.resource.ResourceLevel;
import io.systole.shell.sim.SimCommand;
import java.util.List;

/** What {@code crm} itself offers: a line here for every level and every command outside of levels. */
final class RootLevel implements Level {
    private final AgentCatalog agents;

    RootLevel(AgentCatalog agents) {
        this.agents = agents;
    }

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
        return List.of(
                new StatusCommand(),
                new Verify(),
                new Doctor(),
                new SimCommand(() -> new CrmCommand(new RootLevel(agents), agents)));
    }

    @Override
    public List<Level> levels() {
        return List.of(
                new ConfigureLevel(),
                new ResourceLevel(),
                new NodeLevel(),
                new DrbdLevel(),
                new RaLevel(),
                new HeartbeatLevel(new ThisMachine()));
    }
}
