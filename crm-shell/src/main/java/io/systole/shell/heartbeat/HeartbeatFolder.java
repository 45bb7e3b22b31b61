package io.systole.shell.heartbeat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Reads the three files of a folder such as {@code /etc/ha.d}. */
public final class HeartbeatFolder {
    /** A longer file is no configuration, bytes. */
    private static final long LENGTH_MAX = 1 << 20;

    private HeartbeatFolder() {}

    /** @throws IOException with a sentence: the folder or a file that must be there is missing, too long, or not to be read */
    public static HeartbeatImport.Files read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    folder + ": there is no such folder; expected one with ha.cf, haresources and authkeys");
        }
        Path keys = folder.resolve("authkeys");
        return new HeartbeatImport.Files(
                required(folder.resolve("ha.cf")),
                text(folder.resolve("haresources")),
                required(keys),
                permissions(keys));
    }

    private static String required(Path file) throws IOException {
        String text = text(file);
        if (text == null) {
            throw new IOException(file + ": No such file or directory");
        }
        return text;
    }

    private static String text(Path file) throws IOException {
        try {
            if (Files.size(file) > LENGTH_MAX) {
                throw new IOException(file + ": it is longer than " + LENGTH_MAX + " bytes and is no configuration");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            throw new IOException(file + ": " + (e.getReason() == null ? "it cannot be read" : e.getReason()), e);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
