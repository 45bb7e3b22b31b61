package io.systole.agents.lsb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server behind an init script: it runs where a process of its name has the data directory for its working
 * directory. That is what {@code pg_ctl status} finds out, but it also holds where the directory is not mounted (for which
 * pg_ctl says 4), where the lock file is stale, and where the disk is dead.
 */
final class PostgresServer implements Witness {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final Pattern MENTION = Pattern.compile("pg_ctl|postmaster|pg_ctlcluster|bin/postgres\\b");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?m)(?:^|[;\\s])([A-Za-z_][A-Za-z0-9_]*)=[\"']?([^\\s\"';&|)]+)");
    private static final Pattern OPTION_D = Pattern.compile("\\s-D\\s*[\"']?([^\\s\"';&|)]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)(?::?[-=]([^}]*))?}?");
    private static final Pattern DATA_DIRECTORY = Pattern.compile("(?m)^\\s*data_directory\\s*=\\s*'([^']+)'");

    private final Set<String> directories;

    private PostgresServer(Set<String> directories) {
        this.directories = directories;
    }

    /** Empty where the script is none of PostgreSQL's, or nothing tells where its data is. */
    static Optional<PostgresServer> of(InitScript script) {
        return of(script, Path.of("/etc/postgresql"));
    }

    /** @param clusters where Debian keeps the configuration of its clusters */
    static Optional<PostgresServer> of(InitScript script, Path clusters) {
        if (!script.name().contains("postgres")
                && !MENTION.matcher(script.text()).find()) {
            return Optional.empty();
        }
        Set<String> directories = inScript(script.text());
        if (directories.isEmpty()) {
            directories = inClusters(clusters);
        }
        return directories.isEmpty() ? Optional.empty() : Optional.of(new PostgresServer(directories));
    }

    private static Set<String> inScript(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        Set<String> found = new LinkedHashSet<>();
        for (String line : text.split("\n")) {
            if (line.strip().startsWith("#")) {
                continue;
            }
            Matcher assignment = ASSIGNMENT.matcher(line);
            while (assignment.find()) {
                variables.put(assignment.group(1), expand(assignment.group(2), variables));
            }
            Matcher option = OPTION_D.matcher(line);
            while (option.find()) {
                addDirectory(expand(option.group(1), variables), found);
            }
        }
        if (found.isEmpty()) {
            variables.forEach((name, value) -> {
                if (name.toLowerCase(Locale.ROOT).contains("data")) {
                    addDirectory(value, found);
                }
            });
        }
        return found;
    }

    private static void addDirectory(String text, Set<String> found) {
        if (text.startsWith("/") && text.indexOf('$') < 0 && text.indexOf('`') < 0 && text.indexOf('*') < 0) {
            found.add(real(text));
        }
    }

    private static String expand(String text, Map<String, String> variables) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String value = variables.getOrDefault(matcher.group(1), matcher.group(2));
            matcher.appendReplacement(out, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(out).toString();
    }

    private static Set<String> inClusters(Path clusters) {
        Set<String> found = new LinkedHashSet<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(clusters)) {
            for (Path version : versions) {
                try (DirectoryStream<Path> names = Files.newDirectoryStream(version)) {
                    for (Path cluster : names) {
                        Matcher matcher = DATA_DIRECTORY.matcher(Files.readString(cluster.resolve("postgresql.conf")));
                        if (matcher.find()) {
                            found.add(real(matcher.group(1)));
                        }
                    }
                }
            }
        } catch (IOException e) {
            // No such directory, or something in it that is no cluster: what was found counts.
            return found;
        }
        return found;
    }

    /** Without links, as the kernel will show it, where that can be told. */
    private static String real(String directory) {
        try {
            return Path.of(directory).toRealPath().toString();
        } catch (IOException e) {
            return Path.of(directory).normalize().toString();
        }
    }

    List<String> directories() {
        return List.copyOf(directories);
    }

    @Override
    public boolean reliable() {
        return true;
    }

    @Override
    public Word word() {
        return ProcessTable.any(this::isServer) ? Word.RUNS : Word.STOPPED;
    }

    private boolean isServer(ProcessTable.Entry process) {
        String name = process.name();
        return (name.equals("postgres") || name.equals("postmaster")) && directories.contains(process.directory());
    }

    /**
     * Removes a lock file whose process number belongs to another program by now. PostgreSQL itself takes such a number for
     * a living server if the other program runs as its own user, and refuses to start.
     */
    void removeStaleLocks() throws IOException {
        for (String directory : directories) {
            Path lock = Path.of(directory, "postmaster.pid");
            if (!Files.isRegularFile(lock)) {
                continue;
            }
            String pid = Files.readString(lock, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
            boolean reused = ProcessTable.any(
                    process -> String.valueOf(process.pid()).equals(pid.strip()) && !isServer(process));
            if (reused) {
                LOG.info("{} names process {}, which is no server of it; it is stale and is removed", lock, pid);
                Files.deleteIfExists(lock);
            }
        }
    }

    /** The data directories that are not there: not mounted, or never made. */
    List<String> missingDirectories() {
        return directories.stream()
                .filter(directory -> !Files.exists(Path.of(directory, "PG_VERSION")))
                .toList();
    }
}
