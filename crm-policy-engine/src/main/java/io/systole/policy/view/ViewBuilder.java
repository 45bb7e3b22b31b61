package io.systole.policy.view;

import io.systole.core.value.CrmBoolean;
import io.systole.core.view.BanView;
import io.systole.core.view.ClusterSummary;
import io.systole.core.view.ClusterView;
import io.systole.core.view.FailureView;
import io.systole.core.view.NodeView;
import io.systole.core.view.ResourceView;
import io.systole.core.view.TicketView;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.FailedOperation;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Freezes a cluster whose CIB was read, but which was not scheduled, into a view. */
public final class ViewBuilder {
    private final Cluster cluster;
    private int instances;
    private int disabled;
    private int blocked;

    private ViewBuilder(Cluster cluster) {
        this.cluster = cluster;
    }

    /** @param bans location constraints that keep resources off nodes, as they were read */
    public static ClusterView of(Cluster cluster, List<BanView> bans) {
        return new ViewBuilder(cluster).build(bans);
    }

    private ClusterView build(List<BanView> bans) {
        List<NodeView> nodes = new ArrayList<>();
        for (Node node : cluster.nodes) {
            nodes.add(NodeViews.of(cluster, node));
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
            failures.add(new FailureView(failed.resource().id, failed.node().name, failed.history()));
        }
        List<TicketView> tickets = new ArrayList<>();
        cluster.tickets.values().forEach(t -> tickets.add(new TicketView(t.id, t.granted, t.standby, null)));
        return new ClusterView(summary(), nodes, resources, failures, tickets, bans);
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
                cluster.quorumPolicy.name().toLowerCase(Locale.ROOT));
    }
}
