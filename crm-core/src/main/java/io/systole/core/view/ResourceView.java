package io.systole.core.view;

import io.systole.core.value.Role;
import java.util.List;

/** A resource as it is now: a primitive, or a group, clone or bundle with what it is made of. */
public sealed interface ResourceView permits PrimitiveView, GroupView, CloneView, BundleView {
    String id();

    ResourceFlags flags();

    /** Whether all of it is active. */
    boolean active();

    /** Whether any of it is active. */
    boolean partlyActive();

    /** The parts, in order; empty for a primitive. */
    List<? extends ResourceView> members();

    /** The names of the nodes that it is active on, each once. */
    List<String> activeOn();

    /** The role it has; of a collective, the highest among its parts. */
    Role role();

    /** Whether it or any part is no longer configured. */
    default boolean anyRemoved() {
        return flags().removed() || members().stream().anyMatch(ResourceView::anyRemoved);
    }

    default boolean anyFailed() {
        return flags().failed() || members().stream().anyMatch(ResourceView::anyFailed);
    }

    default boolean allManaged() {
        return flags().managed() && members().stream().allMatch(ResourceView::allManaged);
    }
}
