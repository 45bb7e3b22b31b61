package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Role;
import io.systole.core.view.ResourceView;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.render.OutlineText;
import io.systole.shell.render.ResourceList;
import io.systole.shell.render.ResourceOutline;
import io.systole.shell.render.ResourceXml;
import io.systole.shell.render.Selection;
import io.systole.shell.render.Show;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What {@code crm_resource} tells of resources, changing nothing. */
final class ResourceQueries {
    private static final Set<Show> LISTED = EnumSet.of(Show.INACTIVE, Show.RESOURCE_ONLY, Show.PENDING);

    private ResourceQueries() {}

    static int list(ResourceCall call) throws NotConnectedException {
        var view = call.state().view();
        if (view.resources().isEmpty()) {
            call.answer().line("No resources configured");
            return CrmExit.NOSUCH.code();
        }
        ResourceXml xml = new ResourceXml(view, LISTED, Selection.ALL);
        List<Element> elements = new ArrayList<>();
        for (ResourceView resource : view.resources()) {
            elements.add(xml.of(resource));
        }
        call.answer().add(Element.of("resources").withChildren(elements));
        call.answer()
                .line(OutlineText.sections(List.of(new ResourceList(view, LISTED, Selection.ALL).outline()))
                        .stripTrailing());
        return CrmExit.OK.code();
    }

    /** Ids of primitives, instances one by one. */
    static int listRaw(ResourceCall call) throws NotConnectedException {
        List<Element> items = new ArrayList<>();
        LiveState.everyResource(call.state().cluster().resources, resource -> {
            if (resource.children.isEmpty()) {
                call.answer().line(resource.id);
                items.add(Element.of("item").withText(resource.id));
            }
            return false;
        });
        if (items.isEmpty()) {
            call.answer().complain("NO resources configured");
            return CrmExit.NOSUCH.code();
        }
        call.answer().add(Element.of("list", "name", "Resource Names").withChildren(items));
        return CrmExit.OK.code();
    }

    static int locate(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        String id = call.neededId();
        Resource resource = call.resource();
        Resource meant = resource;
        boolean common = resource.parent != null
                && resource.top().isAnonymousClone()
                && !resource.id.equals(id)
                && resource.configuredId().equals(id);
        if (common) {
            meant = resource.top();
        }
        List<Element> nodes = new ArrayList<>();
        for (Resource part : meant.isClone() ? meant.children : List.of(meant)) {
            boolean promoted = Finder.isPromotable(part) && Whereabouts.currentRole(part) == Role.PROMOTED;
            for (Node node : Finder.activeOn(part)) {
                call.answer()
                        .line(
                                call.answer().quiet()
                                        ? node.name
                                        : "resource " + id + " is running on: " + node.name
                                                + (promoted ? " Promoted" : ""));
                nodes.add(Element.of("node", "state", promoted ? "promoted" : null)
                        .withText(node.name));
            }
        }
        if (nodes.isEmpty() && !call.answer().quiet() && !call.answer().xml()) {
            call.answer().complain("resource " + id + " is NOT running");
        }
        call.answer().add(Element.of("nodes", "resource", id).withChildren(nodes));
        return CrmExit.OK.code();
    }

    static int xml(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        Resource resource = call.resource();
        boolean raw = "query-xml-raw".equals(call.call().options().last(List.of("query-xml", "query-xml-raw")));
        Element configured =
                Finder.configured(call.call().cluster().cib().section("resources"), resource.configuredId());
        String text = XmlFormat.pretty(raw && configured != null ? configured : resource.xml);
        var view = call.state().view();
        ResourceView shown = shown(view.resources(), resource.id);
        if (shown != null) {
            var outline = new ResourceOutline(view, EnumSet.of(Show.INACTIVE, Show.PENDING), Selection.ALL).of(shown);
            if (outline != null) {
                call.answer().line(OutlineText.sections(List.of(outline)).stripTrailing());
            }
        }
        call.answer().line("Resource XML:");
        call.answer().line(text.stripTrailing());
        Element.Builder config = Element.builder("resource_config");
        if (shown != null) {
            config.child(new ResourceXml(view, EnumSet.of(Show.INACTIVE, Show.PENDING), Selection.ALL).of(shown));
        }
        call.answer().add(config.child(Element.of("xml").withText(text)).build());
        return CrmExit.OK.code();
    }

