package io.systole.agents.metadata;

import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The class {@code service}: an init script, or a systemd unit where there is no such script. */
final class ServiceSource implements AgentSource {
    private final AgentSource lsb;
    private final AgentSource systemd;

    ServiceSource(AgentSource lsb, AgentSource systemd) {
        this.lsb = lsb;
        this.systemd = systemd;
    }

    @Override
    public List<String> types(String provider) {
        TreeSet<String> types = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        types.addAll(lsb.types(null));
        types.addAll(systemd.types(null));
        return List.copyOf(types);
    }

    @Override
    public Optional<AgentId> find(AgentId wanted) {
        return lsb.find(wanted).or(() -> systemd.find(wanted)).map(agent -> new AgentId("service", null, agent.type()));
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        return behind(agent).metadata(agent);
    }

    @Override
    public long stamp(AgentId agent) {
        return behind(agent).stamp(agent);
    }

    private AgentSource behind(AgentId agent) {
        return lsb.find(agent).isPresent() ? lsb : systemd;
    }
}
