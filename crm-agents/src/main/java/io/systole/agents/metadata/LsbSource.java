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

    private final Path directory;

    LsbSource(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<String> types(String provider) {
        return Programs.in(directory, name -> !NO_SERVICE.contains(name));
    }

    @Override
    public Optional<AgentId> find(AgentId wanted) {
        List<String> types = types(null);
        return types.contains(wanted.type())
                ? Optional.of(new AgentId("lsb", null, wanted.type()))
                : types.stream()
                        .filter(wanted.type()::equalsIgnoreCase)
                        .findFirst()
                        .map(type -> new AgentId("lsb", null, type));
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        Path script = directory.resolve(agent.type());
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
        return Programs.stamp(directory.resolve(agent.type()));
    }
}
