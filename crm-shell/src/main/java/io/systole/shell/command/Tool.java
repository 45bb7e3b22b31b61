package io.systole.shell.command;

import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import java.io.IOException;
import java.util.List;

/** What Pacemaker's command line tools have in common: options, {@code --help}, {@code --version}, and how they fail. */
abstract class Tool implements Command {
    static final String VERSION = "Systole 0.1.0 (speaks as Pacemaker 3.0.2)";

    private final String name;
    private final Options options;

    Tool(String name, Options options) {
        this.name = name;
        this.options = options;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int run(List<String> arguments, CommandIo io, ClusterSession session) {
        if (arguments.contains("--version") || arguments.equals(List.of("-$"))) {
            io.out().println(VERSION);
            return CrmExit.OK.code();
        }
        if (arguments.contains("--help") || arguments.equals(List.of("-?"))) {
            io.out().println(usage());
            return CrmExit.OK.code();
        }
        try {
            return run(options.parse(arguments), io, session);
        } catch (UsageException e) {
            io.err().println(name + ": " + e.getMessage());
            io.err().println(usage());
            return CrmExit.USAGE.code();
        } catch (Failure e) {
            io.err().println(name + ": " + e.getMessage());
            return e.exitCode();
        } catch (NotConnectedException e) {
            io.err().println(name + ": Could not connect to the cluster: " + e.getMessage());
            return CrmExit.DISCONNECT.code();
        } catch (IOException e) {
            io.err().println(name + ": " + e.getMessage());
            return CrmExit.NOINPUT.code();
        }
    }

    /** The options that mean something, a line or a few. */
    abstract String usage();

    abstract int run(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException, IOException;
}