    private static ResourceView shown(List<? extends ResourceView> among, String id) {
        for (ResourceView resource : among) {
            ResourceView inner = resource.id().equals(id) ? resource : shown(resource.members(), id);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    static int constraints(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        boolean recursive = call.has("stack") || call.has("recursive");
        Resource resource = call.force() ? call.resource() : Finder.collective(call.resource());
        ConstraintList list = new ConstraintList(call.state(), recursive);
        String text = text(list, resource);
        if (!text.isEmpty()) {
            call.answer().line(text);
        }
        call.answer().add(list.element(resource));
        return CrmExit.OK.code();
    }

    /** The outline without empty lines between its sections. */
    static String text(ConstraintList list, Resource resource) {
        StringBuilder text = new StringBuilder();
        list.outline(resource).forEach(section -> text.append(OutlineText.sections(List.of(section))));
        return text.toString().stripTrailing();
    }

    static int why(ResourceCall call) throws Failure, NotConnectedException, UsageException {
        Checks checks = new Checks(call.state());
        Node node = call.node();
        Element.Builder reason = Element.builder("reason");
        if (call.resourceId() != null) {
            Resource resource = call.resource();
            boolean running = Finder.isActiveOn(resource, node);
            call.answer()
                    .line("Resource " + resource.id + " is " + (running ? "" : "not ") + "running"
                            + (node == null ? "" : " on host " + node.name));
            if (node == null) {
                reason.attribute("running", Boolean.toString(running));
            } else if (running) {
                reason.attribute("running_on", node.name);
            }
            explain(call, checks, resource, node);
            reason.child(checks.element(resource, node));
        } else {
            List<Element> resources = new ArrayList<>();
            for (Resource resource : call.state().cluster().resources) {
                boolean running = Finder.isActiveOn(resource, node);
                if (node != null && !running) {
                    continue;
                }
                call.answer()
                        .line("Resource " + resource.id + " is " + (running ? "" : "not ") + "running"
                                + (node == null ? "" : " on host " + node.name));
                explain(call, checks, resource, node);
                resources.add(Element.of(
                                "resource",
                                "id",
                                resource.id,
                                "running",
                                Boolean.toString(running),
                                "host",
                                node == null ? null : node.name)
                        .withChild(checks.element(resource, node)));
            }
            reason.child(Element.of("resources").withChildren(resources));
        }
        call.answer().add(reason.build());
        return CrmExit.OK.code();
    }

    static void explain(ResourceCall call, Checks checks, Resource resource, Node node) {
        for (String sentence : checks.sentences(resource, node)) {
            call.answer().line("  * " + sentence);
        }
    }

    static int operations(ResourceCall call) throws Failure, NotConnectedException {
        boolean active =
                "list-operations".equals(call.call().options().last(List.of("list-operations", "list-all-operations")));
        OperationList list = new OperationList(call.state());
        String resource = call.resourceId() == null
                ? null
                : Names.withoutInstance(call.finder().resource(call.resourceId()).id);
        List<Element> elements = new ArrayList<>();
        for (OperationList.Entry entry : list.entries(resource, call.nodeName(), active)) {
            call.answer().line(list.line(entry));
            elements.add(list.element(entry));
        }
        call.answer().add(Element.of("operations").withChildren(elements));
        return CrmExit.OK.code();
    }

    static int get(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        String id = call.neededId();
        String name = call.value("get-parameter");
        Resource resource = call.resource();
        String value;
        if (call.has("element")) {
            value = resource.xml.attribute(name);
        } else {
            if (resource.activeNodes.size() > 1 && !call.has("meta")) {
                call.answer()
                        .complain(resource.id + " is active on more than one node, returning the default value for "
                                + name);
            }
            value = new Settings(call.call().cluster().cib(), call.state())
                    .effective(id, ResourceChanges.kind(call), name);
        }
        return tell(call, resource, name, value);
    }

    /** The word of Pacemaker before 3.0 for {@code --get-parameter … --element}. */
    static int property(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        call.neededId();
        Resource resource = call.resource();
        String name = call.value("get-property");
        return tell(call, resource, name, resource.xml.attribute(name));
    }

    private static int tell(ResourceCall call, Resource resource, String name, String value) {
        if (value == null) {
            call.answer().complain("Attribute '" + name + "' not found for '" + resource.id + "'");
            return CrmExit.OK.code();
        }
        call.answer().line(value);
        call.answer()
                .add(Element.of("list", "name", "Attributes")
                        .withChild(Element.of("item", "name", name).withText(value)));
        return CrmExit.OK.code();
    }

    /** What the cluster still has under way, a line each. */
    static List<String> pending(LiveState state) {
        TreeMap<String, String> lines = new TreeMap<>();
        LiveState.everyResource(state.cluster().resources, resource -> {
            if (resource.pendingAction != null) {
                lines.put(
                        resource.id,
                        resource.id + " " + resource.pendingAction
                                + (resource.pendingNode == null ? "" : "\ton " + resource.pendingNode.name));
            }
            return false;
        });
        return new ArrayList<>(lines.values());
    }
}
