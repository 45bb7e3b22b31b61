package io.systole.agents.metadata;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Programs in directories, and asking them what they are. */
final class Programs {
    private Programs() {}

    /** Names of the executable files in a directory that a rule wants, sorted ignoring case; none where there is none. */
    static List<String> in(Path folder, Predicate<String> wanted) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && wanted.test(name))
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .forEach(names::add);
        } catch (IOException e) {
            return List.of();
        }
        return names;
    }

    /** What a program prints when it is asked for its meta-data. */
    static String ask(AgentId agent, List<String> command, SortedMap<String, String> environment) throws AgentTrouble {
        AgentProcess.Result result = AgentProcess.run(
                command, environment, new byte[0], AgentCatalog.METADATA_TIMEOUT_MS, new AgentProcess.Handle());
        if (result.timedOut()) {
            throw new AgentTrouble("agent " + agent + " did not say what it is within "
                    + AgentCatalog.METADATA_TIMEOUT_MS + " ms and was killed");
        }
        if (!result.trouble().isEmpty()) {
            throw new AgentTrouble("agent " + agent + " cannot be run: " + result.trouble());
        }
        if (result.exitCode() != 0) {
            String said = result.error().strip().lines().findFirst().orElse("");
            throw new AgentTrouble("agent " + agent + " ended with exit code " + result.exitCode()
                    + " when it was asked for its meta-data" + (said.isEmpty() ? "" : ": " + said));
        }
        return result.output();
    }

    /** When the file was changed and how long it is, in one number; 0 where it is not there. */
    static long stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
