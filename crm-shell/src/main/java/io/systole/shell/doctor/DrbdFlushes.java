package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What makes writes faster as long as the power does not fail. */
final class DrbdFlushes implements Check {
    private static final List<String> DISK = List.of("disk");

    @Override
    public String name() {
        return "drbd-flushes";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return DrbdOption.each(machine, DrbdFlushes::look);
    }

    private static Finding look(DrbdConf conf, DrbdConf.Section resource) {
        Optional<DrbdConf.Statement> drain = off(conf, resource, "drain");
        if (drain.isPresent()) {
            return Finding.wrong(
                    drain.get().place(),
                    drain.get().text() + " lets writes of " + resource.name()
                            + " overtake each other: after a power cut the database may be beyond repair",
                    "remove the line");
        }
        List<DrbdConf.Statement> missing = new ArrayList<>();
        off(conf, resource, "flushes").ifPresent(missing::add);
        conf.holds(resource, DISK, "no-md-flushes").ifPresent(missing::add);
        conf.holds(resource, DISK, "md-flushes")
                .filter(s -> DrbdOption.value(s).equals("no"))
                .ifPresent(missing::add);
        return missing.isEmpty()
                ? Finding.ok(resource.place(), resource.name() + " flushes the disks' caches")
                : Finding.advice(
                        missing.get(0).place(),
                        missing.get(0).text() + ": a power cut loses what the disks of " + resource.name()
                                + " had in their caches, acknowledged commits included, unless a battery keeps it on"
                                + " both nodes",
                        "remove the line where there is no battery");
    }

    /** {@code no-disk-drain;} of 8.3, {@code disk-drain no;} of 8.4. */
    private static Optional<DrbdConf.Statement> off(DrbdConf conf, DrbdConf.Section resource, String what) {
        return conf.holds(resource, DISK, "no-disk-" + what)
                .filter(s -> !DrbdOption.value(s).equals("no"))
                .or(() -> conf.holds(resource, DISK, "disk-" + what)
                        .filter(s -> DrbdOption.value(s).equals("no")));
    }
}
