package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Real daemons on this machine, each in namespaces of its own: {@code bin/lab} from Java. It takes root. */
public final class Lab implements AutoCloseable {
    /** PMLAB keeps apart those who test on one machine at a time: each lab begins by ending the last one of its name. */
    static final String NAME = System.getenv().getOrDefault("PMLAB", "systole-it");

    static final String TOKEN_MS = "1000";

    private final Path tool = top().resolve("bin/lab");
    private final String name;
    private final Map<String, String> environment;

    /**
     * How a command ended.
     *
     * @param status of its exit; where it took too long, {@link #LATE}
     */
    public record Run(int status, String printed) {
        /** As of {@code timeout(1)}. */
        public static final int LATE = 124;

        public boolean ok() {
            return status == 0;
        }
    }

    Lab(int nodes) throws IOException, InterruptedException {
        this(nodes, NAME, Map.of("LAB_NET", "10.77.61", "TOKEN", TOKEN_MS));
    }

    /** @param environment what {@code bin/lab} reads, beside PMLAB, its name */
    public Lab(int nodes, String name, Map<String, String> environment) throws IOException, InterruptedException {
        this.name = name;
        this.environment = environment;
        assertThat(System.getProperty("user.name"))
                .as("a lab of real nodes makes network namespaces, which takes root")
                .isEqualTo("root");
        close();
        run(300, "up", Integer.toString(nodes));
    }

    /** The folder of the checkout. */
    public static Path top() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("bin/lab"))) {
            here = here.getParent();
        }
        return here;
    }

    /** Runs a verb of the lab to its good end and returns what it printed. */
    public String run(int seconds, String... words) throws IOException, InterruptedException {
        return run(tool, seconds, words);
    }

    /** Does a scenario below {@code examples} to the nodes. */
    String scenario(String file, int seconds) throws IOException, InterruptedException {
        return run(
                top().resolve("bin/scenario"),
                seconds,
                top().resolve("examples").resolve(file).toString());
    }

    private String run(Path program, int seconds, String... words) throws IOException, InterruptedException {
        Run run = attempt(program, seconds, words);
        List<String> command = List.of(words);
        assertThat(run.status())
                .as("%s %s ends in time; it printed: %s", program, command, run.printed())
                .isNotEqualTo(Run.LATE);
        assertThat(run.status())
                .as("%s %s: %s", program, command, run.printed())
                .isZero();
        return run.printed();
    }

    private Run attempt(Path program, int seconds, String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lab", ".out");
        try {
            ProcessBuilder builder =
                    process(program, words).redirectErrorStream(true).redirectOutput(output.toFile());
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return new Run(ended ? process.exitValue() : Run.LATE, Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private ProcessBuilder process(Path program, String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("PMLAB", name);
        return builder;
    }

    /** A verb of the lab, to be started by the caller. */
    public ProcessBuilder process(String... words) {
        return process(tool, words);
    }

    /** Runs a verb of the lab that may fail. */
    public Run attempt(int seconds, String... words) throws IOException, InterruptedException {
        return attempt(tool, seconds, words);
    }

    /** Runs a command on a node that may fail. */
    public Run attemptOn(String node, int seconds, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", node, "timeout", Integer.toString(seconds)));
        all.addAll(List.of(words));
        return attempt(seconds + 5, all.toArray(String[]::new));
    }

    /** The nodes' names. */
    public List<String> nodes() throws IOException {
        return Files.readAllLines(folder().resolve("nodes"));
    }

    /** Where the lab keeps its nodes' own directories. */
    public Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"), name + "-lab");
    }

    /** A file of a node as its processes see it; empty where the node is off. */
    public Optional<Path> seenBy(String node, String file) throws IOException {
        Path pid = folder().resolve(node).resolve("pid");
        try {
            return Optional.of(Path.of("/proc", Files.readString(pid).strip(), "root" + file))
                    .filter(Files::exists);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Runs a command on a node. */
    public String on(String node, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", node));
        all.addAll(List.of(words));
        return run(60, all.toArray(String[]::new));
    }

    /** The nodes on which this Dummy resource runs, by the state files that the agent leaves. */
    TreeSet<String> running(String resource) throws IOException {
        TreeSet<String> nodes = new TreeSet<>();
        for (String node : nodes()) {
            if (seenBy(node, "/run/resource-agents/Dummy-" + resource + ".state")
                    .isPresent()) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(60, "down");
    }
}
