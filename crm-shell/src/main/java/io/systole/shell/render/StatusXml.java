package io.systole.shell.render;

import io.systole.core.view.BanView;
import io.systole.core.view.ClusterSummary;
import io.systole.core.view.ClusterView;
import io.systole.core.view.FailureView;
import io.systole.core.view.HistoryView;
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
        List<Element> summary = summary();
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
        if (options.has(Section.OPERATIONS) || options.has(Section.FAILCOUNTS)) {
            if (Histories.anyNode(view, options.selection())) {
                parts.add(Element.of("node_history").withChildren(histories()));
            }
        }
        if (options.has(Section.FAILURES)) {
            addUnlessEmpty(parts, "failures", failures());
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

    private List<Element> summary() {
        ClusterSummary summary = view.summary();
        List<Element> parts = new ArrayList<>();
        if (options.has(Section.STACK)) {
            parts.add(Element.of(
                    "stack",
                    "type",
                    Summary.stack(summary, moment),
                    "pacemakerd-state",
                    moment.live() ? "running" : null));
        }
        if (options.has(Section.DC)) {
            parts.add(dc(summary));
        }
        if (options.has(Section.TIMES)) {
            parts.add(Element.of("last_update", "time", moment.now(), "origin", moment.localNode()));
            parts.add(Element.of(
                    "last_change",
                    "time",
                    orEmpty(summary.lastWritten()),
                    "user",
                    orEmpty(summary.lastUser()),
                    "client",
                    orEmpty(summary.lastClient()),
                    "origin",
                    orEmpty(summary.lastOrigin())));
        }
        if (options.has(Section.COUNTS)) {
            parts.add(
                    Element.of("nodes_configured", "number", number(view.nodes().size())));
            parts.add(Element.of(
                    "resources_configured",
                    "number",
                    number(summary.instances()),
                    "disabled",
                    number(summary.disabled()),
                    "blocked",
                    number(summary.blocked())));
        }
        if (options.has(Section.OPTIONS)) {
            parts.add(clusterOptions(summary));
        }
        return parts;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    static String number(long number) {
        return Long.toString(number);
    }

    static String truth(boolean value) {
        return value ? "true" : "false";
    }

    private Element dc(ClusterSummary summary) {
        if (summary.dc() == null) {
            return Element.of("current_dc", "present", "false");
        }
        NodeView node = view.node(summary.dc());
        return Element.of(
                "current_dc",
                "present",
                "true",
                "version",
                orEmpty(Summary.version(summary, moment)),
                "name",
                summary.dc(),
                "id",
                node == null ? "" : node.id(),
                "with_quorum",
                truth(summary.quorate()),
                "mixed_version",
                truth(Summary.mixedVersions(view)));
    }

    private static Element clusterOptions(ClusterSummary summary) {
        return Element.of(
                "cluster_options",
                "fencing-enabled",
                truth(summary.fencingEnabled()),
                "fencing-timeout-ms",
                number(summary.fencingTimeoutMs()),
                "symmetric-cluster",
                truth(summary.symmetric()),
                "no-quorum-policy",
                summary.noQuorumPolicy(),
                "maintenance-mode",
                truth(summary.maintenanceMode()),
                "stop-all-resources",
                truth(summary.stopAll()),
                "priority-fencing-delay-ms",
                number(summary.priorityFencingDelayMs()),
                "stonith-enabled",
                truth(summary.fencingEnabled()),
                "stonith-timeout-ms",
                number(summary.fencingTimeoutMs()));
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

    private List<Element> histories() {
        Map<String, List<Element>> byNode = new LinkedHashMap<>();
        boolean operations = options.has(Section.OPERATIONS);
        for (HistoryView history : Histories.selected(view, options.selection())) {
            List<Element> entries = new ArrayList<>();
            if (operations) {
                Histories.shown(history).forEach(entry -> entries.add(entry(entry)));
            }
            if (operations ? !entries.isEmpty() : history.failCount() > 0) {
                byNode.computeIfAbsent(history.node(), n -> new ArrayList<>())
                        .add(history(history, operations).withChildren(entries));
            }
        }
        List<Element> nodes = new ArrayList<>();
        byNode.forEach((name, all) -> nodes.add(Element.of("node", "name", name).withChildren(all)));
        return nodes;
    }

    private Element history(HistoryView history, boolean operations) {
        return Element.of(
                "resource_history",
                "id",
                operations ? history.resource() : history.historyId(),
                "orphan",
                "false",
                "removed",
                "false",
                "migration-threshold",
                number(history.migrationThreshold()),
                "fail-count",
                history.failCount() > 0 ? number(history.failCount()) : null,
                "last-failure",
                history.lastFailureSeconds() > 0 ? moment.longTime(history.lastFailureSeconds()) : null);
    }

    private Element entry(Element entry) {
        boolean timing = options.show().contains(Show.TIMING);
        long intervalMs = Words.number(entry.attribute("interval"));
        long changed = timing ? FailureLine.seconds(entry) : 0;
        return Element.of(
                "operation_history",
                "call",
                entry.attribute("call-id"),
                "task",
                Histories.task(entry),
                "rc",
                number(FailureLine.exitCode(entry)),
                "rc_text",
                FailureLine.exitText(entry),
                "interval",
                intervalMs > 0 ? intervalMs + "ms" : null,
                "last-rc-change",
                changed > 0 ? moment.longTime(changed) : null,
                "exec-time",
                timing && entry.has("exec-time") ? entry.attribute("exec-time") + "ms" : null,
                "queue-time",
                timing && entry.has("queue-time") ? entry.attribute("queue-time") + "ms" : null);
    }

    private List<Element> failures() {
        List<Element> failures = new ArrayList<>();
        for (FailureView failure : StatusOutline.selected(view, options.selection())) {
            Element entry = failure.history();
            String reason = entry.attribute("exit-reason", "");
            Element element = Element.of(
                    "failure",
                    entry.has("operation_key") ? "op_key" : "id",
                    FailureLine.key(entry),
                    "node",
                    failure.node(),
                    "exitstatus",
                    FailureLine.exitText(entry),
                    "exitreason",
                    entry.has("exit-reason") ? reason : "none",
                    "exitcode",
                    number(FailureLine.exitCode(entry)),
                    "call",
                    entry.attribute("call-id"),
                    "status",
                    FailureLine.status(entry).description());
            failures.add(FailureLine.seconds(entry) > 0 ? timed(element, entry) : element);
        }
        return failures;
    }

    private Element timed(Element failure, Element entry) {
        Element timed = failure.with("last-rc-change", moment.logTime(FailureLine.seconds(entry)));
        timed = entry.has("queue-time") ? timed.with("queued", entry.attribute("queue-time")) : timed;
        timed = entry.has("exec-time") ? timed.with("exec", entry.attribute("exec-time")) : timed;
        return timed.with("interval", number(Words.number(entry.attribute("interval"))))
                .with("task", entry.attribute("operation", ""));
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
