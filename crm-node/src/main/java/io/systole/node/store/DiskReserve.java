package io.systole.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Space on the disk that is kept for the next configuration: when the disk is full, the reserve is given up and the
 * configuration written in its place, so that what was accepted is safe and only the next change has to be refused.
 */
final class DiskReserve {
    /** Beside the configuration itself, a save writes small files and directory entries. */
    private static final int SMALL_FILES_BYTES = 64 * 1024;

    private final Path file;

    DiskReserve(Path directory) {
        this.file = directory.resolve("cib.reserve");
    }

    /** Makes room for a save of a configuration somewhat larger than this one. Fails where the disk is full. */
    void keep(long configurationBytes) throws IOException {
        long wanted = 3 * configurationBytes + SMALL_FILES_BYTES;
        if (Files.exists(file) && Files.size(file) >= wanted) {
            return;
        }
        // Written, not merely announced: a sparse file holds no space.
        DurableFile.write(file, new byte[Math.toIntExact(Math.min(wanted + wanted / 2, Integer.MAX_VALUE - 8))]);
    }

    /** Returns whether there was any. */
    boolean giveUp() throws IOException {
        return Files.deleteIfExists(file);
    }
}
