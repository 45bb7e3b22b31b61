package io.systole.shell.level;

import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agents of the machine, each looked for once only while one line is run: thousands of resources share a few. */
final class AskedAgents implements AgentCatalog {
    private final AgentCatalog agents;
    private final Map<String, Resolution> resolutions = new LinkedHashMap<>();
    private final Map<AgentId, AgentDescription> descriptions = new LinkedHashMap<>();

    AskedAgents(AgentCatalog agents) {
        this.agents = agents;
    }

    @Override
    public List<String> standards() {
        return agents.standards();
    }

    @Override
    public List<String> providers() {
        return agents.providers();
    }

    @Override
    public List<String> providersOf(String type) {
        return agents.providersOf(type);
    }

    @Override
    public List<String> types(String standard, String provider) {
        return agents.types(standard, provider);
    }

    @Override
    public Resolution resolve(String name) {
        return resolutions.computeIfAbsent(name, agents::resolve);
    }

    @Override
    public AgentDescription describe(AgentId agent) throws AgentTrouble {
        AgentDescription known = descriptions.get(agent);
        if (known == null) {
            known = agents.describe(agent);
            descriptions.put(agent, known);
        }
        return known;
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        return agents.metadata(agent);
    }

    @Override
    public Optional<AgentDescription> known(AgentId agent) {
        return agents.known(agent);
    }
}
