package io.systole.shell.render;

import io.systole.core.view.BanView;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.view.ResourceView;
import io.systole.core.view.TicketView;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A status in the parts of Pacemaker's {@code pacemaker-result} (its schema {@code crm_mon-2.42}). */
public final class StatusXml {
    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;

    private StatusXml(ClusterView view, StatusOptions options, Moment moment) {
        this.view = view;
        this.options = options;
        this.moment = moment;
    }

    /** The elements between the root and its {@code status}. */
    public static List<Element> of(ClusterView view, StatusOptions options, Moment moment) {
        return new StatusXml(view, options, moment).parts();
    }

    private List<Element> parts() {
        List<Element> parts = new ArrayList<>();
        List<Element> summary = new SummaryXml(view, options, moment).parts();
        if (!summary.isEmpty()) {
            parts.add(Element.of("summary").withChildren(summary));
        }
        if (options.has(Section.NODES)) {
            parts.add(nodes());
        }
        if (options.has(Section.RESOURCES)) {
            addUnlessEmpty(parts, "resources", resources());
        }
        if (options.has(Section.ATTRIBUTES)) {
            addUnlessEmpty(parts, "node_attributes", attributes());
        }
        HistoryXml history = new HistoryXml(view, options, moment);
        if (options.has(Section.OPERATIONS) || options.has(Section.FAILCOUNTS)) {
            if (Histories.anyNode(view, options.selection())) {
                parts.add(Element.of("node_history").withChildren(history.nodes()));
            }
        }
        if (options.has(Section.FAILURES)) {
            addUnlessEmpty(parts, "failures", history.failures());
        }
        if (options.has(Section.TICKETS)) {
            addUnlessEmpty(parts, "tickets", tickets());
        }
        if (options.has(Section.BANS)) {
            addUnlessEmpty(parts, "bans", bans());
        }
        return parts;
    }

    private static void addUnlessEmpty(List<Element> parts, String name, List<Element> children) {
        if (!children.isEmpty()) {
            parts.add(Element.of(name).withChildren(children));
        }
    }

    static String number(long number) {
        return Long.toString(number);
    }

    static String truth(boolean value) {
        return value ? "true" : "false";
    }

    private Element nodes() {
        Set<Show> under = EnumSet.noneOf(Show.class);
        under.addAll(options.show());
        under.add(Show.RESOURCE_ONLY);
        ResourceXml resources = new ResourceXml(view, under, options.selection());
        Map<String, ResourceView> byId = options.show().contains(Show.BY_NODE) ? index() : Map.of();
        List<Element> nodes = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            if (options.selection().hasNode(node.name())) {
                Element element = node(node);
                List<Element> running = new ArrayList<>();
                for (String id : node.running()) {
                    Element resource = byId.containsKey(id) ? resources.of(byId.get(id)) : null;
                    if (resource != null) {
                        running.add(resource);
                    }
                }
                nodes.add(element.withChildren(running));
            }
        }
        return Element.of("nodes").withChildren(nodes);
    }

    private Map<String, ResourceView> index() {
        Map<String, ResourceView> byId = new LinkedHashMap<>();
        view.resources().forEach(resource -> index(resource, byId));
        return byId;
    }

    private static void index(ResourceView resource, Map<String, ResourceView> byId) {
        byId.putIfAbsent(resource.id(), resource);
        resource.members().forEach(member -> index(member, byId));
    }

    private static Element node(NodeView node) {
        return Element.of(
                "node",
                "name",
                node.name(),
                "id",
                node.id(),
                "online",
                truth(node.online()),
                "standby",
                truth(node.standby()),
                "standby_onfail",
                truth(node.standbyOnFail()),
                "maintenance",
                truth(node.maintenance()),
                "pending",
                truth(node.pending()),
                "unclean",
                truth(node.unclean()),
                "health",
                node.health() < 0 ? "red" : node.health() == 0 ? "yellow" : "green",
                "feature_set",
                NodeList.featureSet(node),
                "shutdown",
                truth(node.shutdown()),
                "expected_up",
                truth(node.expectedUp()),
                "is_dc",
                truth(node.dc()),
                "resources_running",
                number(node.running().size()),
                "type",
                node.kind() == NodeView.Kind.MEMBER ? "member" : "remote",
                "id_as_resource",
                node.container());
    }

    private List<Element> resources() {
        Set<Show> show = EnumSet.noneOf(Show.class);
        show.addAll(options.show());
        show.remove(Show.BRIEF);
        ResourceXml resources = new ResourceXml(view, show, options.selection());
        ResourceList list = new ResourceList(view, show, options.selection());
        List<Element> elements = new ArrayList<>();
        for (ResourceView resource : list.shown()) {
            Element element = resources.of(resource);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    private List<Element> attributes() {
        List<Element> nodes = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            List<Element> attributes = new ArrayList<>();
            Attributes.of(node).forEach((name, value) -> {
                Integer expected = node.connectivity().get(name);
                attributes.add(Element.of(
                        "attribute",
                        "name",
                        name,
                        "value",
                        value,
                        "expected",
                        expected == null ? null : number(expected)));
            });
            if (node.online() && options.selection().hasNode(node.name()) && !attributes.isEmpty()) {
                nodes.add(Element.of("node", "name", node.name()).withChildren(attributes));
            }
        }
        return nodes;
    }

    private List<Element> tickets() {
        List<Element> tickets = new ArrayList<>();
        for (TicketView ticket : view.tickets()) {
            String granted = ticket.state().get("last-granted");
            Element element = Element.of(
                    "ticket",
                    "id",
                    ticket.id(),
                    "status",
                    ticket.granted() ? "granted" : "revoked",
                    "standby",
                    truth(ticket.standby()),
                    "last-granted",
                    granted == null ? null : moment.longTime(Words.number(granted)));
            for (Map.Entry<String, String> more : ticket.state().entrySet()) {
                boolean said =
                        List.of("id", "standby", "last-granted", "expires").contains(more.getKey());
                element = said ? element : element.with(more.getKey(), more.getValue());
            }
            tickets.add(element);
        }
        return tickets;
    }

    private List<Element> bans() {
        List<Element> bans = new ArrayList<>();
        for (BanView ban : StatusOutline.selectedBans(view, options)) {
            bans.add(Element.of(
                    "ban",
                    "id",
                    ban.id(),
                    "resource",
                    ban.resource(),
                    "node",
                    ban.node(),
                    "weight",
                    number(ban.score()),
                    "promoted-only",
                    truth(ban.promotedOnly()),
                    "master_only",
                    truth(ban.promotedOnly())));
        }
        return bans;
    }
}
