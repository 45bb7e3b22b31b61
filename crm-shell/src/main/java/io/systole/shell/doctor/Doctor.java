package io.systole.shell.doctor;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.command.Options;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import io.systole.shell.render.ResultDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code crm doctor}: looks at this machine and says what will hurt one day. Changes nothing; needs no cluster. */
public final class Doctor implements LevelCommand {
    private final Options options = new Options("root=", "output-as=");

    private record Told(String check, Finding finding) {}

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String arguments() {
        return "[--root DIR] [--output-as text|xml|json]";
    }

    @Override
    public String summary() {
        return "check what this machine needs beside the configuration: LVM, DRBD, boot, kernel, network, PostgreSQL";
    }

    @Override
    public String help() {
        return "Every line begins with ok, advice, wrong, or - (nothing of the kind is here); below advice and wrong stands"
                + " the exact line or command that mends it. Nothing is changed. With --root a copy of a machine's files"
                + " is checked, and no program is run. Ends with 1 where something is wrong, else with 0.";
    }

    /** Files and programs are those of the person. */
    @Override
    public boolean needsOwnProcess(List<String> words) {
        return true;
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, IOException {
        Options.Parsed parsed = options.parse(words);
        if (!parsed.rest().isEmpty()) {
            throw new UsageException("doctor takes no word " + parsed.rest().get(0));
        }
        String format = parsed.value("output-as", "text");
        if (!List.of("text", "xml", "json").contains(format)) {
            throw new UsageException("--output-as is text, xml or json, not " + format);
        }
        Path root = Path.of(parsed.value("root", "/")).toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new IOException(root + " is no directory");
        }
        boolean live = root.equals(Path.of("/"));
        Element configuration = live ? configuration(context) : null;
        Machine machine = new Machine(
                root,
                live ? networks() : List.of(),
                configuration,
                configuration == null ? new TreeMap<>() : clocks(context));
        List<Told> told = new ArrayList<>();
        for (Check check : Checks.all()) {
            check.findings(machine).forEach(finding -> told.add(new Told(check.name(), finding)));
        }
        boolean wrong = told.stream().anyMatch(t -> t.finding().level() == Finding.Level.WRONG);
        int code = wrong ? CrmExit.ERROR.code() : CrmExit.OK.code();
        if (format.equals("text")) {
            context.io().out().print(text(told));
        } else {
            ResultDocument document =
                    new ResultDocument("crm doctor " + String.join(" ", words), List.of(xml(told)), code, List.of());
            context.io().out().print(format.equals("xml") ? document.xml() : document.json());
        }
        return code;
    }

    private static Element configuration(Context context) {
        try {
            return context.cluster().cib().configuration();
        } catch (NotConnectedException e) {
            // Most of what is checked is not in the cluster.
            return null;
        }
    }

    /** An answer is as old as half of its way there and back, at most. */
    private static SortedMap<String, Long> clocks(Context context) {
        SortedMap<String, Long> ahead = new TreeMap<>();
        try {
            long beforeMs = System.currentTimeMillis();
            SortedMap<NodeName, Element> machines = context.cluster().machines();
            long middleMs = (beforeMs + System.currentTimeMillis()) / 2;
            machines.forEach((node, machine) -> {
                String now = machine.attribute("now-ms", "");
                if (now.matches("[0-9]{1,18}")) {
                    ahead.put(node.text(), Long.parseLong(now) - middleMs);
                }
            });
        } catch (NotConnectedException e) {
            // It was there a moment ago; the other checks have been made all the same.
            return ahead;
        }
        return ahead;
    }

    private static List<Subnet> networks() throws IOException {
        List<Subnet> networks = new ArrayList<>();
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InterfaceAddress address : device.getInterfaceAddresses()) {
                InetAddress ip = address.getAddress();
                if (ip.getAddress().length == 4 && !ip.isLoopbackAddress()) {
                    Subnet.number(ip.getHostAddress())
                            .ifPresent(n ->
                                    networks.add(new Subnet(device.getName(), n, address.getNetworkPrefixLength())));
                }
            }
        }
        return networks;
    }

    private static String text(List<Told> told) {
        StringBuilder out = new StringBuilder();
        int advice = 0;
        int wrong = 0;
        for (Told one : told) {
            Finding finding = one.finding();
            advice += finding.level() == Finding.Level.ADVICE ? 1 : 0;
            wrong += finding.level() == Finding.Level.WRONG ? 1 : 0;
            out.append(String.format("%-7s%-17s", finding.level().word(), one.check()))
                    .append(finding.where().isEmpty() ? "" : finding.where() + ": ")
                    .append(finding.sentence())
                    .append('\n');
            if (!finding.mend().isEmpty()) {
                out.append(" ".repeat(24))
                        .append("mend: ")
                        .append(finding.mend())
                        .append('\n');
            }
        }
        return out.append(wrong)
                .append(" wrong, ")
                .append(advice)
                .append(advice == 1 ? " piece of advice\n" : " pieces of advice\n")
                .toString();
    }

    private static Element xml(List<Told> told) {
        List<Element> checks = new ArrayList<>();
        for (Told one : told) {
            Finding finding = one.finding();
            String level = finding.level() == Finding.Level.NONE
                    ? "none"
                    : finding.level().word();
            checks.add(Element.of(
                    "check",
                    "name",
                    one.check(),
                    "level",
                    level,
                    "where",
                    finding.where().isEmpty() ? null : finding.where(),
                    "found",
                    finding.sentence(),
                    "mend",
                    finding.mend().isEmpty() ? null : finding.mend()));
        }
        return Element.of("checks").withChildren(checks);
    }
}
