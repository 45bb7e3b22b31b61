package io.systole.agents.lsb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Remembers over a daemon's restart, but not over a machine's, which init scripts this cluster has started here. */
final class StartMarks {
    private final Path states;

    /** @param states {@code HA_RSCTMP} */
    StartMarks(Path states) {
        this.states = states;
    }

    private Path file(InitScript script) {
        return states.resolve("lsb-" + script.name() + ".started");
    }

    boolean started(InitScript script) {
        return Files.exists(file(script));
    }

    void set(InitScript script) throws IOException {
        Files.createDirectories(states);
        if (!started(script)) {
            Files.createFile(file(script));
        }
    }

    void clear(InitScript script) throws IOException {
        Files.deleteIfExists(file(script));
    }
}
