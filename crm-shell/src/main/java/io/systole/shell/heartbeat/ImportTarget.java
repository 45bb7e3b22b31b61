package io.systole.shell.heartbeat;

import io.systole.core.xml.XmlFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where an import's files go: a folder of their own, or where a node looks for them. Never writes over one silently. */
final class ImportTarget {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String FOR_OWNER = "rw-------";

    private final Path conf;
    private final Path key;
    private final Path cib;
    private final Path report;

    private ImportTarget(Path conf, Path key, Path cib, Path report) {
        this.conf = conf;
        this.key = key;
        this.cib = cib;
        this.report = report;
    }

    static ImportTarget folder(Path folder) {
        return new ImportTarget(
                folder.resolve("corosync.conf"),
                folder.resolve("authkey"),
                folder.resolve("cib.xml"),
                folder.resolve("report.txt"));
    }

    /** Where systoled looks for them. */
    static ImportTarget ofNode() {
        return new ImportTarget(
                Path.of("/etc/corosync/corosync.conf"),
                Path.of("/etc/corosync/authkey"),
                Path.of("/var/lib/pacemaker/cib/cib.xml"),
                Path.of("/etc/corosync/heartbeat-import.txt"));
    }

    /** What is there already. */
    List<Path> there() {
        return List.of(conf, key, cib, report).stream().filter(Files::exists).toList();
    }

    /**
     * Writes all of it; what was there is kept under another name first.
     *
     * @return sentences that tell what was done
     */
    List<String> write(HeartbeatImport.Imported imported) throws IOException {
        List<String> told = new ArrayList<>();
        Map<Path, byte[]> files = new LinkedHashMap<>();
        imported.key().ifPresent(bytes -> files.put(key, bytes));
        files.put(cib, XmlFormat.pretty(imported.cib()).getBytes(StandardCharsets.UTF_8));
        files.put(report, imported.report().text().getBytes(StandardCharsets.UTF_8));
        // Last: without it no daemon starts on half of the files.
        files.put(conf, imported.corosyncConf().getBytes(StandardCharsets.UTF_8));
        String stamp = STAMP.format(Instant.now());
        for (Path old : there()) {
            told.add(old + " is kept as " + aside(old, stamp));
        }
        // The digest of the CIB that was there would condemn the new one.
        Path digest = cib.resolveSibling(cib.getFileName() + ".sig");
        if (Files.exists(digest)) {
            aside(digest, stamp);
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            write(
                    file.getKey(),
                    file.getValue(),
                    file.getKey().equals(key) || file.getKey().equals(cib));
            told.add("wrote " + file.getKey());
        }
        return told;
    }

    private static Path aside(Path old, String stamp) throws IOException {
        return Files.move(
                old, old.resolveSibling(old.getFileName() + ".before-" + stamp), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path file, byte[] content, boolean secret) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            if (secret) {
                Files.createFile(
                        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOR_OWNER)));
            }
            Files.write(beside, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(file + ": " + (e.getReason() == null ? e.toString() : e.getReason()), e);
        }
    }
}
