package io.systole.agents.metadata;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog;
import io.systole.core.value.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The agents of this machine, remembered as long as their files stay as they are. */
public final class InstalledAgents implements AgentCatalog {
    /** Providers that a bare type is looked for at, in this order; the others follow by name. */
    private static final List<String> FIRST = List.of("heartbeat", "pacemaker");

    private record Known(long stamp, String metadata, AgentDescription description) {}

    private final OcfSource ocf;

    /** In the order in which a type without a class is looked for. */
    private final Map<String, AgentSource> sources;

    private final Map<AgentId, Known> known = new ConcurrentHashMap<>();

    public InstalledAgents(
            OcfDirectory installed,
            Path initScripts,
            List<Path> heartbeatScripts,
            Path fenceAgents,
            AgentEnvironment environment) {
        this.ocf = new OcfSource(installed, environment);
        AgentSource lsb = LsbSource.init(initScripts);
        AgentSource systemd = new SystemdSource(environment);
        this.sources = new java.util.LinkedHashMap<>();
        sources.put("ocf", ocf);
        sources.put("lsb", lsb);
        sources.put("systemd", systemd);
        sources.put("heartbeat", LsbSource.heartbeat(heartbeatScripts));
        sources.put("stonith", new FenceSource(fenceAgents, environment));
        sources.put("service", new ServiceSource(lsb, systemd));
    }

    @Override
    public List<String> standards() {
        return List.copyOf(new TreeMap<>(sources).keySet());
    }

    @Override
    public List<String> providers() {
        return ocf.providers();
    }

    @Override
    public List<String> providersOf(String type) {
        List<String> all = new ArrayList<>(ocf.providers());
        all.removeAll(FIRST);
        all.addAll(0, FIRST);
        all.removeIf(provider -> ocf.types(provider).stream().noneMatch(type::equalsIgnoreCase));
        return all;
    }

    @Override
    public List<String> types(String standard, String provider) {
        AgentSource source = sources.get(standard);
        return source == null ? List.of() : source.types(provider);
    }

    @Override
    public Resolution resolve(String name) {
        String[] parts = name.split(":", -1);
        if (parts.length == 3) {
            // Old displays write ocf::heartbeat:IPaddr2.
            return find(new AgentId(parts[0], parts[1], parts[2]), name);
        }
        if (parts.length == 4 && parts[1].isEmpty()) {
            return find(new AgentId(parts[0], parts[2], parts[3]), name);
        }
        if (parts.length == 2 && !parts[0].equals("ocf")) {
            return find(new AgentId(parts[0], null, parts[1]), name);
        }
        return parts.length <= 2 ? bare(parts[parts.length - 1], parts.length == 2, name) : shapeless(name);
    }

    private static Resolution shapeless(String name) {
        return new Resolution(
                Optional.empty(),
                false,
                "\"" + name + "\" names no agent; write class:provider:type, class:type or type");
    }

    private Resolution bare(String type, boolean ocfOnly, String typed) {
        if (type.isEmpty()) {
            return shapeless(typed);
        }
        for (String provider : providersOf(type)) {
            Optional<AgentId> agent = ocf.find(new AgentId("ocf", provider, type));
            if (agent.isPresent()) {
                return found(agent.get(), type.equals(agent.get().type()), typed);
            }
        }
        for (Map.Entry<String, AgentSource> source :
                ocfOnly ? List.<Map.Entry<String, AgentSource>>of() : sources.entrySet()) {
            if (source.getKey().equals("ocf") || source.getKey().equals("service")) {
                continue;
            }
            Optional<AgentId> agent = source.getValue().find(new AgentId(source.getKey(), null, type));
            if (agent.isPresent()) {
                return found(agent.get(), type.equals(agent.get().type()), typed);
            }
        }
        AgentId wanted = new AgentId("ocf", "heartbeat", type);
        return new Resolution(Optional.of(wanted), false, missing(wanted));
    }

    private Resolution find(AgentId wanted, String typed) {
        AgentSource source = sources.get(wanted.standard());
        if (source == null) {
            return new Resolution(
                    Optional.of(wanted),
                    false,
                    "there is no class of agents \"" + wanted.standard() + "\""
                            + Nearest.hint(wanted.standard(), standards()));
        }
        if (wanted.type().isEmpty()
                || wanted.provider() != null && wanted.provider().isEmpty()) {
            return shapeless(typed);
        }
        Optional<AgentId> agent = source.find(wanted);
        return agent.isPresent()
                ? found(agent.get(), agent.get().equals(wanted), typed)
                : new Resolution(Optional.of(wanted), false, missing(wanted));
    }

    private static Resolution found(AgentId agent, boolean asTyped, String typed) {
        return new Resolution(
                Optional.of(agent),
                true,
                asTyped ? "" : "\"" + typed + "\" is taken for " + agent + ", its right spelling");
    }

    /** What is missing, and the name that comes nearest among all of that class. */
    private String missing(AgentId wanted) {
        Map<String, String> byType = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (wanted.standard().equals("ocf")) {
            List<String> providers = new ArrayList<>(ocf.providers());
            // Of two equal types that of the provider that was typed is the nearer one.
            providers.remove(wanted.provider());
            providers.add(wanted.provider());
            providers.forEach(
                    provider -> ocf.types(provider).forEach(type -> byType.put(type, "ocf:" + provider + ":" + type)));
        } else {
            sources.get(wanted.standard())
                    .types(null)
                    .forEach(type -> byType.put(type, wanted.standard() + ":" + type));
        }
        String exact = byType.get(wanted.type());
        String near = exact != null
                ? exact
                : Nearest.to(wanted.type(), byType.keySet()).map(byType::get).orElse(null);
        return "agent " + wanted + " is not installed on this machine"
                + (near == null ? "" : "; did you mean \"" + near + "\"?");
    }

    @Override
    public AgentDescription describe(AgentId agent) throws AgentTrouble {
        return read(agent).description();
    }

    @Override
    public String metadata(AgentId agent) throws AgentTrouble {
        AgentSource source = source(agent);
        Known old = known.get(agent);
        return old != null && old.stamp() == source.stamp(agent) ? old.metadata() : source.metadata(agent);
    }

    private Known read(AgentId agent) throws AgentTrouble {
        AgentSource source = source(agent);
        long stamp = source.stamp(agent);
        Known old = known.get(agent);
        if (old != null && old.stamp() == stamp) {
            return old;
        }
        String metadata = source.metadata(agent);
        Known fresh = new Known(stamp, metadata, MetadataReader.read(agent, metadata));
        known.put(agent, fresh);
        return fresh;
    }

    private AgentSource source(AgentId agent) throws AgentTrouble {
        AgentSource source = sources.get(agent.standard());
        if (source == null) {
            throw new AgentTrouble("there is no class of agents \"" + agent.standard() + "\"");
        }
        if (source.find(agent).isEmpty()) {
            throw new AgentTrouble(missing(agent));
        }
        return source;
    }

    @Override
    public Optional<AgentDescription> known(AgentId agent) {
        return Optional.ofNullable(known.get(agent)).map(Known::description);
    }
}
