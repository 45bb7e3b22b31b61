package io.systole.shell;

import io.systole.core.api.Command;
import io.systole.core.port.AgentCatalog;
import io.systole.shell.command.Tools;
import io.systole.shell.ha.ClStatus;
import io.systole.shell.ha.Handover;
import io.systole.shell.level.CrmCommand;
import io.systole.shell.mon.CrmMon;
import io.systole.shell.resource.CrmResource;
import io.systole.shell.simulate.CrmSimulate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Every command there is, by the name it is typed as. */
public final class Commands {
    /** Those that {@link Tools} does not have. */
    private static final List<String> LARGE =
            List.of("crm", "crm_mon", "crm_resource", "crm_simulate", "hb_standby", "hb_takeover", "cl_status");

    private Commands() {}

    /**
     * A fresh table; the commands in it keep no state.
     *
     * @param agents those of this machine
     */
    public static SortedMap<String, Command> all(AgentCatalog agents) {
        SortedMap<String, Command> commands = new TreeMap<>();
        for (Command command : Tools.all()) {
            commands.put(command.name(), command);
        }
        for (String name : LARGE) {
            commands.put(name, named(name, () -> agents));
        }
        return commands;
    }

    /**
     * One command alone, without what the others are made of: a process that runs one and ends is quicker for it.
     *
     * @param agents those of this machine, asked for only by commands that need them
     * @return null where no command has the name
     */
    public static Command named(String name, Supplier<AgentCatalog> agents) {
        return switch (name) {
            case "crm" -> new CrmCommand(new RootLevel(agents.get()), agents.get());
            case "crm_mon" -> new CrmMon();
            case "crm_resource" -> new CrmResource(agents.get());
            case "crm_simulate" -> new CrmSimulate();
            case "hb_standby" -> Handover.standby(new CrmResource(agents.get()));
            case "hb_takeover" -> Handover.takeover(new CrmResource(agents.get()));
            case "cl_status" -> new ClStatus();
            default -> {
                for (Command command : Tools.all()) {
                    if (command.name().equals(name)) {
                        yield command;
                    }
                }
                yield null;
            }
        };
    }
}
