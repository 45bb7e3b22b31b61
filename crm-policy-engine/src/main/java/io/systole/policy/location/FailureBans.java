package io.systole.policy.location;

import io.systole.policy.action.FailCounts;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.score.ScoreCause.Rule;

/** Meta-attribute migration-threshold: a resource that failed that often on a node is banned from it. */
public final class FailureBans {
    private final FailCounts failCounts;

    public FailureBans(FailCounts failCounts) {
        this.failCounts = failCounts;
    }

    /** Bans failed resources, or members of it, from one node. */
    void apply(Resource resource, Node node) {
        if (!resource.children.isEmpty()) {
            for (Resource child : resource.children) {
                apply(child, node);
            }
            return;
        }
        // Failures that are about to be cleared do not count any more.
        if (resource.actions
                .exactly(Names.key(resource.id, "clear_failcount", 0), node)
                .isEmpty()) {
            Resource banned = bannedResource(resource, node);
            if (banned != null) {
                ScoreChange.ban(banned, node, Rule.MIGRATION_THRESHOLD);
            }
        }
    }

    /**
     * What must leave a node because a resource failed there too often: the resource, or the whole clone if it is an
     * anonymous instance. Null if it may stay.
     */
    public Resource bannedResource(Resource resource, Node node) {
        if (resource.banAfterFailures == 0 || resource.ignoresFailure) {
            return null;
        }
        int failures = failCounts.withLaunched(resource, node);
        if (failures <= 0 || failures < resource.banAfterFailures) {
            return null;
        }
        return resource.unique ? resource : resource.top();
    }
}
