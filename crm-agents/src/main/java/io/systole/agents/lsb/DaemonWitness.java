package io.systole.agents.lsb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs that a script says it starts ({@code DAEMON=/usr/sbin/x}, {@code --exec /usr/sbin/x}). That none of them
 * runs is a hint only: a program may start another and go.
 */
final class DaemonWitness implements Witness {
    private static final Pattern NAMED = Pattern.compile(
            "(?im)(?:^\\s*(?:DAEMON|EXEC|EXECUTABLE|PROG|PROGRAM|BINARY|BIN)\\w*=|--(?:exec|startas)[ =])"
                    + "[\"']?(/[^\\s\"';&|]+)");

    private final Set<String> programs;

    private DaemonWitness(Set<String> programs) {
        this.programs = programs;
    }

    static DaemonWitness of(InitScript script) {
        Set<String> programs = new LinkedHashSet<>();
        Matcher matcher = NAMED.matcher(script.text());
        while (matcher.find()) {
            Path program = Path.of(matcher.group(1));
            if (Files.isRegularFile(program) && Files.isExecutable(program)) {
                programs.add(program.toString());
                try {
                    programs.add(program.toRealPath().toString());
                } catch (IOException e) {
                    // It was removed meanwhile; its name is kept.
                    continue;
                }
            }
        }
        return new DaemonWitness(programs);
    }

    @Override
    public boolean reliable() {
        return false;
    }

    @Override
    public Word word() {
        if (programs.isEmpty()) {
            return Word.UNKNOWN;
        }
        return ProcessTable.any(process -> programs.contains(process.executable())
                        || process.words().stream().limit(2).anyMatch(programs::contains))
                ? Word.RUNS
                : Word.STOPPED;
    }
}
