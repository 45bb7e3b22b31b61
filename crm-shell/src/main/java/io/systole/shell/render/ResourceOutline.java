package io.systole.shell.render;

import io.systole.core.view.BundleView;
import io.systole.core.view.CloneView;
import io.systole.core.view.ClusterView;
import io.systole.core.view.GroupView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Any resource with what it is made of. */
public final class ResourceOutline {
    private final ClusterView view;
    private final Set<Show> show;
    private final Selection selection;
    private final PrimitiveLine line;

    public ResourceOutline(ClusterView view, Set<Show> show, Selection selection) {
        this.view = view;
        this.show = show;
        this.selection = selection;
        this.line = new PrimitiveLine(view, show);
    }

    ResourceOutline withAllResources() {
        return selection.allResources() ? this : new ResourceOutline(view, show, selection.withAllResources());
    }

    /** Null where nothing of the resource is to be shown. */
    public Outline of(ResourceView resource) {
        if (resource instanceof PrimitiveView primitive) {
            boolean hidden = primitive.internal() && !show.contains(Show.DETAIL) || !selection.names(primitive);
            return hidden ? null : line(primitive, primitive.shownId(), primitive.node());
        }
        if (resource instanceof GroupView group) {
            return group(group);
        }
        if (resource instanceof CloneView clone) {
            return new CloneOutline(view, show, selection, this).of(clone);
        }
        return new BundleOutline(show, selection, this).of((BundleView) resource);
    }

    Outline line(PrimitiveView primitive, String name, String node) {
        return Outline.item(new Span(line.text(primitive, name, node), PrimitiveLine.style(primitive)));
    }

    private Outline group(GroupView group) {
        if (!selection.has(group)) {
            return null;
        }
        List<Outline> items = new ArrayList<>();
        if (show.contains(Show.BRIEF)) {
            List<ResourceView> members = new ArrayList<>();
            group.members().stream().filter(selection::has).forEach(members::add);
            items.addAll(new BriefOutline(view, true, show.contains(Show.RESOURCE_ONLY)).of(members));
            return members.isEmpty() ? null : Outline.list(heading(group), items);
        }
        for (ResourceView member : group.members()) {
            if (isShown(group, member, selection, show)) {
                Outline shown = (selection.names(group) ? withAllResources() : this).of(member);
                if (shown != null) {
                    items.add(shown);
                }
            }
        }
        return items.isEmpty() ? null : Outline.list(heading(group), items);
    }

    static boolean isShown(GroupView group, ResourceView member, Selection selection, Set<Show> show) {
        boolean named = selection.has(member);
        if (named && !selection.allResources()) {
            return true;
        }
        return (named || selection.names(group)) && (member.partlyActive() || show.contains(Show.INACTIVE));
    }

    private String heading(GroupView group) {
        StringBuilder heading = new StringBuilder("Resource Group: ").append(group.id());
        List<String> words = new ArrayList<>();
        long inactive =
                group.members().stream().filter(member -> !member.active()).count();
        if (!group.active() && group.partlyActive() && inactive > 0 && !show.contains(Show.INACTIVE)) {
            words.add(inactive + " member" + (inactive == 1 ? "" : "s") + " inactive");
        }
        if (group.flags().disabled()) {
            words.add("disabled");
        }
        if (group.flags().maintenance()) {
            words.add("maintenance");
        } else if (!group.flags().managed()) {
            words.add("unmanaged");
        }
        if (!words.isEmpty()) {
            heading.append(" (").append(String.join(", ", words)).append(')');
        }
        return heading.append(description(group)).toString();
    }

    String description(ResourceView resource) {
        boolean wanted = show.contains(Show.DESCRIPTION) || show.contains(Show.RESOURCE_ONLY);
        return wanted ? Words.bracketed(resource.flags().description()) : "";
    }
}
