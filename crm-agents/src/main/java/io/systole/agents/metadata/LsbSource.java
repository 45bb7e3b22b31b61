package io.systole.agents.metadata;

import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Init scripts. They say nothing of themselves but the comment block at their beginning. */
final class LsbSource implements AgentSource {
    private static final List<String> NO_SERVICE = List.of("skeleton", "README", "functions", "rc", "rcS");

    private final String standard;

    /** The first one that has a script counts. */
    private final List<Path> directories;

    private LsbSource(String standard, List<Path> directories) {
        this.standard = standard;
        this.directories = List.copyOf(directories);
    }

    static LsbSource init(Path directory) {
        return new LsbSource("lsb", List.of(directory));
    }

    /** Scripts of Heartbeat's resource.d, which run init scripts too. */
    static LsbSource heartbeat(List<Path> directories) {
        return new LsbSource("heartbeat", directories);
    }

    private Path script(String type) {
        return directories.stream()
                .map(directory -> directory.resolve(type))
                .filter(Files::exists)
                .findFirst()
                .orElse(directories.get(0).resolve(type));
    }

    @Override
    public List<String> types(String provider) {
        return directories.stream()
                .flatMap(directory -> Programs.in(directory, name -> !NO_SERVICE.contains(name)).stream())
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    @Override
    public Optional<AgentId> find(AgentId wanted) {
        List<String> types = types(null);
        return types.contains(wanted.type())
                ? Optional.of(new AgentId(standard, null, wanted.type()))
                : types.stream()
                        .filter(wanted.type()::equalsIgnoreCase)
                        .findFirst()
                        .map(type -> new AgentId(standard, null, type));
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        Path script = script(agent.type());
        try {
            List<String> lines = Files.readAllLines(script, StandardCharsets.ISO_8859_1);
            String line = header(lines, "Short-Description").orElse("Init script " + agent.type());
            return SimpleMetadata.of(
                    agent.type(), line, header(lines, "Description").orElse(line), "15s", "15s");
        } catch (IOException e) {
            throw new AgentTrouble("init script " + script + " cannot be read: " + e.getMessage());
        }
    }

    /** A line of the block that the Linux Standard Base asks for ("Comment conventions for init scripts"). */
    static Optional<String> header(List<String> lines, String name) {
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("### BEGIN INIT INFO")) {
                inside = true;
            } else if (line.startsWith("### END INIT INFO")) {
                break;
            } else if (inside && line.startsWith("# " + name + ":")) {
                return Optional.of(line.substring(name.length() + 3).strip());
            }
        }
        return Optional.empty();
    }

    @Override
    public long stamp(AgentId agent) {
        return Programs.stamp(script(agent.type()));
    }
}
