package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeat's files on two real nodes, act by act; the acts and what is expected stand in {@code src/heartbeat/run}. */
class HeartbeatTest {
    private static final long PATIENCE_MINUTES = 8;

    @TempDir
    Path folder;

    @Test
    void theDocumentsFilesRunAndItsCommandsAnswer() throws Exception {
        Path said = folder.resolve("said");
        Process acts = new ProcessBuilder(
                        Lab.top().resolve("it-tests/src/heartbeat/run").toString(), "lab")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = acts.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        acts.destroy();
        acts.waitFor(1, TimeUnit.MINUTES);
        String table = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(ended).as(table).isTrue();
        assertThat(acts.exitValue()).as(table).isZero();
        assertThat(table.lines().filter(line -> line.endsWith("| ok")))
                .as(table)
                .hasSizeGreaterThan(10);
    }
}
