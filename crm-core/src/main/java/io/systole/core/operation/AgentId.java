package io.systole.core.operation;

/**
 * Names an agent, for example {@code ocf:heartbeat:Filesystem} or {@code lsb:postgresql}.
 *
 * @param standard the class: {@code ocf}, {@code lsb}, {@code systemd}, {@code service}, {@code stonith}, in lower case
 * @param provider for {@code ocf} only, else null
 * @param type the agent's own name
 */
public record AgentId(String standard, String provider, String type) {
    @Override
    public String toString() {
        return provider == null ? standard + ":" + type : standard + ":" + provider + ":" + type;
    }
}
