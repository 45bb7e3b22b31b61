package io.systole.shell.simulate;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Call;
import io.systole.shell.command.Failure;
import io.systole.shell.command.Options;
import io.systole.shell.command.Tool;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code crm_simulate}: shows what the cluster would do, and how it would be afterwards. */
public final class CrmSimulate extends Tool {
    public CrmSimulate() {
        super("crm_simulate", SimulateOptions.all());
    }

    @Override
    protected String usage() {
        return """
                usage: crm_simulate [--live-check | --xml-file FILE | --xml-pipe] [--run | --simulate | --in-place] [options]
                       crm_simulate --batch IN_DIR OUT_DIR [--cases FILE.tsv]
                Operations:
                  -R, --run                    show what the cluster would do
                  -S, --simulate               also pretend to do it and show the status then
                  -X, --in-place               like --simulate, and save the result to the input file
                  -s, --show-scores            show assignment scores
                  -U, --show-utilization       show utilization
                  --explain[=RESOURCE]         say why each resource is where it will be, and why not elsewhere
                  -P, --profile DIR            plan for every .xml file of a folder and print how long it took
                  -N, --repeat N               with --profile, plan N times for each
                Pretended events:
                  -u, --node-up NODE           bring a node online
                  -d, --node-down NODE         take a node offline
                  -f, --node-fail NODE         let a node fail
                  -i, --op-inject OPSPEC       let the result of an operation have come in
                  -F, --op-fail OPSPEC         let an operation fail during the simulation
                  -t, --set-datetime DATETIME  plan for that time
                  -q, --quorum QUORUM          1 or true: have quorum
                  -w, --watchdog DEVICE        1 or true: have an active watchdog device
                  -g, --ticket-grant TICKET    grant a ticket
                  -r, --ticket-revoke TICKET   revoke a ticket
                  -b, --ticket-standby TICKET  put a ticket into standby
                  -e, --ticket-activate TICKET take a ticket out of standby
                Files:
                  -I, --save-input FILE        save the configuration that is planned for
                  -O, --save-output FILE       save the configuration after the simulation
                  -G, --save-graph FILE        save the transition graph as XML
                  -D, --save-dotfile FILE      save the transition graph for dot(1)
                  -a, --all-actions            draw actions that need not be done, too
                  -L, --live-check             take the cluster's present CIB
                  -x, --xml-file FILE          take the CIB in a file
                  -p, --xml-pipe               take the CIB on standard input
                  -Q, --quiet                  print only what was asked for
                  -V, --verbose                also say what of the configuration was ignored, and why
                OPSPEC is RESOURCE_TASK_INTERVALMS@NODE=EXITCODE, for example db_monitor_20000@node1=7""";
    }

    /** Folders are read and written by the process itself. */
    @Override
    public boolean needsTerminal(List<String> arguments, CommandIo io) {
        return arguments.stream()
                .anyMatch(word -> word.equals("--batch") || word.startsWith("--profile") || word.startsWith("-P"));
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException, IOException {
        Options.Parsed options = call.options();
        CommandIo io = call.io();
        long presentMs = System.currentTimeMillis();
        if (options.has("batch")) {
            return batch(options, io, presentMs);
        }
        if (options.has("profile")) {
            String repeat = options.value("repeat", "1");
            if (!repeat.matches("\\d{1,9}")) {
                throw new UsageException("--repeat takes a whole number, not '" + repeat + "'");
            }
            Path folder = Path.of(options.value("profile"));
            return ProfileRun.run(folder, Integer.parseInt(repeat), options.value("set-datetime"), io.out(), io.err());
        }
        String file = options.has("live-check") ? null : options.value("xml-file", "-");
        Element cib = file == null
                ? CibInput.complete(call.cluster().cib().root(), "the cluster")
                : CibInput.parse(read(file, io), file.equals("-") ? "standard input" : file);
        boolean standardInput = file == null || file.equals("-");
        return new SimulateRun(call, standardInput ? null : file).run(cib, presentMs);
    }

    private static byte[] read(String file, CommandIo io) throws Failure {
        try {
            return io.readFile(file);
        } catch (IOException e) {
            throw new Failure(CrmExit.DATAERR, "Could not read input XML: " + e.getMessage());
        }
    }

    private static int batch(Options.Parsed options, CommandIo io, long presentMs)
            throws UsageException, Failure, IOException {
        List<String> folders = options.rest();
        if (folders.size() != 2) {
            throw new UsageException("--batch takes a folder to read and a folder to write");
        }
        Path cases = options.has("cases") ? Path.of(options.value("cases")) : null;
        return BatchRun.run(Path.of(folders.get(0)), Path.of(folders.get(1)), cases, presentMs, io.out(), io.err());
    }
}
