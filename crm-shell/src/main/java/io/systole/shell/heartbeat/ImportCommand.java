package io.systole.shell.heartbeat;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.XmlFormat;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code crm heartbeat import DIR}: a cluster out of Heartbeat's files, and a report of every line. */
final class ImportCommand implements LevelCommand {
    private final Machine machine;

    ImportCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String arguments() {
        return "DIR [--output DIR] [--dry-run] [--force]";
    }

    @Override
    public String summary() {
        return "make a cluster of Heartbeat's ha.cf, haresources and authkeys";
    }

    @Override
    public String help() {
        return """
                Reads the three files of DIR (as a rule /etc/ha.d) and writes /etc/corosync/corosync.conf,
                /etc/corosync/authkey and /var/lib/pacemaker/cib/cib.xml, with a report of every line: kept, changed
                meaning or not supported, why, and what is to be done by hand. Run it on one node while no systoled runs,
                and copy the first two files to the others.

                --output DIR  write corosync.conf, authkey, cib.xml and report.txt there instead
                --dry-run     show the report and the files, and write nothing
                --force       replace files that are there; they are kept as FILE.before-TIME""";
    }

    @Override
    public boolean needsOwnProcess(List<String> words) {
        return true;
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, IOException {
        String from = null;
        String output = null;
        boolean dry = false;
        boolean force = context.options().force();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--dry-run", "-n" -> dry = true;
                case "--force", "-F" -> force = true;
                case "--output", "-o" -> {
                    if (++i == words.size()) {
                        throw new UsageException(word + " takes a folder");
                    }
                    output = words.get(i);
                }
                default -> {
                    if (word.startsWith("-") || from != null) {
                        throw new UsageException("\"" + word + "\" was not expected; it takes one folder");
                    }
                    from = word;
                }
            }
        }
        if (from == null) {
            throw new UsageException("it takes the folder with ha.cf, haresources and authkeys, as a rule /etc/ha.d");
        }
        HeartbeatImport.Imported imported = HeartbeatImport.read(HeartbeatFolder.read(Path.of(from)), machine);
        PrintStream out = context.io().out();
        out.print(imported.report().text());
        if (!imported.usable()) {
            throw new Failure(
                    CrmExit.DATAERR,
                    "nothing was written: "
                            + imported.report().wrong().stream()
                                    .map(r -> r.place() + ": " + r.sentence())
                                    .collect(Collectors.joining("\n")));
        }
        if (dry) {
            show(imported, out);
            return CrmExit.OK.code();
        }
        return write(imported, output, force, context);
    }

    private static void show(HeartbeatImport.Imported imported, PrintStream out) {
        out.println("\n# corosync.conf");
        out.print(imported.corosyncConf());
        out.println("\n# configuration (crm configure)");
        out.print(imported.configuration());
        out.println("\n# cib.xml");
        out.print(XmlFormat.pretty(imported.cib()));
    }

    private static int write(HeartbeatImport.Imported imported, String output, boolean force, Context context)
            throws Failure, IOException {
        ImportTarget target = output == null ? ImportTarget.ofNode() : ImportTarget.folder(Path.of(output));
        if (output == null && runs(context)) {
            throw new Failure(
                    CrmExit.UNSAFE,
                    "nothing was written: a cluster runs on this node, and it would not take the files or would lose its"
                            + " own; stop systoled first, or write elsewhere with --output DIR and load the CIB with"
                            + " \"crm configure load xml replace DIR/cib.xml\"");
        }
        List<Path> there = target.there();
        if (!there.isEmpty() && !force) {
            throw new Failure(
                    CrmExit.EXISTS,
                    "nothing was written: there is already "
                            + there.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + "; --force replaces them and keeps the old ones, --output DIR writes elsewhere");
        }
        target.write(imported).forEach(context::info);
        return CrmExit.OK.code();
    }

    private static boolean runs(Context context) {
        try {
            return context.cluster() != null && context.io().environment("CIB_file") == null;
        } catch (NotConnectedException e) {
            return false;
        }
    }
}
