package io.systole.shell.heartbeat;

import io.systole.agents.drbd.DrbdConf;
import io.systole.shell.heartbeat.HaResources.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code drbddisk}: becomes a promotable clone beside the group, which follows where it is promoted. */
final class Drbd {
    /** DRBD's documentation calls its first resource so. */
    private static final String USUAL = "r0";

    private final Machine machine;
    private final ClusterPlan plan;
    private final Report report;

    /** The promotable clones by DRBD's resource: two lines may name the same one. */
    private final Map<String, String> clones = new LinkedHashMap<>();

    Drbd(Machine machine, ClusterPlan plan, Report report) {
        this.machine = machine;
        this.plan = plan;
        this.report = report;
    }

    static boolean isDisk(String script) {
        return List.of("drbddisk", "datadisk", "drbdupper").contains(script);
    }

    /** The ids of the promotable clones that the word asks for. */
    List<String> clones(Word word) {
        List<String> resources =
                word.arguments().isEmpty() || word.argument(0).equals("all") ? all(word) : List.of(word.argument(0));
        if (resources.stream().anyMatch(r -> !r.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*"))) {
            report.wrong(
                    word.line(),
                    "\"" + word.text() + "\": expected drbddisk::RESOURCE, as DRBD's configuration names it");
            return List.of();
        }
        List<String> ids = resources.stream().map(this::clone).toList();
        report.kept(
                word.line(),
                "\"" + word.text() + "\": " + String.join(", ", ids)
                        + ", a promotable clone of ocf:linbit:drbd, outside of"
                        + " the group: DRBD runs on both nodes and is promoted (primary) where the group is to run. The"
                        + " init script of DRBD must not start it at boot");
        return ids;
    }

    private List<String> all(Word word) {
        List<String> names = machine.drbd().stream()
                .flatMap(conf -> conf.resources().stream())
                .map(DrbdConf.Section::name)
                .distinct()
                .toList();
        if (!names.isEmpty()) {
            return names;
        }
        report.changed(
                word.line(),
                "\"" + word.text()
                        + "\" means all of DRBD's resources, and this machine's configuration of DRBD names none;" + " "
                        + USUAL + " is taken, as DRBD's documentation calls it",
                "if the resource has another name: run the import where /etc/drbd.conf is, or write drbddisk::NAME");
        return List.of(USUAL);
    }

    private String clone(String resource) {
        return clones.computeIfAbsent(resource, name -> {
            String primitive = plan.id("drbd_" + name);
            String clone = plan.id("ms_drbd_" + name);
            plan.resources.add("primitive " + primitive + " ocf:linbit:drbd params"
                    + ClusterPlan.pair("drbd_resource", name)
                    + " op start interval=0 timeout=240s op stop interval=0 timeout=100s"
                    + " op promote interval=0 timeout=90s op demote interval=0 timeout=90s"
                    + " op monitor interval=29s role=Promoted timeout=60s"
                    + " op monitor interval=31s role=Unpromoted timeout=60s");
            plan.resources.add(
                    "clone " + clone + " " + primitive
                            + " meta promotable=true promoted-max=1 promoted-node-max=1 clone-max=2 clone-node-max=1 notify=true");
            return clone;
        });
    }
}
