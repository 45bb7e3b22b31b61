package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.model.Resource;
import io.systole.policy.score.ScoreCause;

/**
 * One resource (the dependent) wants to be, or not to be, where another (the primary) is.
 *
 * @param id of the constraint or of the resource set it came from
 * @param nodeAttribute "where" means nodes with the same value of this attribute; the node's name by default
 * @param score positive: together, negative: apart, infinite: must
 * @param dependentRole the dependent is meant in this role only; null for any
 * @param primaryRole the primary is meant in this role only; null for any
 * @param explicit configured by the administrator, not implied by a group, bundle or guest
 * @param influence the dependent's preferences count when the primary is placed, even if the primary is active already
 */
public record Colocation(
        String id,
        String nodeAttribute,
        int score,
        Resource dependent,
        Resource primary,
        Role dependentRole,
        Role primaryRole,
        boolean explicit,
        boolean influence)
        implements ScoreCause {

    /** The attribute that holds a node's name. */
    public static final String NODE_NAME = "#uname";

    public boolean isMandatory() {
        return score >= Score.INFINITY || score <= Score.MINUS_INFINITY;
    }

    /** What part of the dependent's preference reaches the primary, from -1 to 1. */
    public float factor() {
        return score / (float) Score.INFINITY;
    }

    /** Whether the dependent's preferences count for the primary (option {@code influence}, meta-attribute critical). */
    public boolean hasInfluence() {
        return hasInfluence(primary);
    }

    /** The same, where an instance stands for the primary. */
    public boolean hasInfluence(Resource instance) {
        // A remote connection that may run on remote nodes must not drag its healthy container along.
        if (dependent.remoteNestingAllowed && !instance.failed && instance.activeNodes.size() == 1) {
            return false;
        }
        return influence || instance.activeNodes.isEmpty();
    }

    @Override
    public String describe() {
        return "colocation " + id + " of " + dependent.id + " with " + primary.id;
    }
}
