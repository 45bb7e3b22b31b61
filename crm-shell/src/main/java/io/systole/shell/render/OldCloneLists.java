package io.systole.shell.render;

import io.systole.core.value.Role;
import io.systole.core.view.CloneView;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.view.ResourceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lists under a clone in Pacemaker 1.1.6. There a stopped instance had a name of its own, {@code drbd_pg:1}, and instances
 * kept their numbers: the number of a node's instance is the node's place among the nodes.
 *
 * @param alone instances with a line of their own
 * @param stopped names of instances
 */
record OldCloneLists(List<ResourceView> alone, List<String> promoted, List<String> others, List<String> stopped) {
    static OldCloneLists of(CloneView clone, ClusterView view) {
        List<ResourceView> alone = new ArrayList<>();
        Set<String> promoted = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        Set<String> active = new TreeSet<>();
        int running = 0;
        for (ResourceView instance : clone.members()) {
            boolean orderly = instance.active()
                    && instance.activeOn().size() == 1
                    && !instance.anyFailed()
                    && !instance.anyRemoved()
                    && instance.allManaged();
            active.addAll(instance.activeOn());
            running += instance.partlyActive() ? 1 : 0;
            if (clone.unique() || instance.partlyActive() && !orderly) {
                alone.add(instance);
            } else if (orderly) {
                (instance.role() == Role.PROMOTED ? promoted : others)
                        .add(instance.activeOn().get(0));
            }
        }
        List<String> stopped = clone.unique() ? List.of() : stopped(clone, view, active, clone.cloneMax() - running);
        return new OldCloneLists(alone, inOrder(promoted, view), inOrder(others, view), stopped);
    }

    private static List<String> stopped(CloneView clone, ClusterView view, Set<String> active, int howMany) {
        List<String> names = new ArrayList<>();
        int number = 0;
        for (NodeView node : view.nodes()) {
            if (node.kind() == NodeView.Kind.MEMBER) {
                if (names.size() < howMany && !active.contains(node.name())) {
                    names.add(clone.childId() + ":" + number);
                }
                number++;
            }
        }
        for (; names.size() < howMany; number++) {
            names.add(clone.childId() + ":" + number);
        }
        return names;
    }

    private static List<String> inOrder(Set<String> names, ClusterView view) {
        return view.nodes().stream().map(NodeView::name).filter(names::contains).toList();
    }
}
