package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The PostgreSQL installations of a machine, where distributions put them and where the cluster's resources say. */
final class PostgresFiles {
    private PostgresFiles() {}

    /**
     * @param settings in the order in which the server reads them
     * @param data the data directory; not there where it is not mounted
     */
    record Server(String file, List<TextFile.Setting> settings, String data) {
        Optional<TextFile.Setting> setting(String key) {
            return settings.stream().filter(s -> s.key().equalsIgnoreCase(key)).reduce((first, last) -> last);
        }
    }

    static List<Server> of(Machine machine) {
        TreeSet<String> directories = new TreeSet<>();
        for (String version : machine.names("/etc/postgresql")) {
            machine.names("/etc/postgresql/" + version)
                    .forEach(name -> directories.add("/etc/postgresql/" + version + "/" + name));
        }
        directories.add("/var/lib/pgsql/data");
        machine.names("/var/lib/pgsql").forEach(version -> directories.add("/var/lib/pgsql/" + version + "/data"));
        machine.primitives().forEach(primitive -> {
            directories.add(Machine.parameter(primitive, "directory"));
            directories.add(Machine.parameter(primitive, "pgdata"));
        });
        List<Server> servers = new ArrayList<>();
        for (String directory : directories) {
            String file = directory + "/postgresql.conf";
            if (directory.startsWith("/") && machine.exists(file)) {
                machine.file(file).ifPresent(text -> servers.add(server(machine, directory, text)));
            }
        }
        return servers;
    }

    private static Server server(Machine machine, String directory, TextFile file) {
        List<TextFile.Setting> settings = new ArrayList<>(file.settings());
        for (String part : machine.names(directory + "/conf.d")) {
            if (part.endsWith(".conf")) {
                machine.file(directory + "/conf.d/" + part).ifPresent(text -> settings.addAll(text.settings()));
            }
        }
        String data =
                file.setting("data_directory").map(TextFile.Setting::value).orElse(directory);
        machine.file(data + "/postgresql.auto.conf").ifPresent(text -> settings.addAll(text.settings()));
        return new Server(file.path(), settings, data);
    }
}
