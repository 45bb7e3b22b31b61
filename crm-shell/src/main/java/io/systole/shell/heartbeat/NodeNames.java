package io.systole.shell.heartbeat;

import io.systole.agents.drbd.DrbdConf;
import io.systole.core.value.Nearest;
import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code node} and what decides who is in the cluster; quorum follows from their number. */
final class NodeNames implements Topic {
    private static final Pattern NAME = Pattern.compile("[^-./\\s\\p{Cntrl}][^/\\s\\p{Cntrl}{}]*");

    @Override
    public List<String> names() {
        return List.of("node", "autojoin", "uuidfrom", "cluster");
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        plan.totem.put("version", "2");
        plan.totem.put(
                "cluster_name", file.last("cluster").map(d -> d.argument(0)).orElse("heartbeat"));
        List<String> seen = new ArrayList<>();
        file.all("node").forEach(d -> node(d, seen, plan, report));
        others(file, report);
        if (file.nodes().isEmpty()) {
            report.add(
                    "ha.cf",
                    Verdict.WRONG,
                    "it names no node; add a line \"node\" with each node's name (uname -n)",
                    "");
            return;
        }
        if (seen.stream().noneMatch(machine.hostName()::equalsIgnoreCase)) {
            report.add(
                    "ha.cf",
                    Verdict.CHANGED,
                    "this machine, " + machine.hostName() + ", is none of its nodes (" + String.join(", ", seen) + ")"
                            + Nearest.hint(machine.hostName(), seen),
                    "use the result on the nodes only; a node's name must be what uname -n prints there");
        }
        quorum(seen.size(), plan, report);
        drbd(seen, machine, report);
    }

    private static void node(Directive directive, List<String> seen, ClusterPlan plan, Report report) {
        List<String> said = new ArrayList<>();
        for (String name : directive.arguments()) {
            if (!NAME.matcher(name).matches()) {
                report.wrong(directive.line(), "\"" + name + "\" cannot be a node's name");
                return;
            }
            if (seen.stream().anyMatch(name::equalsIgnoreCase)) {
                said.add(name + " was named before");
                continue;
            }
            seen.add(name);
            plan.nodes.put(name, name);
            said.add(name + " is node " + seen.size() + " of the nodelist");
        }
        if (said.isEmpty()) {
            report.wrong(directive.line(), "node takes the names of nodes, as uname -n prints them");
        } else {
            report.kept(directive.line(), String.join(", ", said));
        }
    }

    private static void others(HaCf file, Report report) {
        for (Directive directive : file.all("autojoin")) {
            if (directive.argument(0).equals("none")) {
                report.kept(directive.line(), "only nodes of the nodelist join");
            } else {
                report.unsupported(
                        directive.line(),
                        "nodes do not join by themselves: only those of the nodelist do",
                        "name further nodes in corosync.conf");
            }
        }
        file.all("uuidfrom").forEach(d -> report.unsupported(d.line(), "nodes have numbers of the nodelist, no UUIDs"));
        file.all("cluster").forEach(d -> report.kept(d.line(), "cluster_name: " + d.argument(0)));
    }

    private static void quorum(int count, ClusterPlan plan, Report report) {
        plan.quorum.put("provider", "corosync_votequorum");
        if (count == 2) {
            plan.quorum.put("two_node", "1");
            plan.quorum.put("wait_for_all", "0");
            report.add(
                    "ha.cf",
                    Verdict.KEPT,
                    "two_node: 1, wait_for_all: 0: as with Heartbeat, one node of two goes on alone, and one that starts"
                            + " alone takes the resources after initdead. If only the network between them fails, both do",
                    "unless you need a start with one node only, set wait_for_all: 1 in corosync.conf, so that a node that"
                            + " starts alone waits until it has seen the other");
        } else if (count > 2) {
            report.add(
                    "ha.cf",
                    Verdict.CHANGED,
                    "with " + count + " nodes the majority decides: a part of the cluster with fewer than half of the"
                            + " nodes stops its resources. Heartbeat let every part run them",
                    "");
        }
    }

    /** The {@code on} sections of DRBD's configuration must have the nodes' names. */
    private static void drbd(List<String> nodes, Machine machine, Report report) {
        Optional<DrbdConf> conf = machine.drbd();
        if (conf.isEmpty()) {
            return;
        }
        for (DrbdConf.Section resource : conf.get().resources()) {
            for (DrbdConf.Section host : resource.sections("on")) {
                for (String name : host.arguments()) {
                    if (nodes.stream().noneMatch(name::equalsIgnoreCase)) {
                        report.add(
                                "ha.cf",
                                Verdict.CHANGED,
                                host.place() + ": DRBD's resource " + resource.name() + " names the host " + name
                                        + ", which is no node here (" + String.join(", ", nodes) + ")"
                                        + Nearest.hint(name, nodes),
                                "let the names in DRBD's configuration and in ha.cf be what uname -n prints");
                    }
                }
            }
        }
    }
}
