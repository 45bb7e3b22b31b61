package io.systole.shell.render;

import io.systole.core.view.BundleView;
import io.systole.core.view.CloneView;
import io.systole.core.view.GroupView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The nodes and resources that a person asked for. */
public final class Selection {
    public static final Selection ALL = new Selection(null, null);

    private final Set<String> nodes;
    private final Set<String> resources;

    /**
     * @param nodes names in any case; null for all
     * @param resources ids; null for all
     */
    public Selection(Collection<String> nodes, Collection<String> resources) {
        if (nodes == null) {
            this.nodes = null;
        } else {
            this.nodes = new TreeSet<>();
            nodes.forEach(node -> this.nodes.add(node.toLowerCase(Locale.ROOT)));
        }
        this.resources = resources == null ? null : new TreeSet<>(resources);
    }

    public boolean hasNode(String name) {
        return nodes == null || nodes.contains(name.toLowerCase(Locale.ROOT));
    }

    public boolean hasResource(String id) {
        return resources == null || resources.contains(id);
    }

    boolean allResources() {
        return resources == null;
    }

    /** Whether the resource itself was named: by its own or its shown id, an instance also without its number. */
    boolean names(ResourceView resource) {
        int colon = resource.id().indexOf(':');
        return hasResource(resource.id())
                || hasResource(shownId(resource))
                || colon > 0 && hasResource(resource.id().substring(0, colon));
    }

    /** Whether the resource or anything in it was named. */
    public boolean has(ResourceView resource) {
        return names(resource)
                || resource instanceof CloneView clone && hasResource(clone.childId())
                || resource.members().stream().anyMatch(this::has);
    }

    /** Whether the resource is on a selected node; if it is nowhere, no. */
    boolean isOn(ResourceView resource) {
        return nodes == null
                ? !resource.activeOn().isEmpty()
                : resource.activeOn().stream().anyMatch(this::hasNode);
    }

    /** Active, but only on nodes that were not asked for. */
    boolean isElsewhere(ResourceView resource) {
        return resource.partlyActive() && !isOn(resource);
    }

    static String shownId(ResourceView resource) {
        if (resource instanceof PrimitiveView primitive) {
            return primitive.shownId();
        }
        if (resource instanceof GroupView group) {
            return group.shownId();
        }
        return resource instanceof BundleView bundle ? bundle.id() : resource.id();
    }

    /** The same nodes, and all resources. */
    Selection withAllResources() {
        Selection all = new Selection(null, null);
        return nodes == null ? all : new Selection(nodes, null);
    }
}
