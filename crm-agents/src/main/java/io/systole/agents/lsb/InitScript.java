package io.systole.agents.lsb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An init script as it stands on the disk.
 *
 * @param stamp changes when the file does
 */
record InitScript(Path path, String text, long stamp) {
    /** A longer file is no script. */
    private static final long LENGTH_MAX = 1 << 20;

    static InitScript read(Path path) throws IOException {
        long length = Files.size(path);
        String text = length > LENGTH_MAX
                ? ""
                : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).replace("\\\n", " ");
        return new InitScript(path, text, Files.getLastModifiedTime(path).toMillis() * 31 + length);
    }

    String name() {
        return path.getFileName().toString();
    }
}
