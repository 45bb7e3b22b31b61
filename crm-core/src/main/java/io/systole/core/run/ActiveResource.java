package io.systole.core.run;

import io.systole.core.operation.AgentId;
import java.util.SortedMap;

/**
 * A resource that was started on this node, or found there.
 *
 * @param parameters those that it was started with
 */
public record ActiveResource(String id, AgentId agent, SortedMap<String, String> parameters) {}
