package io.systole.agents.ocf;

import io.systole.core.operation.AgentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The OCF agents installed on this machine. Names are matched ignoring case, so that {@code IPAddr2} finds IPaddr2. */
public final class OcfDirectory {
    private final Path root;

    /** @param root {@code OCF_ROOT}, by convention /usr/lib/ocf */
    public OcfDirectory(Path root) {
        this.root = root;
    }

    /** The agent's program: the exact name first, else one that differs in case only. */
    public Optional<Path> find(AgentId agent) {
        if (agent.provider() == null || !plain(agent.provider()) || !plain(agent.type())) {
            return Optional.empty();
        }
        Path folder = root.resolve("resource.d").resolve(agent.provider());
        Path exact = folder.resolve(agent.type());
        if (Files.isExecutable(exact) && Files.isRegularFile(exact)) {
            return Optional.of(exact);
        }
        return types(agent.provider()).stream()
                .filter(type -> type.equalsIgnoreCase(agent.type()))
                .findFirst()
                .map(folder::resolve);
    }

    /** A name that stays inside its folder. */
    private static boolean plain(String name) {
        return !name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\0') < 0 && !name.startsWith(".");
    }

    /** Providers, sorted. */
    public List<String> providers() {
        return names(root.resolve("resource.d"), Files::isDirectory);
    }

    /** The agents of a provider, sorted. */
    public List<String> types(String provider) {
        return plain(provider)
                ? names(
                        root.resolve("resource.d").resolve(provider),
                        file -> Files.isRegularFile(file) && Files.isExecutable(file))
                : List.of();
    }

    private static List<String> names(Path folder, java.util.function.Predicate<Path> which) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(which)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .forEach(names::add);
        } catch (IOException e) {
            // A folder that is not there holds no agents.
            return List.of();
        }
        return names;
    }

    /** One sentence for an agent that is not there. */
    public String missing(AgentId agent) {
        Path folder = root.resolve("resource.d").resolve(String.valueOf(agent.provider()));
        return "agent " + agent + " is not installed: there is no program " + folder.resolve(agent.type())
                + "; install the package that holds it (resource-agents for the provider heartbeat)";
    }
}
