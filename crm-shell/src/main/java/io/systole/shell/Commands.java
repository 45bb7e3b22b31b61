package io.systole.shell;

import io.systole.core.api.Command;
import io.systole.core.port.AgentCatalog;
import io.systole.shell.command.Tools;
import io.systole.shell.level.CrmCommand;
import io.systole.shell.mon.CrmMon;
import io.systole.shell.resource.CrmResource;
import io.systole.shell.simulate.CrmSimulate;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every command there is, by the name it is typed as. */
public final class Commands {
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
        Command resource = new CrmResource(agents);
        commands.put(resource.name(), resource);
        Command simulate = new CrmSimulate();
        commands.put(simulate.name(), simulate);
        Command mon = new CrmMon();
        commands.put(mon.name(), mon);
        Command crm = new CrmCommand(new RootLevel(agents), agents);
        commands.put(crm.name(), crm);
        return commands;
    }
}
