package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data directory belongs on DRBD; what lies under its mount point is an old copy that a server would start on. */
final class PostgresData implements Check {
    @Override
    public String name() {
        return "postgresql-data";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<PostgresFiles.Server> servers = PostgresFiles.of(machine);
        if (servers.isEmpty() || machine.drbd().resources().isEmpty()) {
            return List.of(
                    Finding.none(servers.isEmpty() ? "no postgresql.conf is found" : "no DRBD resource is configured"));
        }
        List<Finding> found = new ArrayList<>();
        for (PostgresFiles.Server server : servers) {
            if (!machine.exists(server.data() + "/PG_VERSION")) {
                found.add(Finding.ok(server.data(), "not mounted here"));
                continue;
            }
            String device = device(machine, server.data());
            found.add(
                    onDrbd(machine, device)
                            ? Finding.ok(server.data(), "on " + device)
                            : elsewhere(machine, server.data(), device));
            stale(machine, server).ifPresent(found::add);
        }
        return found;
    }

    private static Finding elsewhere(Machine machine, String data, String device) {
        List<String> mounted = machine.primitives().stream()
                .filter(primitive -> primitive.attribute("type", "").equals("Filesystem"))
                .map(primitive -> Machine.parameter(primitive, "directory"))
                .filter(directory -> !directory.isEmpty())
                .toList();
        String there = "there is a database in it, and it is not on DRBD but on " + device;
        if (mounted.isEmpty()) {
            return Finding.advice(
                    data,
                    there + "; if the cluster is to drive it, a takeover finds nothing of it",
                    "data_directory = 'DIRECTORY ON DRBD'");
        }
        return mounted.stream().anyMatch(directory -> data.equals(directory) || data.startsWith(directory + "/"))
                ? Finding.wrong(
                        data,
                        there + ", though the cluster mounts it: a server that starts here works on a copy of its own",
                        "while it is not mounted: mv " + data + " " + data + ".old; mkdir -m 0700 " + data)
                : Finding.ok(data, "on " + device + ", and no file system of the cluster holds it");
    }

    /** The device mounted at the longest beginning of the path; "the root file system" where none is. */
    private static String device(Machine machine, String path) {
        String best = "/";
        String device = "the root file system";
        for (String line : machine.file("/proc/mounts").map(TextFile::lines).orElse(List.of())) {
            String[] words = line.split(" ");
            if (words.length > 1
                    && !words[1].equals("/")
                    && words[1].length() > best.length()
                    && (path.equals(words[1]) || path.startsWith(words[1] + "/"))) {
                best = words[1];
                device = words[0];
            }
        }
        return device;
    }

    private static boolean onDrbd(Machine machine, String device) {
        if (device.startsWith("/dev/drbd")) {
            return true;
        }
        String mapped = device.replaceFirst("^/dev/(mapper/)?", "");
        for (String block : machine.names("/sys/block")) {
            boolean same = block.equals(mapped)
                    || machine.file("/sys/block/" + block + "/dm/name")
                            .filter(name -> !name.lines().isEmpty()
                                    && (name.lines().get(0).strip().equals(mapped)
                                            || name.lines().get(0).strip().equals(mapped.replace('/', '-'))))
                            .isPresent();
            if (block.startsWith("dm-") && same) {
                return machine.names("/sys/block/" + block + "/slaves").stream().anyMatch(s -> s.startsWith("drbd"));
            }
        }
        return false;
    }

    private static Optional<Finding> stale(Machine machine, PostgresFiles.Server server) {
        String lock = server.data() + "/postmaster.pid";
        if (!machine.live() || !machine.exists(lock)) {
            return Optional.empty();
        }
        String pid = machine.file(lock)
                .flatMap(file -> file.lines().stream().findFirst())
                .map(String::strip)
                .orElse("");
        String command = machine.file("/proc/" + pid + "/comm")
                .flatMap(file -> file.lines().stream().findFirst())
                .orElse("");
        return command.matches("postgres|postmaster")
                ? Optional.empty()
                : Optional.of(Finding.advice(
                        lock,
                        "it names process " + pid + ", which "
                                + (command.isEmpty() ? "does not run" : "is " + command + " and no server")
                                + ": the server was killed. The cluster's start removes it where that is safe",
                        "rm " + lock + " (only where no server runs on this directory)"));
    }
}
