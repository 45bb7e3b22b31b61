package io.systole.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
    private static final int LINE = 8_192;

    @TempDir
    Path folder;

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    /** What is told here is for the file alone. */
    @BeforeEach
    void fileOnly() {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
    }

    @AfterEach
    void asItWas() {
        root.detachAndStopAllAppenders();
        others.forEach(root::addAppender);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aFloodFillsFiveFilesAndNeverMore() throws Exception {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("logging.logfile", folder.resolve("systole.log").toString());
        LogFile.open(settings);
        String line = "x".repeat(LINE);
        org.slf4j.Logger log = LoggerFactory.getLogger("systole");
        long lines = (LogFile.OLDER_FILES + 2) * LogFile.SIZE_MAX / LINE;
        for (long i = 0; i < lines; i++) {
            log.info("{} {}", i, line);
        }

        assertThat(files()).hasSize(LogFile.OLDER_FILES + 1);
        for (Path file : files()) {
            assertThat(Files.size(file)).as("%s", file).isLessThan(LogFile.SIZE_MAX + 2 * LINE);
            assertThat(Files.getPosixFilePermissions(file)).as("%s", file).hasSize(2);
        }
        try (Stream<String> newest = Files.lines(folder.resolve("systole.log"))) {
            assertThat(newest.reduce((a, b) -> b).orElse("")).contains(" " + (lines - 1) + " x");
        }
    }
}
