package io.systole.policy.assign;

import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;

/**
 * Promotion scores: what a resource agent said, by node attribute {@code master-RESOURCE}, about how well an instance
 * would do as the promoted one on a node.
 */
final class PromotionScores {
    private final Cluster cluster;

    PromotionScores(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Lets positive promotion scores draw instances to nodes, before nodes are assigned; done once for each clone. */
    void addTo(Resource clone) {
        if (clone.promotionScoresAdded) {
            return;
        }
        clone.promotionScoresAdded = true;
        for (Resource instance : clone.children) {
            NodeTable allowed = instance.allowed;
            for (Node node : cluster.nodes) {
                if (!allowed.has(node.index) || !Availability.canRun(node)) {
                    continue;
                }
                int score = score(instance, node);
                if (score > 0) {
                    allowed.add(node.index, score, Rule.PROMOTION_SCORE);
                }
                if (score > instance.priority) {
                    instance.priority = score;
                }
            }
        }
    }

    /** The instance's promotion score on a node, zero where none is known; of a cloned group, the sum of its members'. */
    int score(Resource instance, Node node) {
        if (!instance.children.isEmpty()) {
            int sum = 0;
            for (Resource member : instance.children) {
                sum += score(member, node);
            }
            return sum;
        }
        String value = value(instance, node);
        return value == null ? 0 : cluster.scores.parseOrZero(value);
    }

    /** Whether there is a promotion score at all for the instance, or a member of it, on the node. */
    boolean isKnown(Resource instance, Node node) {
        if (instance.children.isEmpty()) {
            return value(instance, node) != null;
        }
        for (Resource member : instance.children) {
            if (isKnown(member, node)) {
                return true;
            }
        }
        return false;
    }

    private String value(Resource instance, Node node) {
        if (!applies(instance, node)) {
            return null;
        }
        boolean assigned = !instance.unassigned;
        boolean fromHost = "host".equalsIgnoreCase(instance.meta.get("container-attribute-target"));
        String name = instance.historyId != null ? instance.historyId : instance.id;
        String value = node.attribute("master-" + name, fromHost, assigned);
        if (value == null && !instance.unique) {
            String base = instance.baseId();
            if (!base.equals(instance.id)) {
                value = node.attribute("master-" + base, fromHost, assigned);
            }
        }
        return value;
    }

    /**
     * An anonymous instance's score counts where it is active; where no instance is but one was probed, any of them will
     * do. An instance of which nothing is known may still become the promoted one anywhere.
     */
    private boolean applies(Resource instance, Node node) {
        return isRelevant(instance, node) && instance.allowed.scoreOrBan(node.index) >= 0;
    }

    private boolean isRelevant(Resource instance, Node node) {
        if (!instance.unique) {
            Resource clone = instance.top();
            String base = instance.baseId();
            Resource active = activeInstance(clone, base, node);
            if (active == instance || active == null && wasProbed(clone, base, node)) {
                return true;
            }
        }
        if (instance.activeNodes.isEmpty() && instance.probedNodes.isEmpty()) {
            return true;
        }
        return instance.probedNodes.get(node.index) || instance.activeNodes.contains(node);
    }

    private static Resource activeInstance(Resource clone, String base, Node node) {
        for (Resource child : clone.children) {
            Resource found = find(child, base, node);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean wasProbed(Resource clone, String base, Node node) {
        for (Resource child : clone.children) {
            Resource found = find(child, base, null);
            if (found != null && found.probedNodes.get(node.index)) {
                return true;
            }
        }
        return false;
    }

    /** The resource of this name in an instance: the instance itself or a member of a cloned group. */
    private static Resource find(Resource resource, String base, Node activeOn) {
        boolean named = base.equals(resource.id) || base.equals(resource.configuredId());
        if (named && (activeOn == null || resource.activeNodes.contains(activeOn))) {
            return resource;
        }
        for (Resource child : resource.children) {
            Resource found = find(child, base, activeOn);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
