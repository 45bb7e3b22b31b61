package io.systole.shell.fake;

import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog;
import java.util.List;
import java.util.Optional;

/** A catalogue that knows no agent, for machines whose agents cannot be looked at: names are taken as they are typed. */
public final class UnknownAgents implements AgentCatalog {
    @Override
    public List<String> standards() {
        return List.of();
    }

    @Override
    public List<String> providers() {
        return List.of();
    }

    @Override
    public List<String> providersOf(String type) {
        return List.of();
    }

    @Override
    public List<String> types(String standard, String provider) {
        return List.of();
    }

    @Override
    public Resolution resolve(String name) {
        String[] parts = name.split(":");
        return new Resolution(
                switch (parts.length) {
                    case 2 -> Optional.of(new AgentId(parts[0], null, parts[1]));
                    case 3 -> Optional.of(new AgentId(parts[0], parts[1], parts[2]));
                    default -> Optional.empty();
                },
                false,
                "");
    }

    @Override
    public AgentDescription describe(AgentId agent) throws AgentTrouble {
        throw new AgentTrouble("the agents of this machine are not known");
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        throw new AgentTrouble("the agents of this machine are not known");
    }

    @Override
    public Optional<AgentDescription> known(AgentId agent) {
        return Optional.empty();
    }
}
