package io.systole.shell.render;

import io.systole.core.view.BundleView;
import io.systole.core.view.BundleView.ReplicaView;
import io.systole.core.view.PrimitiveView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A bundle: a line a replica, or, in detail, all that replicas are made of. */
final class BundleOutline {
    private final Set<Show> show;
    private final Selection selection;
    private final ResourceOutline resources;

    BundleOutline(Set<Show> show, Selection selection, ResourceOutline resources) {
        this.show = show;
        this.selection = selection;
        this.resources = resources;
    }

    /** Null where there is nothing to show. */
    Outline of(BundleView bundle) {
        if (!selection.has(bundle)) {
            return null;
        }
        boolean everything = selection.names(bundle);
        List<Outline> items = new ArrayList<>();
        for (ReplicaView replica : bundle.replicas()) {
            if (selection.isElsewhere(replica.container())) {
                continue;
            }
            if (show.contains(Show.DETAIL) || !everything) {
                addParts(replica, everything, bundle.replicas().size() > 1, items);
            } else {
                items.add(line(replica));
            }
        }
        return items.isEmpty() ? null : Outline.list(heading(bundle), items);
    }

    private void addParts(ReplicaView replica, boolean everything, boolean several, List<Outline> items) {
        List<Outline> parts = new ArrayList<>();
        for (PrimitiveView part :
                new PrimitiveView[] {replica.address(), replica.child(), replica.container(), replica.connection()}) {
            if (part != null && (everything || selection.names(part))) {
                parts.add(resources.line(part, part.shownId(), part.node()));
            }
        }
        if (parts.isEmpty()) {
            return;
        }
        if (several) {
            items.add(Outline.item("Replica[" + replica.offset() + "]"));
        }
        items.add(Outline.indented(parts));
    }

    private Outline line(ReplicaView replica) {
        PrimitiveView main = replica.child() == null ? replica.container() : replica.child();
        PrimitiveView named = replica.connection() == null ? replica.container() : replica.connection();
        return resources.line(main, named.shownId() + Words.bracketed(replica.ip()), replica.node());
    }

    private String heading(BundleView bundle) {
        return "Container bundle" + (bundle.replicas().size() > 1 ? " set" : "") + ": " + bundle.id() + " ["
                + bundle.image() + "]"
                + (bundle.unique() ? " (unique)" : "")
                + resources.description(bundle)
                + (bundle.flags().maintenance()
                        ? " (maintenance)"
                        : bundle.flags().managed() ? "" : " (unmanaged)");
    }
}
