package io.systole.core.operation;

import java.util.Optional;

/**
 * Names an agent, for example {@code ocf:heartbeat:Filesystem} or {@code lsb:postgresql}.
 *
 * @param standard the class: {@code ocf}, {@code lsb}, {@code systemd}, {@code service}, {@code stonith}, in lower case
 * @param provider for {@code ocf} only, else null
 * @param type the agent's own name
 */
public record AgentId(String standard, String provider, String type) {
    /** The agent that {@code class:type} or {@code class:provider:type} names; empty for any other shape. */
    public static Optional<AgentId> parse(String text) {
        String[] parts = text.split(":", -1);
        for (String part : parts) {
            if (part.isEmpty()) {
                return Optional.empty();
            }
        }
        return switch (parts.length) {
            case 2 -> Optional.of(new AgentId(parts[0], null, parts[1]));
            case 3 -> Optional.of(new AgentId(parts[0], parts[1], parts[2]));
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return provider == null ? standard + ":" + type : standard + ":" + provider + ":" + type;
    }
}
