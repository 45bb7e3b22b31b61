package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Optional;

/** After a Primary's crash everything is copied that its activity log holds, whether it was written or not. */
final class DrbdActivityLog implements Check {
    private static final long EXTENT_MIB = 4;
    private static final long DEFAULT_EXTENTS = 1237;

    /** About 1 GiB. */
    private static final long MODEST_EXTENTS = 257;

    @Override
    public String name() {
        return "drbd-al-extents";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return DrbdOption.each(machine, DrbdActivityLog::look);
    }

    private static Finding look(DrbdConf conf, DrbdConf.Section resource) {
        Optional<DrbdConf.Statement> statement = conf.holds(resource, List.of("disk", "syncer"), "al-extents");
        // 8.3 has 127 where nothing is said; 8.4 and 9 have 1237. What is said in 8.3's words is taken for the larger.
        long extents = DrbdOption.number(statement, DEFAULT_EXTENTS);
        Object place = DrbdOption.place(statement, resource);
        String size = extents + " extents of " + EXTENT_MIB + " MiB: up to " + extents * EXTENT_MIB + " MiB of "
                + resource.name() + " are copied again after a crash of the Primary";
        return extents <= MODEST_EXTENTS
                ? Finding.ok(place, size)
                : Finding.advice(
                        place,
                        "al-extents is " + (statement.isEmpty() ? "not set, which in 8.4 and 9 means " : "") + size
                                + " (45 to 135 MiB were measured on a database that had written a few)."
                                + " Fewer shorten that time; a database that writes all over a large disk wants more",
                        "al-extents " + MODEST_EXTENTS + ";");
    }
}
