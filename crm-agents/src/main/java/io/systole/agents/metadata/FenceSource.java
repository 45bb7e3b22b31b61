package io.systole.agents.metadata;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fence agents: programs whose names begin with {@code fence_}. */
final class FenceSource implements AgentSource {
    private final Path directory;
    private final AgentEnvironment environment;

    FenceSource(Path directory, AgentEnvironment environment) {
        this.directory = directory;
        this.environment = environment;
    }

    @Override
    public List<String> types(String provider) {
        return Programs.in(
                directory,
                name -> name.startsWith("fence_") && !name.equals("fence_node") && !name.equals("fence_tool"));
    }

    @Override
    public Optional<AgentId> find(AgentId wanted) {
        return types(null).stream()
                .filter(wanted.type()::equalsIgnoreCase)
                .findFirst()
                .map(type -> new AgentId("stonith", null, type));
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        return Programs.ask(
                agent, List.of(directory.resolve(agent.type()).toString(), "-o", "metadata"), environment.basic());
    }

    @Override
    public long stamp(AgentId agent) {
        return Programs.stamp(directory.resolve(agent.type()));
    }
}
