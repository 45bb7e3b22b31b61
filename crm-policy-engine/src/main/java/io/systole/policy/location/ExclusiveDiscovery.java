package io.systole.policy.location;

import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;

/**
 * Attribute resource-discovery=exclusive: where one location constraint of a resource says so, the resource may be only on
 * nodes for which a constraint says so.
 */
final class ExclusiveDiscovery {
    private ExclusiveDiscovery() {}

    static void apply(Cluster cluster, Resource resource) {
        if (!resource.exclusiveProbes && !resource.top().exclusiveProbes) {
            return;
        }
        for (Resource child : resource.children) {
            apply(cluster, child);
        }
        for (Node node : cluster.nodes) {
            int i = node.index;
            if (resource.allowed.has(i) && resource.allowed.probe(i) != NodeTable.PROBE_EXCLUSIVE) {
                resource.allowed.ban(i, Rule.EXCLUSIVE_DISCOVERY);
            }
        }
    }
}
