package io.systole.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.simulate.BatchRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pacemaker's own scheduler cases, from the folder that {@code -Dcts.dir=} names: {@code xml/NAME.xml} with what is expected
 * in {@code exp}, {@code scores}, {@code summary} and, where it is there, {@code dot}. How many must agree is in
 * {@code pacemaker-agreement.properties}; raise the numbers when more do.
 */
@Tag("cts")
class PacemakerCasesTest {
    @TempDir
    Path output;

    @Test
    void asManyOfPacemakersCasesAgreeAsEver() throws Exception {
        Path cases = casesFolder(System.getProperty("cts.dir"));
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(complaints, true, StandardCharsets.UTF_8);
        Path table = Files.exists(cases.resolve("cases.tsv")) ? cases.resolve("cases.tsv") : null;
        BatchRun.run(cases, output, table, System.currentTimeMillis(), err, err);

        Properties least = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/corpus/pacemaker-agreement.properties")) {
            least.load(in);
        }
        for (Map.Entry<String, List<String>> kind : differing(cases).entrySet()) {
            int all = count(cases.resolve(kind.getKey()));
            int wanted = Integer.parseInt(least.getProperty(kind.getKey(), "0"));
            assertThat(all - kind.getValue().size())
                    .as(
                            "%s of %d cases; these differ: %s; complaints: %s",
                            kind.getKey(), all, kind.getValue(), complaints)
                    .isGreaterThanOrEqualTo(wanted);
        }
    }

    private static Path casesFolder(String given) {
        Path cases = Path.of(given);
        assertThat(cases.resolve("xml"))
                .as("-Dcts.dir=" + given + " must name a folder that holds xml/NAME.xml and exp/NAME.exp")
                .isDirectory();
        assertThat(cases.resolve("exp"))
                .as("-Dcts.dir=" + given + " must hold exp/NAME.exp")
                .isDirectory();
        return cases;
    }

    private static int count(Path folder) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path ignored : files) {
                count++;
            }
        }
        return count;
    }

    /** By kind of output, the cases that do not agree. */
    private Map<String, List<String>> differing(Path cases) throws IOException {
        Map<String, List<String>> differing = new TreeMap<>();
        for (String kind : List.of("exp", "scores", "summary", "dot")) {
            if (!Files.isDirectory(cases.resolve(kind))) {
                continue;
            }
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(cases.resolve(kind), "*." + kind)) {
                for (Path file : files) {
                    Path actual =
                            output.resolve(kind).resolve(file.getFileName().toString());
                    if (!Files.exists(actual) || !Sameness.of(kind, Files.readString(file), Files.readString(actual))) {
                        names.add(file.getFileName().toString());
                    }
                }
            }
            differing.put(kind, names);
        }
        return differing;
    }
}
