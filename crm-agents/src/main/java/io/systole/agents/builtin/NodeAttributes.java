package io.systole.agents.builtin;

import java.io.IOException;
import java.util.Optional;

/** The attribute manager as agents use it. */
@FunctionalInterface
public interface NodeAttributes {
    /**
     * Sets or deletes an attribute of this node that lasts until it leaves the cluster; returns when the cluster has it.
     *
     * @param value null to delete
     * @param dampeningMs milliseconds to wait for further changes before it is written; negative to leave as it is
     * @throws IOException with the reason why it could not be set
     */
    void set(String name, String value, long dampeningMs) throws IOException;

    /**
     * An attribute that outlasts nodes and daemons, and that at most one node has.
     *
     * @param node the one that has it
     */
    record Mark(String node, String value) {}

    /** As this node knows it; empty where no node has it. Never blocks. */
    default Optional<Mark> mark(String name) {
        return Optional.empty();
    }

    /**
     * Gives the mark to this node, or takes it from whoever has it. Never blocks: what could not be written is in the log, and
     * who asks again tries again.
     *
     * @param value null to take it away
     */
    default void mark(String name, String value) {}
}
