package io.systole.core.view;

import io.systole.core.value.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A clone.
 *
 * @param childId the id of what is cloned
 * @param unique instances differ from each other
 * @param targetRole the role that instances are to have at most, or null
 * @param members the instances
 * @param stoppedOn by name, nodes that could run an instance but have none, and why
 */
public record CloneView(
        String id,
        String childId,
        ResourceFlags flags,
        boolean promotable,
        boolean unique,
        int cloneMax,
        Role targetRole,
        List<ResourceView> members,
        Map<String, String> stoppedOn,
        List<String> activeOn,
        Role role,
        boolean active,
        boolean partlyActive)
        implements ResourceView {
    public CloneView {
        members = List.copyOf(members);
        activeOn = List.copyOf(activeOn);
        stoppedOn = Collections.unmodifiableMap(new LinkedHashMap<>(stoppedOn));
    }
}
