package io.systole.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs commands once, over a small cluster in a file, so that a class-data archive made on exit holds what they need. An
 * archive is read at every start, all of it by some runtimes: so one is for {@code crm_simulate} alone, whose processor time
 * is compared, and one for all other commands.
 */
public final class WarmUp {
    private WarmUp() {}

    /** @param which {@code simulate} or {@code commands} */
    public static void main(String[] which) throws IOException {
        Path folder = Files.createTempDirectory("systole-warm-up");
        try {
            if (which.length == 1 && which[0].equals("simulate")) {
                simulate(folder);
            } else {
                commands(folder);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /**
     * Plans from a file, as {@code crm_simulate} does in a process of its own and the daemon for {@code --live-check}.
     *
     * @param folder where files may be left
     */
    public static void simulate(Path folder) throws IOException {
        String file = cib(folder);
        String graph = folder.resolve("graph").toString();
        Main.run("crm_simulate", "--xml-file", file, "--simulate", "--show-scores");
        Main.run("crm_simulate", "-x", file, "--save-graph", graph, "--save-dotfile", graph);
    }

    /** The commands that people give without a daemon most. */
    private static void commands(Path folder) throws IOException {
        String file = cib(folder);
        ProcessIo io = new ProcessIo(Map.of("CIB_file", file));
        Main.run(io, "crm_mon", "-1");
        Main.run(io, "crm_resource", "--list");
        Main.run(io, "crm_resource", "--locate", "--resource", "server");
        Main.run(io, "cibadmin", "--query");
        Main.run(io, "crm_attribute", "--query", "--name", "fencing-enabled");
        Main.run(io, "crm_verify", "--xml-file", file);
        Main.run(io, "crm", "configure", "show");
        Main.run(io, "crm", "configure", "property", "batch-limit=20");
        Main.run(io, "crm", "status");
    }

    private static String cib(Path folder) throws IOException {
        Path file = folder.resolve("cib.xml");
        try (InputStream cib = WarmUp.class.getResourceAsStream("warm-up.xml")) {
            Files.copy(cib, file);
        }
        return file.toString();
    }
}
