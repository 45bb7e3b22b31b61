package io.systole.policy.view;

import io.systole.core.view.HistoryView;
import io.systole.core.xml.Element;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** Freezes what is remembered of resources on nodes, in the order of the status section. */
final class Histories {
    private final Cluster cluster;
    private final FailCounts failCounts;

    Histories(Cluster cluster, FailCounts failCounts) {
        this.cluster = cluster;
        this.failCounts = failCounts;
    }

    List<HistoryView> all() {
        List<HistoryView> all = new ArrayList<>();
        Element status = cluster.cib.child("status");
        for (Element state : status == null ? List.<Element>of() : status.children("node_state")) {
            Node node = state.id() == null ? null : cluster.node(state.id(), state.attribute("uname"));
            Element lrm = state.child("lrm");
            Element resources = lrm == null ? null : lrm.child("lrm_resources");
            if (node != null && node.online && resources != null) {
                resources.children("lrm_resource").forEach(entry -> add(node, entry, all));
            }
        }
        return all;
    }

    private void add(Node node, Element entry, List<HistoryView> all) {
        Resource resource = entry.id() == null ? null : cluster.resource(entry.id());
        if (resource == null) {
            return;
        }
        FailCounts.Count failures = failCounts.shown(resource, node);
        all.add(new HistoryView(
                node.name,
                resource.unique ? resource.id : resource.configuredId(),
                entry.id(),
                resource.top().id,
                resource.banAfterFailures,
                failures.count(),
                failures.lastSeconds(),
                HistoryEntry.sorted(entry)));
    }
}
