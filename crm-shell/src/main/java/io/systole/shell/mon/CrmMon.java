package io.systole.shell.mon;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Tool;
import io.systole.shell.command.UsageException;
import io.systole.shell.mon.MonRequest.Format;
import io.systole.shell.offline.Offline;
import io.systole.shell.render.Paints;
import io.systole.shell.render.ResultDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code crm_mon}: the cluster's status, once or for as long as somebody looks. */
public final class CrmMon implements Command {
    private static final String USAGE = """
            usage: crm_mon [-1] [-i TIME] [-nrfotcARDbj] [-m[0-3]] [-L[PREFIX]] [-I SECTIONS] [-U SECTIONS]
                           [--node NODE] [--resource RSC] [--output-as console|text|html|xml|json|none]
                           [--output-to FILE] [--dialect 1.1|3]
            Without -1 and on a terminal: a screen that follows the cluster; press ? in it for its keys.
              -n by node  -r inactive, too  -f fail counts  -o operations  -t their times  -c tickets
              -L bans  -A attributes  -R details  -D no headers  -b numbers only  -m fencing history""";

    @Override
    public String name() {
        return "crm_mon";
    }

    @Override
    public int run(List<String> arguments, CommandIo io, ClusterSession session) {
        if (arguments.contains("--help") || arguments.equals(List.of("-?"))) {
            io.out().println(USAGE);
            return CrmExit.OK.code();
        }
        if (arguments.contains("--version") || arguments.equals(List.of("-$"))) {
            io.out().println(Tool.VERSION);
            return CrmExit.OK.code();
        }
        try {
            return show(MonOptions.read(arguments, io), io, session);
        } catch (UsageException e) {
            io.err().println("crm_mon: " + e.getMessage());
            io.err().println(USAGE);
            return CrmExit.USAGE.code();
        } catch (NotConnectedException e) {
            io.err().println("crm_mon: Could not connect to the cluster: " + e.getMessage());
            return CrmExit.DISCONNECT.code();
        } catch (IOException e) {
            io.err().println("crm_mon: " + e.getMessage());
            return CrmExit.CANTCREAT.code();
        }
    }

    @Override
    public boolean needsTerminal(List<String> arguments, CommandIo io) {
        try {
            MonRequest request = MonOptions.read(arguments, io);
            return request.repeats() || request.cibFile() != null;
        } catch (UsageException e) {
            // Told where the command runs.
            return false;
        }
    }

    private static int show(MonRequest request, CommandIo io, ClusterSession session)
            throws NotConnectedException, IOException {
        ClusterSession source = request.cibFile() == null ? session : Offline.onFile(request.cibFile(), io);
        if (request.format() == Format.CONSOLE) {
            return LiveScreen.run(request, io, source);
        }
        if (request.repeats()) {
            return StatusFile.keep(request, io, source);
        }
        return once(request, io, source, false);
    }

    /**
     * Prints the status once. Where no daemon answers, a document for programs says so; for people that is thrown.
     *
     * @param colours for a person's terminal
     */
    static int once(MonRequest request, CommandIo io, ClusterSession session, boolean colours)
            throws NotConnectedException, IOException {
        ClusterApi cluster;
        try {
            cluster = session.cluster();
        } catch (NotConnectedException e) {
            if (request.format() != Format.XML && request.format() != Format.JSON) {
                throw e;
            }
            List<String> errors = List.of("crm_mon: " + e.getMessage());
            ResultDocument document =
                    new ResultDocument(request.request(), List.of(), CrmExit.DISCONNECT.code(), errors);
            write(request, io, request.format() == Format.XML ? document.xml() : document.json());
            return CrmExit.DISCONNECT.code();
        }
        boolean file = request.cibFile() != null || Offline.session(io).isPresent();
        Snapshot snapshot = Snapshot.of(cluster, file);
        StatusReport report = StatusReport.of(request, snapshot, System.currentTimeMillis(), Zones.of(io));
        report.unknown().forEach(sentence -> io.err().println("crm_mon: " + sentence));
        write(request, io, report.text(colours ? Paints.colour() : Paints.plain()));
        return CrmExit.OK.code();
    }

    private static void write(MonRequest request, CommandIo io, String text) throws IOException {
        if (request.outputTo() == null) {
            io.out().print(text);
        } else {
            io.writeFile(request.outputTo(), text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
