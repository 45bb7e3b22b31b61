package io.systole.agents.metadata;

import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.util.List;
import java.util.Optional;

/** The agents of one standard on this machine. */
interface AgentSource {
    /** Types, sorted ignoring case; of one provider, or of all where it is null. Only OCF has providers. */
    List<String> types(String provider);

    /** The agent under its installed name, looked for ignoring case. */
    Optional<AgentId> find(AgentId wanted);

    /** @throws AgentTrouble one sentence: missing, hangs, fails */
    String metadata(AgentId agent) throws AgentTrouble;

    /** Changes when the agent's program does; what was read from it is worth nothing then. */
    long stamp(AgentId agent);
}
