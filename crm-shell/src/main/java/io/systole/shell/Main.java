package io.systole.shell;

import io.systole.agents.Agents;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.Command;
import io.systole.core.api.wire.RemoteCluster;
import io.systole.core.value.CrmExit;
import io.systole.shell.offline.Offline;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs a command in a process of its own: without a daemon, on a file, or with a terminal. */
public final class Main {
    private Main() {}

    /** @param arguments the command's name and its words */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs a command with this process's terminal and files.
     *
     * @param arguments as for {@link #main}
     * @return the exit status
     */
    public static int run(String... arguments) {
        return run(new ProcessIo(System.getenv()), arguments);
    }

    static int run(ProcessIo io, String... arguments) {
        Command command = arguments.length == 0 ? null : Commands.named(arguments[0], () -> Agents.catalog(null));
        if (command == null) {
            System.err.println("systole: no such command: " + String.join(" ", arguments));
            return CrmExit.USAGE.code();
        }
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            return command.run(words, io, session(io));
        } catch (RemoteCluster.LostException e) {
            io.err().println(command.name() + ": " + e.getMessage());
            return CrmExit.DISCONNECT.code();
        } finally {
            io.out().flush();
            io.err().flush();
        }
    }

    private static ClusterSession session(ProcessIo io) {
        String socket = io.environment("SYSTOLE_SOCKET");
        Path path = Path.of(socket == null ? "/run/systole/socket" : socket);
        return Offline.session(io).orElse(() -> RemoteCluster.connect(path));
    }
}
