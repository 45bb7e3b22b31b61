package io.systole.agents.builtin;

import java.io.IOException;

/** The attribute manager as agents use it: attributes of this node that last until it leaves the cluster. */
@FunctionalInterface
public interface NodeAttributes {
    /**
     * Sets or deletes an attribute; returns when the cluster has it.
     *
     * @param value null to delete
     * @param dampeningMs milliseconds to wait for further changes before it is written; negative to leave as it is
     * @throws IOException with the reason why it could not be set
     */
    void set(String name, String value, long dampeningMs) throws IOException;
}
