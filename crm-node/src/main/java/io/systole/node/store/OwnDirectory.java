package io.systole.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;

/** Directories of the daemon: what is in them must not be opened, replaced or read by whoever is on the machine. */
public final class OwnDirectory {
    private OwnDirectory() {}

    /**
     * Makes a directory where it is missing. One that is there loses what goes beyond the most that it may have.
     *
     * @param made permissions of a new one, as {@code ls} prints them
     * @param most what an existing one may have, as packages and administrators made it
     * @return what was mended, as a sentence for the log; empty where all is well
     * @throws IOException with a sentence where it cannot be made or mended
     */
    public static String make(Path directory, String made, String most) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(made)));
        Set<PosixFilePermission> allowed = PosixFilePermissions.fromString(most);
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(directory);
        if (allowed.containsAll(found)) {
            return "";
        }
        Set<PosixFilePermission> kept = new TreeSet<>(found);
        kept.retainAll(allowed);
        String was = PosixFilePermissions.toString(found);
        String is = PosixFilePermissions.toString(kept);
        try {
            Files.setPosixFilePermissions(directory, kept);
        } catch (IOException e) {
            throw new IOException(
                    directory + " has the permissions " + was + " and is open to others; run \"chmod o=,g-w "
                            + directory + "\" (" + e.getMessage() + ")",
                    e);
        }
        return directory + " had the permissions " + was + " and was open to others; it has " + is + " now";
    }
}
