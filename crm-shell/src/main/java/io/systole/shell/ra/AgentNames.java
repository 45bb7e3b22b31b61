package io.systole.shell.ra;

import io.systole.core.operation.AgentDescription;
import io.systole.core.port.AgentCatalog;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.port.AgentCatalog.Resolution;
import java.util.ArrayList;
import java.util.List;

/** Completes names of agents and of their parameters. */
public final class AgentNames {
    private AgentNames() {}

    /** What a name of an agent that is being typed may go on as, step by step. */
    public static List<String> beginning(String typed, AgentCatalog agents) {
        String[] parts = typed.split(":", -1);
        List<String> found = new ArrayList<>();
        if (parts.length == 1) {
            agents.standards().forEach(standard -> found.add(standard + ":"));
            found.addAll(agents.types("ocf", "heartbeat"));
        } else if (parts.length == 2 && parts[0].equals("ocf")) {
            agents.providers().forEach(provider -> found.add("ocf:" + provider + ":"));
        } else if (parts.length == 2) {
            agents.types(parts[0], null).forEach(type -> found.add(parts[0] + ":" + type));
        } else {
            agents.types("ocf", parts[1]).forEach(type -> found.add("ocf:" + parts[1] + ":" + type));
        }
        return found;
    }

    /** The names of an agent's parameters; none where nothing is known of it. */
    public static List<String> parameters(String agent, AgentCatalog agents) {
        Resolution resolution = agents.resolve(agent);
        if (!resolution.found() || resolution.agent().isEmpty()) {
            return List.of();
        }
        try {
            return agents.describe(resolution.agent().get()).parameters().stream()
                    .map(AgentDescription.Parameter::name)
                    .toList();
        } catch (AgentTrouble e) {
            return List.of();
        }
    }
}
