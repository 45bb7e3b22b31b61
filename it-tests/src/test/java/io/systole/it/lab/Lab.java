package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real daemons on this machine, each in namespaces of its own: {@code bin/lab} from Java. It takes root. */
final class Lab implements AutoCloseable {
    /** PMLAB keeps apart those who test on one machine at a time: each lab begins by ending the last one of its name. */
    private static final String NAME = System.getenv().getOrDefault("PMLAB", "systole-it");

    private static final String TOKEN_MS = "1000";

    private final Path tool = top().resolve("bin/lab");

    Lab(int nodes) throws IOException, InterruptedException {
        assertThat(System.getProperty("user.name"))
                .as("a lab of real nodes makes network namespaces, which takes root")
                .isEqualTo("root");
        close();
        run(300, "up", Integer.toString(nodes));
    }

    private static Path top() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("bin/lab"))) {
            here = here.getParent();
        }
        return here;
    }

    /** Runs a verb of the lab to its good end and returns what it printed. */
    String run(int seconds, String... words) throws IOException, InterruptedException {
        return run(tool, seconds, words);
    }

    /** Does a scenario below {@code examples} to the nodes. */
    String scenario(String file, int seconds) throws IOException, InterruptedException {
        return run(
                top().resolve("bin/scenario"),
                seconds,
                top().resolve("examples").resolve(file).toString());
    }

    private static String run(Path program, int seconds, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        Path output = Files.createTempFile("lab", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(java.util.Map.of("PMLAB", NAME, "LAB_NET", "10.77.61", "TOKEN", TOKEN_MS));
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended)
                    .as("%s ends in time; it printed: %s", command, printed)
                    .isTrue();
            assertThat(process.exitValue()).as("%s: %s", command, printed).isZero();
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    /** Runs a command on a node. */
    String on(String node, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", node));
        all.addAll(List.of(words));
        return run(60, all.toArray(String[]::new));
    }

    /** The nodes on which this Dummy resource runs, by the state files that the agent leaves. */
    TreeSet<String> running(String resource) throws IOException {
        TreeSet<String> nodes = new TreeSet<>();
        Path lab = Path.of(System.getProperty("java.io.tmpdir"), NAME + "-lab");
        for (String node : Files.readAllLines(lab.resolve("nodes"))) {
            Path pid = lab.resolve(node).resolve("pid");
            if (!Files.exists(pid)) {
                continue;
            }
            Path states = Path.of("/proc", Files.readString(pid).strip(), "root/run/resource-agents");
            if (Files.isDirectory(states)) {
                try (Stream<Path> files = Files.list(states)) {
                    if (files.anyMatch(file -> file.getFileName().toString().equals("Dummy-" + resource + ".state"))) {
                        nodes.add(node);
                    }
                }
            }
        }
        return nodes;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(60, "down");
    }
}
