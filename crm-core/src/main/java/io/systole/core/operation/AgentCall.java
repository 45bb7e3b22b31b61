package io.systole.core.operation;

import java.util.SortedMap;

/**
 * One run of an agent that the core asks for.
 *
 * @param callId unique on this node since the daemon's start; larger is later
 * @param key the resource (as history names it), operation and interval
 * @param agent the agent to run
 * @param operation what the agent is asked to do; equals {@code key.operation()}
 * @param attributes resource parameters under their names and meta-data as {@code CRM_meta_*}, sorted; the executor
 *     turns both into environment variables
 * @param timeoutMs after so many milliseconds the agent's whole process group is killed
 */
public record AgentCall(
        long callId,
        OperationKey key,
        AgentId agent,
        String operation,
        SortedMap<String, String> attributes,
        long timeoutMs) {
    /** The same call under another timeout, milliseconds. */
    public AgentCall within(long otherTimeoutMs) {
        return new AgentCall(callId, key, agent, operation, attributes, otherTimeoutMs);
    }
}
