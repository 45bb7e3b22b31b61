package io.systole.policy.location;

import io.systole.policy.action.Actions;
import io.systole.policy.action.FailCounts;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.List;

/** Everything that decides where resources may be, before any of them is assigned. */
public final class NodeCriteria {
    private NodeCriteria() {}

    /** Applies shutdown locks, location preferences, stickiness, failure bans and exclusive discovery, in this order. */
    public static void apply(Cluster cluster, Locations locations, FailCounts failCounts, Actions actions) {
        new ShutdownLocks(cluster, actions).apply();
        FailureBans failureBans = new FailureBans(failCounts);
        locations.apply();
        List<Resource> resources = List.copyOf(cluster.resources);
        for (Resource resource : resources) {
            Stickiness.apply(cluster, resource);
        }
        for (Node node : cluster.nodes) {
            if (failCounts.hasAny(node)) {
                for (Resource resource : resources) {
                    failureBans.apply(resource, node);
                }
            }
        }
        for (Resource resource : resources) {
            ExclusiveDiscovery.apply(cluster, resource);
        }
    }
}
