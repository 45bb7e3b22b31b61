package io.systole.shell.heartbeat;

import io.systole.core.cib.Cib;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.ConfigText;
import io.systole.shell.grammar.Definition;
import io.systole.shell.grammar.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns Heartbeat's files into a cluster. The same files give the same cluster on every node. */
public final class HeartbeatImport {
    private static final List<Topic> TOPICS = List.of(
            new NodeNames(),
            new Links(),
            new Times(),
            new Failback(),
            new Connectivity(),
            new Programs(),
            new Fencing(),
            new Logging(),
            new Leftovers());

    /** What other directives say is read where it is needed. */
    private static final List<String> READ_ELSEWHERE = List.of("crm", "pacemaker");

    private HeartbeatImport() {}

    /**
     * The files' contents.
     *
     * @param haresources null where there is none
     * @param keyPermissions those of authkeys, for example {@code rw-------}, or null where they are not known
     */
    public record Files(String haCf, String haresources, String authkeys, String keyPermissions) {}

    /**
     * What became of them.
     *
     * @param key empty where the cluster has none
     * @param configuration the CIB's configuration in the language of {@code crm configure}
     * @param cib version 0.1.0; null where something is wrong
     */
    public record Imported(
            Report report, String corosyncConf, Optional<byte[]> key, String configuration, Element cib) {
        /** Whether there is a cluster; else the report says what is wrong. */
        public boolean usable() {
            return cib != null;
        }

        /** corosync.conf with a line of its totem section that says where the key is. */
        public String corosyncConf(String keyFile) {
            return corosyncConf.replaceFirst(
                    "totem \\{\n", "totem {\n    keyfile: " + keyFile.replace("$", "\\$") + "\n");
        }
    }

    public static Imported read(Files files, Machine machine) {
        Report report = new Report();
        ClusterPlan plan = new ClusterPlan();
        HaCf file = HaCf.read(files.haCf());
        TOPICS.forEach(topic -> topic.convert(file, machine, plan, report));
        unknown(file, report);
        Optional<byte[]> key = KeyFile.read(files.authkeys(), files.keyPermissions(), plan, report);
        resources(file, files, machine, plan, report);
        boolean usable = report.wrong().isEmpty();
        String configuration = plan.configuration();
        return new Imported(report, plan.corosyncConf(), key, configuration, usable ? cib(configuration) : null);
    }

    private static void unknown(HaCf file, Report report) {
        List<String> known = new ArrayList<>(READ_ELSEWHERE);
        TOPICS.forEach(topic -> known.addAll(topic.names()));
        file.directives().stream()
                .filter(d -> !known.contains(d.name()))
                .forEach(d -> report.unsupported(
                        d.line(),
                        "\"" + d.name() + "\" is no directive of ha.cf(5)" + Nearest.hint(d.name(), known),
                        "look whether something was meant by it"));
    }

    private static void resources(HaCf file, Files files, Machine machine, ClusterPlan plan, Report report) {
        boolean byCib = file.managesByCib();
        file.all("crm", "pacemaker")
                .forEach(d -> report.kept(
                        d.line(),
                        byCib
                                ? "a CIB rules the resources, and haresources does not count"
                                : "haresources rules the resources"));
        if (byCib) {
            report.add(
                    "haresources",
                    Verdict.UNSUPPORTED,
                    "it is not read, as "
                            + file.last("crm", "pacemaker").orElseThrow().line().text() + " in ha.cf says",
                    "bring the old cluster's CIB over: \"crm configure load xml replace /var/lib/heartbeat/crm/cib.xml\""
                            + " on the running cluster");
        } else if (files.haresources() == null) {
            report.add("haresources", Verdict.WRONG, "there is no such file; it names the resources", "");
        } else {
            HaResources resources = HaResources.read(files.haresources(), file.nodes(), machine);
            if (resources.services().isEmpty()) {
                report.add("haresources", Verdict.CHANGED, "it names no resources; the cluster has none", "");
            }
            new Services(file, machine, plan, report).convert(resources);
        }
    }

    private static Element cib(String configuration) {
        Draft draft = new Draft(Cib.empty());
        try {
            for (Definition definition : ConfigText.read(configuration)) {
                draft.define(definition, Draft.WhenThere.REFUSE, "");
            }
        } catch (SyntaxException | Failure e) {
            throw new IllegalStateException("the import wrote what cannot be read: " + e.getMessage(), e);
        }
        return draft.root().with("epoch", "1");
    }
}
