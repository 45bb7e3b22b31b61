package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.ArrayList;
import java.util.List;

/** What DRBD's own reader would stumble over, and resources that the cluster wants and the file has not. */
final class DrbdFile implements Check {
    @Override
    public String name() {
        return "drbd-file";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        DrbdConf conf = machine.drbd();
        List<Finding> found = new ArrayList<>();
        conf.troubles().forEach(trouble -> {
            int end = trouble.indexOf(": ");
            found.add(Finding.wrong(trouble.substring(0, end), trouble.substring(end + 2), "drbdadm dump"));
        });
        List<String> names =
                conf.resources().stream().map(DrbdConf.Section::name).toList();
        machine.primitives().stream()
                .filter(primitive -> primitive.attribute("type", "").equals("drbd"))
                .filter(primitive -> !names.contains(Machine.parameter(primitive, "drbd_resource")))
                .forEach(primitive -> found.add(Finding.wrong(
                        "/etc/drbd.conf",
                        "resource " + primitive.id() + " of the cluster is DRBD's \""
                                + Machine.parameter(primitive, "drbd_resource") + "\", which is not configured on this"
                                + " node" + (names.isEmpty() ? "" : " (it has " + String.join(", ", names) + ")"),
                        "scp OTHER-NODE:/etc/drbd.d/*.res /etc/drbd.d/")));
        if (!found.isEmpty()) {
            return found;
        }
        return List.of(
                names.isEmpty()
                        ? Finding.none("no DRBD resource is configured")
                        : Finding.ok("/etc/drbd.conf", "resource " + String.join(", ", names)));
    }
}
