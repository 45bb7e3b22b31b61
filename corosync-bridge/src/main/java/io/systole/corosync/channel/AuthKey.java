package io.systole.corosync.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The pre-shared key that every node holds, by convention {@code /etc/corosync/authkey}. */
public final class AuthKey {
    /** Shorter keys can be guessed; corosync-keygen makes 256 bytes. */
    private static final int BYTES_MIN = 16;

    private static final int BYTES_MAX = 64 * 1024;

    private AuthKey() {}

    /**
     * Reads the key.
     *
     * @throws IOException with a sentence where the file is missing, readable by others than its owner, or not a key
     */
    public static byte[] read(Path file) throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "there is no key file " + file + "; make one on one node with \"corosync-keygen\" (or head -c 256"
                            + " /dev/urandom > " + file + "; chmod 600 " + file
                            + "), copy it to the same place on every node, or turn encryption off with"
                            + " crypto_cipher: none",
                    e);
        }
        for (PosixFilePermission permission : permissions) {
            if (!permission.name().startsWith("OWNER_")) {
                throw new IOException("key file " + file + " has the permissions "
                        + PosixFilePermissions.toString(permissions)
                        + " and may be read or written by others; run \"chmod 600 " + file + "\"");
            }
        }
        long size = Files.size(file);
        if (size < BYTES_MIN || size > BYTES_MAX) {
            throw new IOException("key file " + file + " holds " + size + " bytes; a key has " + BYTES_MIN + " to "
                    + BYTES_MAX + ", corosync-keygen makes 256");
        }
        return Files.readAllBytes(file);
    }
}
