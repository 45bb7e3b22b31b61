package io.systole.shell.render;

import io.systole.core.value.Role;
import io.systole.core.view.CloneView;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A clone: instances that are as they should be are folded into lists of nodes, one list a role; all others have a line of
 * their own.
 */
final class CloneOutline {
    private final ClusterView view;
    private final Set<Show> show;
    private final Selection selection;
    private final ResourceOutline resources;

    CloneOutline(ClusterView view, Set<Show> show, Selection selection, ResourceOutline resources) {
        this.view = view;
        this.show = show;
        this.selection = selection;
        this.resources = resources;
    }

    /** Null where there is nothing to show. */
    Outline of(CloneView clone) {
        if (!selection.has(clone)) {
            return null;
        }
        List<Outline> items = new ArrayList<>();
        Set<String> promoted = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        boolean everything = selection.names(clone);
        for (ResourceView instance : clone.members()) {
            if (selection.isElsewhere(instance) || !everything && !selection.has(instance)) {
                continue;
            }
            boolean folded = !show.contains(Show.DETAIL) && isFoldable(clone, instance);
            if (!folded && isShownAlone(clone, instance)) {
                Outline shown = resources.withAllResources().of(instance);
                if (shown != null) {
                    items.add(shown);
                }
            } else if (folded && instance.partlyActive()) {
                (instance.role() == Role.PROMOTED ? promoted : others)
                        .add(instance.activeOn().get(0));
            }
        }
        boolean bare = false;
        if (!show.contains(Show.DETAIL)) {
            int listed = list(clone, promoted, others, items);
            if (show.contains(Show.INACTIVE)) {
                List<Outline> stopped = clone.unique() || clone.cloneMax() <= listed ? List.of() : stopped(clone);
                items.addAll(stopped);
                bare = stopped.isEmpty() && listed == 0;
            }
        }
        return items.isEmpty() && !bare ? null : Outline.list(heading(clone), items);
    }

    private int list(CloneView clone, Set<String> promoted, Set<String> others, List<Outline> items) {
        List<String> promotedOn = inOrder(promoted);
        List<String> othersOn = inOrder(others);
        if (!promotedOn.isEmpty()) {
            items.add(nodes("Promoted", promotedOn));
        }
        if (!othersOn.isEmpty()) {
            String limited = clone.targetRole() == Role.UNPROMOTED ? "Unpromoted (target-role)" : "Unpromoted";
            items.add(nodes(clone.promotable() ? limited : "Started", othersOn));
        }
        return promotedOn.size() + othersOn.size();
    }

    /** The names in the order of the node list, without nodes that were not asked for. */
    private List<String> inOrder(Set<String> names) {
        List<String> ordered = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            if (names.contains(node.name()) && selection.hasNode(node.name())) {
                ordered.add(node.name());
            }
        }
        return ordered;
    }

    static Outline nodes(String what, List<String> names) {
        return Outline.item(what + ": [ " + String.join(" ", names) + " ]");
    }

    private List<Outline> stopped(CloneView clone) {
        Map<String, List<String>> byReason = new TreeMap<>();
        for (NodeView node : view.nodes()) {
            String reason = clone.stoppedOn().get(node.name());
            if (reason != null && selection.hasNode(node.name())) {
                byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(node.name());
            }
        }
        List<Outline> lists = new ArrayList<>();
        byReason.forEach((reason, names) -> lists.add(nodes(reason, names)));
        return lists;
    }

    /** Whether an instance needs no line of its own, being fully active in good order on one node, or not active at all. */
    private boolean isFoldable(CloneView clone, ResourceView instance) {
        if (clone.unique() || hasPending(instance)) {
            return false;
        }
        if (!instance.partlyActive()) {
            return true;
        }
        return instance.active()
                && !instance.anyRemoved()
                && !instance.anyFailed()
                && instance.allManaged()
                && instance.activeOn().size() == 1
                && !isUnclean(instance.activeOn().get(0));
    }

    private boolean isShownAlone(CloneView clone, ResourceView instance) {
        if (show.contains(Show.DETAIL) || !clone.unique()) {
            return true;
        }
        return instance.partlyActive() || !clone.flags().removed();
    }

    private boolean hasPending(ResourceView instance) {
        return show.contains(Show.PENDING)
                && instance instanceof PrimitiveView primitive
                && primitive.pendingTask() != null
                && !primitive.pendingTask().equals("probe");
    }

    private boolean isUnclean(String name) {
        NodeView node = view.node(name);
        return node != null && !node.online() && node.unclean();
    }

    private String heading(CloneView clone) {
        List<String> words = new ArrayList<>();
        if (clone.promotable()) {
            words.add("promotable");
        }
        if (clone.unique()) {
            words.add("unique");
        }
        if (clone.flags().disabled()) {
            words.add("disabled");
        }
        if (clone.flags().maintenance()) {
            words.add("maintenance");
        } else if (!clone.flags().managed()) {
            words.add("unmanaged");
        }
        return "Clone Set: " + clone.id() + " [" + clone.childId() + "]"
                + (words.isEmpty() ? "" : " (" + String.join(", ", words) + ")")
                + resources.description(clone);
    }
}
