package io.systole.policy.simulate;

import io.systole.core.operation.AgentId;
import io.systole.core.xml.Element;

/** The history of a resource on a node where it had none. */
final class PretendedHistory {
    private PretendedHistory() {}

    static Element of(String resource, AgentId agent) {
        return Element.of(
                "lrm_resource",
                "id",
                resource,
                "class",
                agent.standard(),
                "provider",
                agent.provider(),
                "type",
                agent.type());
    }
}
