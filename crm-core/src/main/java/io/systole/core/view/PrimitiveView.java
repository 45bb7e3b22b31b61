package io.systole.core.view;

import io.systole.core.operation.AgentId;
import io.systole.core.value.Role;
import java.util.List;

/**
 * A primitive, or one instance of a cloned one.
 *
 * @param id the instance's own id
 * @param shownId the id that people know it by; without the instance's number unless instances differ
 * @param role as shown: a started instance of a promotable clone is unpromoted
 * @param ownRole as history has it
 * @param pendingTask an operation under way, or null
 * @param node the node that counts as the current one (or that an operation is under way on), or null
 * @param lockedTo the node that a clean shutdown locked it to, or null
 * @param failedProbe why a probe could not tell whether it is active, or null
 * @param inPromotable part of a promotable clone
 * @param internal made by the cluster itself for a guest or bundle
 */
public record PrimitiveView(
        String id,
        String shownId,
        AgentId agent,
        ResourceFlags flags,
        Role role,
        Role ownRole,
        String pendingTask,
        String node,
        String lockedTo,
        String failedProbe,
        List<String> activeOn,
        boolean active,
        boolean inPromotable,
        boolean internal)
        implements ResourceView {
    public PrimitiveView {
        activeOn = List.copyOf(activeOn);
    }

    @Override
    public boolean partlyActive() {
        return active;
    }

    @Override
    public List<ResourceView> members() {
        return List.of();
    }
}
