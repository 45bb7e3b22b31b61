package io.systole.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.simulate.BatchRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's own CIBs give the output that lies beside them. {@code -Dgolden.rewrite=true} writes what comes out now
 * instead of comparing it; look at the difference before you commit it.
 */
class OwnCorpusTest {
    private static final List<String> KINDS = List.of("exp", "scores", "summary", "dot");

    /** Its graph goes round, so that nothing of it can be carried out. */
    private static final String WITHOUT_END = "primitives-nothing-can-begin";

    @TempDir
    Path work;

    @Test
    void thereIsACorpus() {
        assertThat(OwnCorpus.files()).hasSizeGreaterThan(40);
    }

    @TestFactory
    List<DynamicTest> everyCaseGivesWhatIsExpected() throws Exception {
        Path input = Files.createDirectories(work.resolve("in"));
        Path output = work.resolve("out");
        for (Path file : OwnCorpus.files()) {
            Files.copy(file, input.resolve(name(file) + ".xml"));
        }
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(complaints, true, StandardCharsets.UTF_8);
        BatchRun.run(input, output, null, 0, err, err);
        assertThat(complaints.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        WITHOUT_END + ": An invalid transition was produced",
                        OwnCorpus.files().size() - 1 + " of "
                                + OwnCorpus.files().size() + " simulated");
        return OwnCorpus.files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file, output)))
                .toList();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return file.getParent().getFileName() + "-" + name.substring(0, name.length() - ".xml".length());
    }

    private static void compare(Path file, Path output) throws Exception {
        for (String kind : KINDS) {
            String actual = Files.readString(output.resolve(kind).resolve(name(file) + "." + kind));
            String xml = file.toString();
            Path golden = Path.of(xml.substring(0, xml.length() - "xml".length()) + kind);
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.writeString(golden, actual);
            }
            assertThat(golden).as("-Dgolden.rewrite=true writes it").exists();
            assertThat(actual).isEqualTo(Files.readString(golden));
        }
    }
}
