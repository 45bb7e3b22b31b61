package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server does after a crash before it replays its log, which is in every takeover: by default it opens and syncs each
 * file of its data directory, one after another; {@code recovery_init_sync_method = syncfs} (PostgreSQL 14 and later, Linux) has
 * the kernel sync the file system in one call.
 */
final class PostgresRecovery implements Check {
    private static final String KEY = "recovery_init_sync_method";
    private static final int FIRST_RELEASE = 14;

    @Override
    public String name() {
        return "postgresql-recovery";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<Finding> found = new ArrayList<>();
        for (PostgresFiles.Server server : PostgresFiles.of(machine)) {
            release(machine, server)
                    .filter(release -> release >= FIRST_RELEASE)
                    .ifPresent(release -> found.add(look(server)));
        }
        return found.isEmpty()
                ? List.of(Finding.none("no data directory of PostgreSQL 14 or later is mounted here"))
                : found;
    }

    private static Finding look(PostgresFiles.Server server) {
        Optional<TextFile.Setting> setting = server.setting(KEY);
        if (setting.isPresent() && setting.get().value().equalsIgnoreCase("syncfs")) {
            return Finding.ok(setting.get().place(), "after a crash the file system is synced in one call");
        }
        return Finding.advice(
                server.file(),
                "after a crash the server syncs every file of " + server.data()
                        + " before it recovers: a takeover waits the longer, the more tables there are",
                KEY + " = syncfs");
    }

    /** The first number in {@code PG_VERSION}; nothing where it is not there or not a number. */
    private static Optional<Integer> release(Machine machine, PostgresFiles.Server server) {
        return machine.file(server.data() + "/PG_VERSION")
                .flatMap(file -> file.lines().stream().findFirst())
                .filter(line -> line.strip().matches("\\d{1,4}"))
                .map(line -> Integer.valueOf(line.strip()));
    }
}
