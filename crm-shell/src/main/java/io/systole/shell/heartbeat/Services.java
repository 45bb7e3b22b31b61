package io.systole.shell.heartbeat;

import io.systole.core.value.Nearest;
import io.systole.shell.heartbeat.HaResources.Service;
import io.systole.shell.heartbeat.HaResources.Word;
import java.util.ArrayList;
import java.util.List;

/** Turns the lines of haresources into groups, with what they follow and where they would rather be. */
final class Services {
    private final List<String> nodes;
    private final List<Connectivity.Attribute> counted;
    private final Machine machine;
    private final ClusterPlan plan;
    private final Report report;
    private final Drbd drbd;

    Services(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        this.nodes = file.nodes();
        this.counted = Connectivity.counted(file);
        this.machine = machine;
        this.plan = plan;
        this.report = report;
        this.drbd = new Drbd(machine, plan, report);
    }

    /** A group as it grows; lines that name no node add to the one before them. */
    private static final class Group {
        private final Service service;
        private final List<String> disks = new ArrayList<>();
        private final List<String> members = new ArrayList<>();

        Group(Service service) {
            this.service = service;
        }
    }

    void convert(HaResources resources) {
        List<Group> groups = new ArrayList<>();
        List<Service> early = new ArrayList<>();
        for (Service service : resources.services()) {
            if (service.node() == null && groups.isEmpty()) {
                early.add(service);
            } else if (service.node() == null) {
                attach(service, groups.get(groups.size() - 1));
            } else {
                Group group = new Group(service);
                groups.add(group);
                preferred(service);
                service.words().forEach(word -> member(word, group));
                early.forEach(before -> attach(before, group));
                early.clear();
            }
        }
        if (!early.isEmpty()) {
            // The file names no node at all: a service without a preference.
            Group group = new Group(early.get(0));
            groups.add(group);
            early.forEach(service -> attach(service, group));
        }
        for (int i = 0; i < groups.size(); i++) {
            write(groups.get(i), i + 1);
        }
    }

    private void preferred(Service service) {
        String node = service.node();
        if (!nodes.contains(node)) {
            report.changed(
                    service.line(),
                    node + " is none of the nodes of ha.cf (" + String.join(", ", nodes) + ")"
                            + Nearest.hint(node, nodes) + " The resources of this line prefer no node",
                    "write the node's name as ha.cf has it, and import again");
        }
        if (service.words().isEmpty()) {
            report.unsupported(service.line(), "the line names a node and no resources");
        }
    }

    private void attach(Service service, Group group) {
        report.changed(
                service.line(),
                "the line begins with no node: its resources belong to the service of line "
                        + group.service.line().number() + " and are started last");
        service.words().forEach(word -> member(word, group));
    }

    private void member(Word word, Group group) {
        if (Drbd.isDisk(word.script())) {
            if (!group.members.isEmpty()) {
                report.changed(
                        word.line(),
                        "\"" + word.text() + "\" is promoted before all resources of the line, those to its left too");
            }
            group.disks.addAll(drbd.clones(word));
            return;
        }
        Scripts.Meaning meaning = Scripts.of(word, machine, report);
        if (meaning == null) {
            return;
        }
        String id = plan.id(meaning.name());
        plan.resources.add("primitive " + id + " " + meaning.definition());
        group.members.add(id);
        String sentence = "\"" + word.text() + "\": " + id + ", " + meaning.sentence();
        if (meaning.kept() && meaning.todo().isEmpty()) {
            report.kept(word.line(), sentence);
        } else {
            report.changed(word.line(), sentence, meaning.todo());
        }
    }

    private void write(Group group, int number) {
        String whole = group.disks.isEmpty() ? null : group.disks.get(0);
        if (!group.members.isEmpty()) {
            whole = plan.id("group_" + number);
            plan.resources.add("group " + whole + " " + String.join(" ", group.members));
            for (String disk : group.disks) {
                plan.constraints.add("colocation " + plan.id("col_" + whole + "_" + disk) + " inf: " + whole + " "
                        + disk + ":Promoted");
                plan.constraints.add("order " + plan.id("ord_" + disk + "_" + whole) + " Mandatory: " + disk
                        + ":promote " + whole + ":start");
            }
        }
        if (whole == null) {
            return;
        }
        String role = group.members.isEmpty() ? "$role=Promoted " : "";
        String node = group.service.node();
        if (node != null && nodes.contains(node)) {
            rule(whole, role + Failback.PREFERENCE + ": #uname eq " + node, "loc_" + whole);
            report.kept(
                    group.service.line(),
                    whole + " prefers " + node + " (score " + Failback.PREFERENCE + ")"
                            + (group.members.size() > 1
                                    ? "; it starts from left to right and stops from right to left"
                                    : ""));
        }
        for (Connectivity.Attribute attribute : counted) {
            rule(
                    whole,
                    role
                            + (attribute.group()
                                    ? Connectivity.WORTH + ": " + attribute.name() + " gt 0"
                                    : attribute.name() + ": defined " + attribute.name()),
                    "loc_" + whole + "_" + attribute.name());
        }
    }

    private void rule(String resource, String rule, String id) {
        plan.constraints.add("location " + plan.id(id) + " " + resource + " rule " + rule);
    }
}
