package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code packaging} in an installation tree: which JVM runs a command, with which archive. */
class LaunchersTest {
    private static final int SECONDS = 900;
    private static final String VERSION = "speaks as Pacemaker";

    /** One installation for all tests, as making archives takes seconds. */
    @TempDir
    static Path shared;

    private static Path installed;

    @TempDir
    Path folder;

    private Path jvms;

    /** @param error what the command said on its standard error */
    private record Run(int status, String output, String error) {}

    @BeforeAll
    static void install() throws Exception {
        assertThat(run(shared, Map.of(), Lab.top().resolve("bin/build").toString())
                        .status())
                .isZero();
        installed = shared.resolve("systole");
        Files.createDirectory(installed);
        try (Stream<Path> files = Files.list(Lab.top().resolve("target/systole/lib/systole"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".jsa") && !name.equals("java")) {
                    Files.copy(file, installed.resolve(name));
                }
            }
        }
    }

    @AfterAll
    static void unlink() throws Exception {
        Files.deleteIfExists(installed.resolve("java"));
    }

    @BeforeEach
    void jvms() throws Exception {
        jvms = Files.createDirectory(folder.resolve("jvms"));
    }

    @Test
    void withoutANewJvmCommandsRunWithTheOneOfThePath() throws Exception {
        jvm("old", "21.0.1", "exec java \"$@\"");
        archives(Map.of());
        assertThat(installed.resolve("java")).doesNotExist();
        assertThat(List.of("systole.jsa", "simulate.jsa", "commands.jsa"))
                .allSatisfy(name -> assertThat(installed.resolve(name)).isNotEmptyFile());
        command("crm_simulate", "--version");
        command("crm_mon", "--version");
    }

    @Test
    void theNewestJvmFrom25OnRunsCommandsWithItsOwnArchives() throws Exception {
        jvm("of-25", "25.0.3", "exec java \"$@\"");
        Path newest = jvm("of-100", "100", "echo \"$@\" >>" + folder.resolve("log") + "; exec java \"$@\"");
        jvm("of-101-for-another-machine", "101", "exit 1");
        archives(Map.of());
        assertThat(installed.resolve("java")).isSymbolicLink().hasSameBinaryContentAs(newest);
        Files.delete(folder.resolve("log"));
        command("crm_simulate", "--version");
        command("crm_mon", "--version");
        assertThat(Files.readAllLines(folder.resolve("log")))
                .satisfiesExactly(
                        words -> assertThat(words).contains(installed.resolve("simulate.jsa") + " "),
                        words -> assertThat(words).contains(installed.resolve("commands.jsa") + " "));
    }

    @Test
    void theJvmThatIsToldWins() throws Exception {
        jvm("new", "26", "exit 1");
        Path told = jvm("told", "17", "echo told >>" + folder.resolve("log") + "; exec java \"$@\"");
        archives(Map.of());
        Run run = run(
                folder,
                Map.of("SYSTOLE_JAVA", told.toString()),
                installed.resolve("systole-java").toString(),
                "crm_simulate",
                "--version");
        assertThat(run.output()).contains(VERSION);
        assertThat(folder.resolve("log")).content().isEqualTo("told\n");
        archives(Map.of("SYSTOLE_JAVA", told.toString()));
        assertThat(installed.resolve("java")).isSymbolicLink().hasSameBinaryContentAs(told);
    }

    @Test
    void aJvmThatIsGoneIsReplacedByTheOneOfThePath() throws Exception {
        Path gone = jvm("gone", "26", "exec java \"$@\"");
        archives(Map.of());
        Files.delete(gone);
        assertThat(Files.exists(installed.resolve("java"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        command("crm_simulate", "--version");
    }

    @Test
    void archivesThatDoNotFitAreIgnoredInSilence() throws Exception {
        archives(Map.of());
        Path archive = installed.resolve("simulate.jsa");
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        command("crm_simulate", "--version");
        Files.delete(archive);
        command("crm_simulate", "--version");
        // Every real JVM of this machine, with an archive that the one of the path has made.
        Files.copy(installed.resolve("systole.jsa"), archive);
        try (Stream<Path> real = Files.list(Path.of("/usr/lib/jvm"))) {
            for (Path java : real.map(home -> home.resolve("bin/java")).toList()) {
                if (Files.isExecutable(java)) {
                    command(Map.of("SYSTOLE_JAVA", java.toString()), "crm_simulate", "--version");
                }
            }
        }
    }

    @Test
    void everyJvmOfTheMachineMakesArchivesThatItUses() throws Exception {
        try (Stream<Path> real = Files.list(Path.of("/usr/lib/jvm"))) {
            for (Path java : real.map(home -> home.resolve("bin/java")).toList()) {
                if (Files.isExecutable(java)) {
                    archives(Map.of("SYSTOLE_JAVA", java.toString()));
                    Path log = folder.resolve("loaded");
                    // The launcher has the JVM keep still, which would keep this log still, too.
                    Path logging = jvm(
                            "logging",
                            "0",
                            "for word; do shift; [ \"$word\" != -Xlog:disable ] || word=-Xlog:class+load:file=" + log
                                    + "; set -- \"$@\" \"$word\"; done; exec " + java + " \"$@\"");
                    command(Map.of("SYSTOLE_JAVA", logging.toString()), "crm_simulate", "--version");
                    assertThat(Files.readAllLines(log))
                            .as("%s finds the command's class in the archive", java)
                            .anyMatch(line -> line.contains("io.systole.shell.Main source: shared objects file"));
                    Files.delete(log);
                }
            }
        }
    }

    /** Puts a program in the place of a JVM of a version. */
    private Path jvm(String name, String version, String script) throws Exception {
        Path home = Files.createDirectories(jvms.resolve(name + "/bin")).getParent();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void archives(Map<String, String> environment) throws Exception {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("SYSTOLE_JVMS", jvms.toString());
        assertThat(run(folder, all, installed.resolve("class-archives").toString()))
                .isEqualTo(new Run(0, "", ""));
    }

    private void command(String... words) throws Exception {
        command(Map.of(), words);
    }

    /** Runs a command through the launcher: it says its version and nothing else. */
    private void command(Map<String, String> environment, String... words) throws Exception {
        String launcher = installed.resolve("systole-java").toString();
        Run run = run(
                folder,
                environment,
                Stream.concat(Stream.of(launcher), Stream.of(words)).toArray(String[]::new));
        assertThat(run.output()).contains(VERSION).hasLineCount(1);
        assertThat(run.status()).isZero();
        assertThat(run.error()).isEmpty();
    }

    private static Run run(Path folder, Map<String, String> environment, String... words) throws Exception {
        Path output = Files.createTempFile(folder, "run", ".out");
        Path error = Files.createTempFile(folder, "run", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(output.toFile()).redirectError(error.toFile());
        builder.environment().remove("SYSTOLE_JAVA");
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(
                process.waitFor(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(error, StandardCharsets.UTF_8));
    }
}
