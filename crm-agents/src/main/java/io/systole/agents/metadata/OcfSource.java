package io.systole.agents.metadata;

import io.systole.agents.builtin.BuiltinAgents;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** OCF agents: those installed, and ours where they are not. */
final class OcfSource implements AgentSource {
    private final OcfDirectory installed;
    private final AgentEnvironment environment;

    OcfSource(OcfDirectory installed, AgentEnvironment environment) {
        this.installed = installed;
        this.environment = environment;
    }

    List<String> providers() {
        TreeSet<String> providers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        providers.addAll(installed.providers());
        providers.addAll(BuiltinAgents.providers());
        return List.copyOf(providers);
    }

    @Override
    public List<String> types(String provider) {
        TreeSet<String> types = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String one : provider == null ? providers() : List.of(provider)) {
            types.addAll(installed.types(one));
            types.addAll(BuiltinAgents.types(one));
        }
        return List.copyOf(types);
    }

    @Override
    public Optional<AgentId> find(AgentId wanted) {
        for (String provider : providers()) {
            if (!provider.equalsIgnoreCase(wanted.provider())) {
                continue;
            }
            List<String> types = new ArrayList<>(installed.types(provider));
            types.addAll(BuiltinAgents.types(provider));
            Optional<String> type = types.contains(wanted.type())
                    ? Optional.of(wanted.type())
                    : types.stream().filter(wanted.type()::equalsIgnoreCase).findFirst();
            if (type.isPresent()) {
                return Optional.of(new AgentId("ocf", provider, type.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        Optional<Path> program = installed.find(agent);
        if (program.isPresent()) {
            return Programs.ask(agent, List.of(program.get().toString(), "meta-data"), environment.forMetadata(agent));
        }
        return BuiltinAgents.metadata(agent.provider(), agent.type())
                .orElseThrow(() -> new AgentTrouble(installed.missing(agent)));
    }

    @Override
    public long stamp(AgentId agent) {
        return installed.find(agent).map(Programs::stamp).orElse(0L);
    }
}
