package io.systole.core.port;

import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import java.util.List;
import java.util.Optional;

/**
 * The agents on this machine and what they say of themselves.
 *
 * <p><b>Threading.</b> May be called from any thread. {@link #describe} and {@link #metadata} run the agent the first time
 * and may take as long as {@link #METADATA_TIMEOUT_MS}; everything else looks at directories only, and {@link #known} at
 * memory only.
 *
 * <p><b>Ordering.</b> Lists are sorted, ignoring case.
 *
 * <p><b>Failure.</b> A missing directory is an empty list. An agent that is missing, hangs or prints garbage when asked for
 * its meta-data is a {@link AgentTrouble} with a sentence; it is asked again the next time.
 */
public interface AgentCatalog {
    /** An agent that does not say in this time what it is, milliseconds, is killed. */
    long METADATA_TIMEOUT_MS = 30_000;

    /** {@code lsb}, {@code ocf}, {@code service}, {@code stonith}, {@code systemd}. */
    List<String> standards();

    /** The providers of OCF agents, for example {@code heartbeat}, {@code pacemaker}. */
    List<String> providers();

    /** The providers that have an OCF agent of this type, ignoring case; in the order in which they are tried. */
    List<String> providersOf(String type);

    /** The types of a standard; for {@code ocf} those of one provider, or of all where {@code provider} is null. */
    List<String> types(String standard, String provider);

    /**
     * Finds the agent that somebody means: {@code class:provider:type}, {@code class:type} or {@code type} alone. A bare
     * OCF type is looked for at heartbeat, then pacemaker, then the other providers by name; without a class, OCF comes
     * first, then the others.
     */
    Resolution resolve(String name);

    /**
     * @param agent under its installed name; where nothing was found, as typed if the name had the shape of an agent's
     * @param found whether it is installed (or built in)
     * @param notice a sentence: that another spelling was meant, or what is missing and what comes near; else empty
     */
    record Resolution(Optional<AgentId> agent, boolean found, String notice) {}

    /** What the agent says of itself, from memory where it has been asked before and its file has not changed. */
    AgentDescription describe(AgentId agent) throws AgentTrouble;

    /** The meta-data as the agent printed it. */
    String metadata(AgentId agent) throws AgentTrouble;

    /** What {@link #describe} found earlier. Never runs anything. */
    Optional<AgentDescription> known(AgentId agent);

    /** Why nothing can be said about an agent: one sentence. */
    final class AgentTrouble extends Exception {
        private static final long serialVersionUID = 1L;

        public AgentTrouble(String sentence) {
            super(sentence);
        }
    }
}
