package io.systole.shell.render;

import static io.systole.shell.render.StatusXml.number;
import static io.systole.shell.render.StatusXml.truth;

import io.systole.core.view.BundleView;
import io.systole.core.view.BundleView.ReplicaView;
import io.systole.core.view.CloneView;
import io.systole.core.view.ClusterView;
import io.systole.core.view.GroupView;
import io.systole.core.view.NodeView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceFlags;
import io.systole.core.view.ResourceView;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Any resource as an element of {@code pacemaker-result}. */
public final class ResourceXml {
    private final ClusterView view;
    private final Set<Show> show;
    private final Selection selection;

    public ResourceXml(ClusterView view, Set<Show> show, Selection selection) {
        this.view = view;
        this.show = show;
        this.selection = selection;
    }

    /** Null where nothing of the resource is to be shown. */
    public Element of(ResourceView resource) {
        if (!selection.has(resource)) {
            return null;
        }
        if (resource instanceof PrimitiveView primitive) {
            return primitive(primitive);
        }
        if (resource instanceof GroupView group) {
            return group(group);
        }
        return resource instanceof CloneView clone ? clone(clone) : bundle((BundleView) resource);
    }

    private ResourceXml withAllResources() {
        return selection.allResources() ? this : new ResourceXml(view, show, selection.withAllResources());
    }

    private String description(ResourceFlags flags) {
        return show.contains(Show.DESCRIPTION) || show.contains(Show.RESOURCE_ONLY) ? flags.description() : null;
    }

    private Element primitive(PrimitiveView primitive) {
        ResourceFlags flags = primitive.flags();
        boolean monitoring = show.contains(Show.PENDING) && "monitor".equals(primitive.pendingTask());
        Element element = Element.of(
                "resource",
                "id",
                primitive.shownId(),
                "resource_agent",
                primitive.agent().toString(),
                "role",
                PrimitiveLine.stateWord(primitive, show),
                "target_role",
                flags.targetRole(),
                "active",
                truth(primitive.active()),
                "orphaned",
                truth(flags.removed()),
                "removed",
                truth(flags.removed()),
                "blocked",
                truth(flags.blocked()),
                "maintenance",
                truth(flags.maintenance()),
                "managed",
                truth(flags.managed()),
                "failed",
                truth(flags.failed()),
                "failure_ignored",
                truth(flags.failureIgnored()),
                "nodes_running_on",
                number(primitive.activeOn().size()),
                "pending",
                monitoring ? "Monitoring" : null,
                "locked_to",
                primitive.lockedTo(),
                "description",
                description(flags));
        List<Element> nodes = new ArrayList<>();
        for (String name : primitive.activeOn()) {
            NodeView node = view.node(name);
            nodes.add(Element.of(
                    "node",
                    "name",
                    name,
                    "id",
                    node == null ? name : node.id(),
                    "cached",
                    truth(node != null && node.online())));
        }
        return element.withChildren(nodes);
    }

    private Element group(GroupView group) {
        ResourceXml inner = selection.names(group) ? withAllResources() : this;
        List<Element> members = new ArrayList<>();
        for (ResourceView member : group.members()) {
            if (ResourceOutline.isShown(group, member, selection, show)) {
                Element element = inner.of(member);
                if (element != null) {
                    members.add(element);
                }
            }
        }
        if (members.isEmpty()) {
            return null;
        }
        return Element.of(
                        "group",
                        "id",
                        group.id(),
                        "number_resources",
                        number(group.members().size()),
                        "maintenance",
                        truth(group.flags().maintenance()),
                        "managed",
                        truth(group.flags().managed()),
                        "disabled",
                        truth(group.flags().disabled()),
                        "description",
                        description(group.flags()))
                .withChildren(members);
    }

    private Element clone(CloneView clone) {
        boolean everything = selection.names(clone);
        List<Element> instances = new ArrayList<>();
        for (ResourceView instance : clone.members()) {
            if (!selection.isElsewhere(instance) && (everything || selection.has(instance))) {
                Element element = withAllResources().of(instance);
                if (element != null) {
                    instances.add(element);
                }
            }
        }
        if (instances.isEmpty()) {
            return null;
        }
        ResourceFlags flags = clone.flags();
        return Element.of(
                        "clone",
                        "id",
                        clone.id(),
                        "multi_state",
                        truth(clone.promotable()),
                        "unique",
                        truth(clone.unique()),
                        "maintenance",
                        truth(flags.maintenance()),
                        "managed",
                        truth(flags.managed()),
                        "disabled",
                        truth(flags.disabled()),
                        "failed",
                        truth(flags.failed()),
                        "failure_ignored",
                        truth(flags.failureIgnored()),
                        "target_role",
                        flags.targetRole(),
                        "description",
                        description(flags))
                .withChildren(instances);
    }

    private Element bundle(BundleView bundle) {
        boolean everything = selection.names(bundle);
        List<Element> replicas = new ArrayList<>();
        for (ReplicaView replica : bundle.replicas()) {
            List<Element> parts = selection.isElsewhere(replica.container()) ? List.of() : parts(replica, everything);
            if (!parts.isEmpty()) {
                replicas.add(
                        Element.of("replica", "id", number(replica.offset())).withChildren(parts));
            }
        }
        if (replicas.isEmpty()) {
            return null;
        }
        ResourceFlags flags = bundle.flags();
        return Element.of(
                        "bundle",
                        "id",
                        bundle.id(),
                        "type",
                        bundle.type(),
                        "image",
                        bundle.image(),
                        "unique",
                        truth(bundle.unique()),
                        "maintenance",
                        truth(flags.maintenance()),
                        "managed",
                        truth(flags.managed()),
                        "failed",
                        truth(flags.failed()),
                        "description",
                        description(flags))
                .withChildren(replicas);
    }

    private List<Element> parts(ReplicaView replica, boolean everything) {
        List<Element> parts = new ArrayList<>();
        for (PrimitiveView part :
                new PrimitiveView[] {replica.address(), replica.child(), replica.container(), replica.connection()}) {
            if (part != null && (everything || selection.names(part))) {
                parts.add(primitive(part));
            }
        }
        return parts;
    }
}
