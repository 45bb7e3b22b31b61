package io.systole.policy.action;

import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.rule.RuleInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instance parameters of resources, which rules may make different from node to node.
 *
 * <p>Where no rule is involved, all nodes share one table.
 */
public final class Parameters {
    private final Cluster cluster;
    private final NvPairs pairs;
    private final List<Map<Node, Map<String, String>>> byResource = new ArrayList<>();
    private final List<Boolean> depends = new ArrayList<>();

    public Parameters(Cluster cluster, NvPairs pairs) {
        this.cluster = cluster;
        this.pairs = pairs;
    }

    /** The parameters on a node; with null, those that hold without regard to nodes. The table may be changed. */
    public Map<String, String> of(Resource resource, Node node) {
        while (byResource.size() <= resource.index) {
            byResource.add(null);
            depends.add(null);
        }
        if (depends.get(resource.index) == null) {
            depends.set(resource.index, dependsOnNode(resource));
            byResource.set(resource.index, new LinkedHashMap<>(2));
        }
        Node key = depends.get(resource.index) ? node : null;
        return byResource.get(resource.index).computeIfAbsent(key, at -> read(resource, at));
    }

    private boolean dependsOnNode(Resource resource) {
        for (Resource up = resource; up != null; up = up.parent) {
            if (pairs.hasRules(up.xml, "instance_attributes")) {
                return true;
            }
        }
        // The address of a bundle's connection is filled in later, for one node at a time.
        return resource.isRemoteConnection;
    }

    private Map<String, String> read(Resource resource, Node node) {
        RuleInput input = RuleInput.at(cluster.nowMs).withNode(node == null ? null : node.attributes);
        Map<String, String> table = new LinkedHashMap<>();
        for (Resource up = resource; up != null; up = up.parent) {
            pairs.read(up.xml, "instance_attributes", null, input, table);
        }
        return table;
    }
}
