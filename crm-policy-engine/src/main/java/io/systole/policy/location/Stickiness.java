package io.systole.policy.location;

import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.score.ScoreCause.Rule;

/**
 * Meta-attribute resource-stickiness: a managed resource that is active on one node gets that score there.
 *
 * <p>Members of groups and instances of clones each get their own; a group's sum comes about because its members follow
 * each other.
 */
final class Stickiness {
    private Stickiness() {}

    static void apply(Cluster cluster, Resource resource) {
        if (!resource.children.isEmpty()) {
            for (Resource child : resource.children) {
                apply(cluster, child);
            }
            return;
        }
        if (!resource.managed || resource.stickiness < 1 || resource.activeNodes.size() != 1) {
            return;
        }
        Node current = resource.activeNodes.get(0);
        if (cluster.symmetric || resource.allowed.has(current.index)) {
            ScoreChange.add(resource, current, resource.stickiness, Rule.STICKINESS);
        }
    }
}
