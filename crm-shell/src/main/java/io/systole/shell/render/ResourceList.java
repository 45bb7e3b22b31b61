package io.systole.shell.render;

import io.systole.core.view.ClusterView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The section with all resources that no other section has shown already. */
public final class ResourceList {
    private final ClusterView view;
    private final Set<Show> show;
    private final Selection selection;

    public ResourceList(ClusterView view, Set<Show> show, Selection selection) {
        this.view = view;
        this.show = show;
        this.selection = selection;
    }

    /** Null where there is nothing to list because all of it is listed by node. */
    public Outline outline() {
        boolean byNode = show.contains(Show.BY_NODE);
        boolean inactive = show.contains(Show.INACTIVE);
        if (byNode && !inactive) {
            return null;
        }
        List<Outline> items = new ArrayList<>();
        boolean counted = show.contains(Show.BRIEF) && !byNode;
        if (counted) {
            List<ResourceView> named = new ArrayList<>();
            view.resources().stream().filter(selection::has).forEach(named::add);
            items.addAll(new BriefOutline(view, inactive, show.contains(Show.RESOURCE_ONLY)).of(named));
        }
        ResourceOutline resources = new ResourceOutline(view, show, selection);
        for (ResourceView resource : shown()) {
            Outline shown = resources.of(resource);
            if (shown != null) {
                items.add(shown);
            }
        }
        if (items.isEmpty()) {
            String which = byNode ? "No inactive resources" : inactive ? "No resources" : "No active resources";
            items.add(Outline.item(which));
        }
        String heading = byNode ? "Inactive Resources" : inactive ? "Full List of Resources" : "Active Resources";
        return Outline.list(heading, items);
    }

    /** The resources that the list is of; none where all that is active is listed by node. */
    List<ResourceView> shown() {
        boolean byNode = show.contains(Show.BY_NODE);
        boolean inactive = show.contains(Show.INACTIVE);
        boolean counted = show.contains(Show.BRIEF) && !byNode;
        return byNode && !inactive
                ? List.of()
                : view.resources().stream()
                        .filter(resource -> isShown(resource, byNode, inactive, counted))
                        .map(ResourceView.class::cast)
                        .toList();
    }

    private boolean isShown(ResourceView resource, boolean byNode, boolean inactive, boolean counted) {
        if (resource.flags().removed() && !resource.active()) {
            return false;
        }
        if (byNode) {
            return !resource.active();
        }
        if (counted && resource instanceof PrimitiveView) {
            return false;
        }
        return resource.partlyActive() ? selection.isOn(resource) : inactive;
    }
}
