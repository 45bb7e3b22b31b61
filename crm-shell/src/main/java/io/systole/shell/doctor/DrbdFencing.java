package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Optional;

/** Keeping old data from being promoted while only DRBD's own link is cut. */
final class DrbdFencing implements Check {
    private static final String PROGRAM = "/usr/lib/drbd/crm-fence-peer.sh";

    @Override
    public String name() {
        return "drbd-fencing";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return DrbdOption.each(machine, (conf, resource) -> look(machine, conf, resource));
    }

    /** It moved with DRBD 9. */
    private static String section(Machine machine) {
        return machine.file("/proc/drbd").stream()
                        .flatMap(file -> file.lines().stream())
                        .anyMatch(line -> line.startsWith("version: 9"))
                ? "net"
                : "disk";
    }

    private static Finding look(Machine machine, DrbdConf conf, DrbdConf.Section resource) {
        Optional<DrbdConf.Statement> fencing = conf.holds(resource, List.of("disk", "net"), "fencing");
        Optional<DrbdConf.Statement> handler = conf.holds(resource, List.of("handlers"), "fence-peer");
        String policy = fencing.map(DrbdOption::value).orElse("dont-care");
        if (policy.equals("dont-care")) {
            return Finding.advice(
                    DrbdOption.place(fencing, resource),
                    "fencing of " + resource.name() + " is dont-care: while its link is cut and the cluster's is not,"
                            + " the Secondary is not marked Outdated, and a crash of the Primary in that time brings up"
                            + " data without the last commits",
                    section(machine) + " { fencing resource-only; } handlers { fence-peer " + PROGRAM
                            + "; after-resync-target /usr/lib/drbd/crm-unfence-peer.sh; }");
        }
        if (handler.isEmpty()) {
            return Finding.wrong(
                    fencing.get().place(),
                    fencing.get().text() + ", but " + resource.name() + " has no fence-peer handler: "
                            + (policy.equals("resource-and-stonith")
                                    ? "its input and output freeze for ever when the peer is lost"
                                    : "nobody marks the peer Outdated"),
                    "handlers { fence-peer " + PROGRAM + "; }");
        }
        String program = DrbdOption.value(handler.get()).split("\\s+")[0];
        return program.startsWith("/") && !machine.exists(program)
                ? Finding.wrong(
                        handler.get().place(),
                        "the fence-peer handler of " + resource.name() + ", " + program + ", is not there",
                        "install it, or: fence-peer " + PROGRAM + ";")
                : Finding.ok(fencing.get().place(), fencing.get().text() + " by " + program);
    }
}
