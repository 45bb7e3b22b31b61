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
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Any resource as an element of {@code pacemaker-result}. */
public final class ResourceXml {
    /** The attributes that tell a resource's flags, by their names. */
    private static final Map<String, Function<ResourceFlags, String>> FLAGS = Map.of(
            "target_role", ResourceFlags::targetRole,
            "orphaned", flags -> truth(flags.removed()),
            "removed", flags -> truth(flags.removed()),
            "blocked", flags -> truth(flags.blocked()),
            "maintenance", flags -> truth(flags.maintenance()),
            "managed", flags -> truth(flags.managed()),
            "disabled", flags -> truth(flags.disabled()),
            "failed", flags -> truth(flags.failed()),
            "failure_ignored", flags -> truth(flags.failureIgnored()));

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

    /** The flags named, in this order. */
    private static void flags(Element.Builder element, ResourceFlags flags, String... names) {
        for (String name : names) {
            element.attribute(name, FLAGS.get(name).apply(flags));
        }
    }

    private void description(Element.Builder element, ResourceFlags flags) {
        boolean shown = show.contains(Show.DESCRIPTION) || show.contains(Show.RESOURCE_ONLY);
        element.attribute("description", shown ? flags.description() : null);
    }

    private Element primitive(PrimitiveView primitive) {
        ResourceFlags flags = primitive.flags();
        boolean monitoring = show.contains(Show.PENDING) && "monitor".equals(primitive.pendingTask());
        Element.Builder element = Element.builder("resource")
                .attribute("id", primitive.shownId())
                .attribute("resource_agent", primitive.agent().toString())
                .attribute("role", PrimitiveLine.stateWord(primitive, show));
        flags(element, flags, "target_role");
        element.attribute("active", truth(primitive.active()));
        flags(element, flags, "orphaned", "removed", "blocked", "maintenance", "managed", "failed", "failure_ignored");
        element.attribute("nodes_running_on", number(primitive.activeOn().size()))
                .attribute("pending", monitoring ? "Monitoring" : null)
                .attribute("locked_to", primitive.lockedTo());
        description(element, flags);
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
        return element.children(nodes).build();
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
        Element.Builder element = Element.builder("group")
                .attribute("id", group.id())
                .attribute("number_resources", number(group.members().size()));
        flags(element, group.flags(), "maintenance", "managed", "disabled");
        description(element, group.flags());
        return element.children(members).build();
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
        Element.Builder element = Element.builder("clone")
                .attribute("id", clone.id())
                .attribute("multi_state", truth(clone.promotable()))
                .attribute("unique", truth(clone.unique()));
        flags(element, clone.flags(), "maintenance", "managed", "disabled", "failed", "failure_ignored", "target_role");
        description(element, clone.flags());
        return element.children(instances).build();
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
        Element.Builder element = Element.builder("bundle")
                .attribute("id", bundle.id())
                .attribute("type", bundle.type())
                .attribute("image", bundle.image())
                .attribute("unique", truth(bundle.unique()));
        flags(element, bundle.flags(), "maintenance", "managed", "failed");
        description(element, bundle.flags());
        return element.children(replicas).build();
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
