package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.Agents;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.shell.Commands;
import io.systole.shell.offline.Offline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios in {@code examples} are met on simulated nodes by the talk's configuration beside them. */
class ScenariosTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path work;

    @TestFactory
    List<DynamicTest> scenario() throws Exception {
        Path cib = work.resolve("talk.xml");
        Files.writeString(
                cib,
                "<cib validate-with=\"pacemaker-3.9\" admin_epoch=\"0\" epoch=\"0\" num_updates=\"0\"><configuration>"
                        + "<crm_config/><nodes/><resources/><constraints/></configuration><status/></cib>");
        assertThat(crm(
                        cib,
                        "-F",
                        "configure",
                        "load",
                        "replace",
                        EXAMPLES.resolve("talk/cluster.crm").toString()))
                .startsWith("0 ");
        List<Path> files;
        try (Stream<Path> all = Files.list(EXAMPLES.resolve("scenarios"))) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(12);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(crm(cib, "sim", file.toString())).startsWith("0 ")))
                .toList();
    }

    /** The exit status and everything printed. */
    private static String crm(Path cib, String... words) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        CommandIo io = new FileIo(new PrintStream(printed, true, StandardCharsets.UTF_8), cib);
        Command crm = Commands.all(Agents.catalog(null)).get("crm");
        int code = crm.run(
                List.of(words), io, () -> Offline.onFile(cib.toString(), io).cluster());
        return code + " " + printed.toString(StandardCharsets.UTF_8);
    }

    private record FileIo(PrintStream out, Path cib) implements CommandIo {
        @Override
        public PrintStream err() {
            return out;
        }

        @Override
        public SortedMap<String, String> environment() {
            SortedMap<String, String> environment = new TreeMap<>();
            environment.put("CIB_file", cib.toString());
            return environment;
        }

        @Override
        public byte[] standardInput() {
            return new byte[0];
        }

        @Override
        public byte[] readFile(String path) throws IOException {
            return Files.readAllBytes(Path.of(path));
        }

        @Override
        public void writeFile(String path, byte[] content) throws IOException {
            Files.write(Path.of(path), content);
        }

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public Caller caller() {
            return new Caller(0, "root");
        }
    }
}
