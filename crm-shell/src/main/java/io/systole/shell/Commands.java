package io.systole.shell;

import io.systole.core.api.Command;
import io.systole.shell.command.Tools;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every command there is, by the name it is typed as. */
public final class Commands {
    private Commands() {}

    /** A fresh table; the commands in it keep no state. */
    public static SortedMap<String, Command> all() {
        SortedMap<String, Command> commands = new TreeMap<>();
        for (Command command : Tools.all()) {
            commands.put(command.name(), command);
        }
        return commands;
    }
}
