package io.systole.shell.level;

import io.systole.core.api.ClusterSession;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.port.AgentCatalog;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Tools;
import io.systole.shell.command.UsageException;
import io.systole.shell.grammar.LogicalLines;
import io.systole.shell.offline.Offline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code crm}: one command, a script, or a conversation. */
public final class CrmCommand implements Command {
    private final Level root;
    private final AgentCatalog agents;

    public CrmCommand(Level root, AgentCatalog agents) {
        this.root = root;
        this.agents = agents;
    }

    @Override
    public String name() {
        return "crm";
    }

    /**
     * A script runs in the person's own process, as it may hold any command; so does what needs a terminal or starts
     * programs.
     */
    @Override
    public boolean needsTerminal(List<String> arguments, CommandIo io) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.help() || line.version()) {
                return false;
            }
            Shell shell = new Shell(root, context(line, io, null, Person.NOBODY));
            Shell.Target target = shell.target(line.words());
            return line.file() != null
                    || line.shadow() != null
                    || target.unknown() == null && target.command() == null
                    || shell.needsOwnProcess(line.words());
        } catch (UsageException e) {
            return false;
        }
    }

    @Override
    public int run(List<String> arguments, CommandIo io, ClusterSession session) {
        CommandLine line;
        try {
            line = CommandLine.parse(arguments);
        } catch (UsageException e) {
            io.err().println("crm: " + e.getMessage());
            io.err().println(CommandLine.USAGE);
            return CrmExit.USAGE.code();
        }
        if (line.help() || line.version()) {
            io.out().println(line.help() ? CommandLine.USAGE : Tools.VERSION);
            return CrmExit.OK.code();
        }
        if (line.file() == null && !ends(line, io)) {
            return new Shell(root, context(line, io, session, Person.NOBODY)).run(line.words());
        }
        if (line.file() == null && io.interactive()) {
            return Conversation.hold(
                    line.words(),
                    io,
                    person -> new Shell(root, context(line, io, session, line.neverAsks() ? Person.NOBODY : person)));
        }
        return script(line, io, session);
    }

    private boolean ends(CommandLine line, CommandIo io) {
        Shell.Target target = new Shell(root, context(line, io, null, Person.NOBODY)).target(line.words());
        return target.command() == null && target.unknown() == null;
    }

    private int script(CommandLine line, CommandIo io, ClusterSession session) {
        Context context = context(line, io, session, Person.NOBODY);
        Shell shell = new Shell(root, context);
        String file = line.file() == null ? "-" : line.file();
        int code = shell.run(line.words());
        if (code != CrmExit.OK.code()) {
            return code;
        }
        String text;
        try {
            text = new String(io.readFile(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            context.error(e.getMessage());
            return CrmExit.NOINPUT.code();
        }
        String name = file.equals("-") ? "line " : file + ":";
        for (LogicalLines.Line logical : LogicalLines.of(text)) {
            context.at(name + logical.number(), logical.comments());
            int each = shell.run(logical);
            code = code == CrmExit.OK.code() ? each : code;
            if (shell.over()) {
                break;
            }
        }
        context.at("", List.of());
        int closed = shell.close();
        return code == CrmExit.OK.code() ? closed : code;
    }

    private Context context(CommandLine line, CommandIo io, ClusterSession session, Person person) {
        ClusterSession on = line.shadow() == null ? session : Offline.onShadow(line.shadow(), io);
        return new Context(io, on, agents, line.options(), person);
    }
}
