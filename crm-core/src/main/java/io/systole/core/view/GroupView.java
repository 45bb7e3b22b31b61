package io.systole.core.view;

import io.systole.core.value.Role;
import java.util.List;

/** A group, or one instance of a cloned one. */
public record GroupView(
        String id,
        String shownId,
        ResourceFlags flags,
        List<ResourceView> members,
        List<String> activeOn,
        Role role,
        boolean active,
        boolean partlyActive)
        implements ResourceView {
    public GroupView {
        members = List.copyOf(members);
        activeOn = List.copyOf(activeOn);
    }
}
