package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Facts about this machine. */
final class Host {
    private Host() {}

    /** As {@code uname -n} prints it. */
    static String name() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }
}
