package io.systole.node.boot;

import io.systole.core.conf.ConfFinding;
import io.systole.core.xml.XmlFormat;
import io.systole.corosync.config.ConfException;
import io.systole.node.store.DurableFile;
import io.systole.shell.heartbeat.HeartbeatFolder;
import io.systole.shell.heartbeat.HeartbeatImport;
import io.systole.shell.heartbeat.ThisMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Heartbeat's files, taken over into the daemon's own state at each start: corosync.conf and key are made anew, the CIB only
 * where the node has none yet. A cluster's configuration is changed by commands from then on; files that were changed later
 * are taken by a person, not by the node that happens to start first.
 *
 * @param configuration the corosync.conf that was made
 * @param sentences what the report says, for the log
 */
record HeartbeatState(Path configuration, List<String> sentences) {
    /**
     * @throws ConfException where a line is wrong, with each of them
     * @throws IOException where the files cannot be read or the state cannot be written
     */
    static HeartbeatState take(Path folder, Path state) throws ConfException, IOException {
        HeartbeatImport.Imported imported = HeartbeatImport.read(HeartbeatFolder.read(folder), new ThisMachine());
        if (!imported.usable()) {
            throw new ConfException(imported.report().wrong().stream()
                    .map(r -> new ConfFinding(true, folder.resolve(r.file()).toString(), r.line(), r.sentence()))
                    .toList());
        }
        Path own = state.resolve("heartbeat");
        Files.createDirectories(
                own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path key = own.resolve("authkey").toAbsolutePath();
        if (imported.key().isPresent()) {
            write(key, imported.key().get());
        }
        Path configuration = own.resolve("corosync.conf");
        write(configuration, bytes(imported.corosyncConf(key.toString())));
        write(own.resolve("report.txt"), bytes(imported.report().text()));
        List<String> sentences = new ArrayList<>(List.of("Runs Heartbeat's configuration of " + folder + ":"));
        sentences.addAll(imported.report().sentences());
        sentences.add(cib(own, state, bytes(XmlFormat.pretty(imported.cib())), folder));
        return new HeartbeatState(configuration, List.copyOf(sentences));
    }

    private static String cib(Path own, Path state, byte[] cib, Path folder) throws IOException {
        Path made = own.resolve("cib.xml");
        boolean known = Files.exists(made) && Arrays.equals(Files.readAllBytes(made), cib);
        boolean fresh;
        try (Stream<Path> files = Files.list(state)) {
            fresh = files.noneMatch(file -> file.getFileName().toString().matches("cib(-[0-9]+\\.raw|\\.xml)"));
        }
        if (!known) {
            write(made, cib);
        }
        if (fresh) {
            write(state.resolve("cib.xml"), cib);
            return "The cluster's configuration was made of it";
        }
        return known
                ? "The cluster's configuration is kept as it is; the files have not changed since they were taken over"
                : "The files of " + folder
                        + " are not those that were taken over, and the cluster keeps the configuration"
                        + " it has. To take the new ones: crm configure load xml replace " + made;
    }

    private static void write(Path file, byte[] content) throws IOException {
        DurableFile.write(file, content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
