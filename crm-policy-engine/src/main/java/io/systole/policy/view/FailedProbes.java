package io.systole.policy.view;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.FailedOperation;
import io.systole.policy.model.Names;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** Probes that failed in a way that only says that the resource cannot run there, for example as its agent is missing. */
final class FailedProbes {
    private record Probe(String resource, String node, String reason) {}

    private final List<Probe> probes = new ArrayList<>();

    FailedProbes(Cluster cluster) {
        for (FailedOperation failed : cluster.failedOperations) {
            Element history = failed.history();
            String key = HistoryEntry.key(history);
            String on = history.attribute("on_node");
            // Pacemaker parity: an entry of an era that did not write the node into it gives no reason.
            if (on != null && HistoryEntry.isMaskedProbe(history) && key != null && key.endsWith("_monitor_0")) {
                String resource = key.substring(0, key.length() - "_monitor_0".length());
                probes.add(
                        new Probe(resource, on, CrmExit.describe((int) Names.number(history.attribute("rc-code"), 0))));
            }
        }
    }

    /** The reason of a failed probe of this resource, or null. Instances of a clone share their probes. */
    String of(Resource resource, String node) {
        Resource top = resource.top();
        String id = top.isClone() && top.cloneChild != null ? top.cloneChild.id() : resource.id;
        for (Probe probe : probes) {
            if (probe.resource().equals(id) && (node == null || probe.node().equalsIgnoreCase(node))) {
                return probe.reason();
            }
        }
        return null;
    }
}
