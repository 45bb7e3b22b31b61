package io.systole.agents.metadata;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.agents.systemd.Systemd;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Units that can be started and stopped: services, sockets, mounts, timers and paths. */
final class SystemdSource implements AgentSource {
    private static final long LIST_TIMEOUT_MS = 10_000;
    private static final List<String> KINDS = List.of(".service", ".socket", ".mount", ".timer", ".path");

    private final AgentEnvironment environment;

    SystemdSource(AgentEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public List<String> types(String provider) {
        if (!Systemd.runsHere()) {
            return List.of();
        }
        AgentProcess.Result result = AgentProcess.run(
                List.of("systemctl", "list-unit-files", "--no-legend", "--no-pager", "--plain"),
                environment.basic(),
                new byte[0],
                LIST_TIMEOUT_MS,
                new AgentProcess.Handle());
        TreeSet<String> types = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : result.output().split("\n")) {
            String unit = line.strip().split("\\s+")[0];
            // A template is no unit before it has a name of its own.
            if (KINDS.stream().anyMatch(unit::endsWith) && !unit.contains("@.")) {
                types.add(unit.endsWith(".service") ? unit.substring(0, unit.length() - 8) : unit);
            }
        }
        return List.copyOf(types);
    }

    @Override
    public Optional<AgentId> find(AgentId wanted) {
        return types(null).stream()
                .filter(wanted.type()::equals)
                .findFirst()
                .map(type -> new AgentId("systemd", null, type));
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        if (!Systemd.runsHere()) {
            throw new AgentTrouble(Systemd.notHere(agent));
        }
        String line = "systemd unit " + agent.type();
        return SimpleMetadata.of(agent.type(), line, line, "100s", "60s");
    }

    @Override
    public long stamp(AgentId agent) {
        return 0;
    }
}
