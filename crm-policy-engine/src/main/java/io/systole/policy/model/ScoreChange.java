package io.systole.policy.model;

import io.systole.core.value.Score;
import io.systole.policy.score.ScoreCause;

/** Changes of a resource's node scores that reach its members too. */
public final class ScoreChange {
    private ScoreChange() {}

    /** Adds to the score of a resource and all members of it on one node. */
    public static void add(Resource resource, Node node, int score, ScoreCause cause) {
        for (Resource child : resource.children) {
            add(child, node, score, cause);
        }
        if (!resource.allowed.has(node.index)) {
            resource.allowed.insert(node.index, node.baseScore, node.baseProbe);
        }
        resource.allowed.add(node.index, score, cause);
    }

    /** Bans a resource and all members of it from one node. */
    public static void ban(Resource resource, Node node, ScoreCause cause) {
        add(resource, node, Score.MINUS_INFINITY, cause);
    }

    /** Bans a resource and all members of it from all nodes; if it had been assigned to one, it is not any more. */
    public static void banEverywhere(Cluster cluster, Resource resource, ScoreCause cause) {
        for (Node node : cluster.nodes) {
            ban(resource, node, cause);
        }
        resource.assigned = null;
    }
}
