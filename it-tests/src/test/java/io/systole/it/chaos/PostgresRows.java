package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * PostgreSQL in a directory that all nodes reach, as on a shared disk; mounted where it runs, and started by the init script of
 * the talk. Two servers in one directory destroy it for good: for runs in which nothing may run twice.
 *
 * @param disk the directory, with the database in it
 * @param address where clients find it
 */
record PostgresRows(Path disk, String address) implements RowStore {
    private static final int WHOLE_TABLE_S = 120;

    /** Directories of a node's own, which bin/chaos has made. */
    private static final String SCRIPTS = "etc/init.d";

    private static final String MOUNTED = "db/pgdata";

    @Override
    public void furnish(Path nodesFolder) throws IOException {
        Path script = nodesFolder.resolve(SCRIPTS).resolve("postgresql");
        Files.copy(Lab.top().resolve("examples/talk/postgresql"), script);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(nodesFolder.resolve(MOUNTED));
    }

    @Override
    public List<String> primitives() {
        return List.of(
                "primitive " + LOCK + " ocf:chaos:Witness op monitor interval=5s",
                "primitive disk ocf:heartbeat:Filesystem params device=" + disk + " directory=/" + MOUNTED
                        + " fstype=none options=bind op monitor interval=10s timeout=40s op start timeout=60s"
                        + " op stop timeout=60s",
                "primitive database lsb:postgresql op monitor interval=5s timeout=40s op start timeout=60s"
                        + " op stop timeout=60s",
                "primitive address ocf:heartbeat:IPaddr2 params ip=" + address
                        + " cidr_netmask=24 op monitor interval=10s timeout=40s");
    }

    @Override
    public List<String> client() {
        return List.of(
                "setsid", Lab.top().resolve("it-tests/src/chaos/commit-rows").toString(), address);
    }

    /** Reads the table, every page with its checksum, after its index has been compared with it. */
    @Override
    public Set<Long> kept(Lab lab) throws IOException, InterruptedException {
        String printed = lab.run(
                WHOLE_TABLE_S,
                "exec",
                "client",
                "env",
                "PGCONNECT_TIMEOUT=10",
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--host=" + address,
                "--username=postgres",
                "--command=select bt_index_check('demo_pkey', true)",
                "--command=select row from demo",
                "postgres");
        Set<Long> rows = new TreeSet<>();
        printed.lines().filter(line -> !line.isEmpty()).forEach(line -> rows.add(Long.parseLong(line)));
        return rows;
    }
}
