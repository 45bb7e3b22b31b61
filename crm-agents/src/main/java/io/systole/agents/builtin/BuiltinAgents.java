package io.systole.agents.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which agents we have of our own. */
public final class BuiltinAgents {
    private static final Path BLOCK = Path.of("/sys/block");
    private static final List<BuiltinAgent> ALL = List.of(
            new Anything(),
            new Delay(),
            Dummy.heartbeat(),
            Dummy.pacemaker(),
            new Filesystem(),
            new MailTo(),
            new VirtualAddress(),
            new VolumeGroup(BLOCK),
            new VolumeActivation(BLOCK),
            new Drbd(Path.of("/proc/drbd")),
            new Ping(),
            new Stateful());

    private BuiltinAgents() {}

    /** The exact name first, else one that differs in case only. */
    static Optional<BuiltinAgent> find(String provider, String type) {
        List<BuiltinAgent> near = ALL.stream()
                .filter(agent ->
                        agent.provider().equals(provider) && agent.type().equalsIgnoreCase(type))
                .toList();
        return near.stream()
                .filter(agent -> agent.type().equals(type))
                .findFirst()
                .or(() -> near.stream().findFirst());
    }

    public static TreeSet<String> providers() {
        TreeSet<String> providers = new TreeSet<>();
        ALL.forEach(agent -> providers.add(agent.provider()));
        return providers;
    }

    public static TreeSet<String> types(String provider) {
        TreeSet<String> types = new TreeSet<>();
        ALL.stream().filter(agent -> agent.provider().equals(provider)).forEach(agent -> types.add(agent.type()));
        return types;
    }

    /** The meta-data of an agent that {@link #types} names. */
    public static Optional<String> metadata(String provider, String type) {
        String file = provider + "-" + type + ".xml";
        try (InputStream stream = BuiltinAgents.class.getResourceAsStream(file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " of this program", e);
        }
    }
}
