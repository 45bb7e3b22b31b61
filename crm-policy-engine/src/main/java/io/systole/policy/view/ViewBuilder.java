package io.systole.policy.view;

import io.systole.core.value.CibInterval;
import io.systole.core.value.CrmBoolean;
import io.systole.core.view.BanView;
import io.systole.core.view.ClusterSummary;
import io.systole.core.view.ClusterView;
import io.systole.core.view.FailureView;
import io.systole.core.view.HistoryView;
import io.systole.core.view.NodeView;
import io.systole.core.view.ResourceView;
import io.systole.core.view.TicketView;
import io.systole.core.xml.Element;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.action.Parameters;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.FailedOperation;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Freezes a cluster whose CIB was read, but which was not scheduled, into a view. */
public final class ViewBuilder {
    private final Cluster cluster;
    private int instances;
    private int disabled;
    private int blocked;

    private ViewBuilder(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The CIB as it is, for what the working model does not keep. */
    private List<Element> status(String section, String element) {
        Element status = cluster.cib.child("status");
        Element found = status == null ? null : status.child(section);
        return found == null ? List.of() : found.children(element);
    }

    /** @param bans location constraints that keep resources off nodes, as they were read */
    static ClusterView of(Cluster cluster, Parameters parameters, FailCounts failCounts, List<BanView> bans) {
        return new ViewBuilder(cluster).build(parameters, failCounts, bans);
    }

    private ClusterView build(Parameters parameters, FailCounts failCounts, List<BanView> bans) {
        List<NodeView> nodes = new ArrayList<>();
        for (Node node : cluster.nodes) {
            nodes.add(NodeViews.of(cluster, node, Connectivity.of(node, parameters)));
        }
        ResourceViews views = new ResourceViews(cluster);
        List<ResourceView> resources = new ArrayList<>();
        for (Resource resource : cluster.resources) {
            count(resource);
            if (!resource.removed || resource.isActive(true)) {
                resources.add(views.of(resource));
            }
        }
        List<FailureView> failures = new ArrayList<>();
        for (FailedOperation failed : cluster.failedOperations) {
            failures.add(new FailureView(
                    failed.resource().id,
                    failed.node().name,
                    failed.history(),
                    HistoryEntry.isMaskedProbe(failed.history())));
        }
        List<HistoryView> histories = new Histories(cluster, failCounts).all();
        return new ClusterView(summary(), nodes, resources, failures, tickets(), bans, histories);
    }

    private List<TicketView> tickets() {
        Map<String, SortedMap<String, String>> states = new LinkedHashMap<>();
        Element configuration = cluster.cib.child("configuration");
        Element constraints = configuration == null ? null : configuration.child("constraints");
        for (Element state : status("tickets", "ticket_state")) {
            SortedMap<String, String> values = new TreeMap<>();
            for (int i = 0; i < state.attributeCount(); i++) {
                values.put(state.attributeName(i), state.attributeValue(i));
            }
            states.put(state.id(), values);
        }
        for (Element constraint : constraints == null ? List.<Element>of() : constraints.children("rsc_ticket")) {
            states.putIfAbsent(constraint.attribute("ticket", ""), new TreeMap<>());
        }
        List<TicketView> tickets = new ArrayList<>();
        states.forEach((id, state) -> {
            boolean granted = CrmBoolean.parse(state.get("granted"), false);
            boolean standby = CrmBoolean.parse(state.get("standby"), false);
            tickets.add(new TicketView(id, granted, standby, state));
        });
        return tickets;
    }

    private void count(Resource resource) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(this::count);
        } else if (!resource.removed || resource.origRole.ordinal() > 0) {
            instances++;
            disabled += ResourceViews.isDisabled(resource) ? 1 : 0;
            blocked += resource.blocked ? 1 : 0;
        }
    }

    private ClusterSummary summary() {
        Element cib = cluster.cib;
        return new ClusterSummary(
                cluster.option("cluster-name"),
                cluster.option("cluster-infrastructure"),
                cluster.dc == null ? null : cluster.dc.name,
                cluster.option("dc-version"),
                cib.attribute("cib-last-written"),
                cib.attribute("update-user"),
                cib.attribute("update-client"),
                cib.attribute("update-origin"),
                instances,
                disabled,
                blocked,
                CrmBoolean.parse(cib.attribute("have-quorum"), false),
                cluster.maintenanceMode,
                cluster.stopAll,
                cluster.fencingEnabled,
                cluster.symmetric,
                cluster.quorumPolicy.name().toLowerCase(Locale.ROOT),
                CibInterval.ms(cluster.option("fencing-timeout"), 0),
                cluster.priorityFencingDelayMs);
    }
}
