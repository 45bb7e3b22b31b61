package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.List;

/**
 * Adds to one resource's node scores what the resources colocated with it would like, and those colocated with them, and
 * so on, each weighed by the colocations' scores.
 */
final class ColocationPreferences {
    /** Follow colocations in which the resource is the dependent, instead of those in which it is the primary. */
    static final int THIS_WITH = 1;
    /** Never let a preference push a usable node below zero. */
    static final int NON_NEGATIVE = 2;
    /** Give up, rather than go on, where no node is left. */
    static final int ACTIVE = 4;

    /** Marks a node as out of use while preferences are added; beyond any real score. */
    private static final int SET_ASIDE = Score.INFINITY * -100;

    private final Cluster cluster;
    private final ColocationLists lists;
    private final AttributeMatch match;
    /** Of the group that is being assigned, where it is large. */
    private MembersBehind behind;
    /** How many resources' preferences are being added, each on the way of the one before. */
    private int depth;

    ColocationPreferences(Cluster cluster, ColocationLists lists, AttributeMatch match) {
        this.cluster = cluster;
        this.lists = lists;
        this.match = match;
    }

    /** Adds a dependent's preferences to its primary's allowed nodes. */
    void addDependent(Colocation colocation, Resource primary) {
        if (colocation.hasInfluence()) {
            int flags = primary.variant == Variant.CLONE ? ACTIVE | NON_NEGATIVE : ACTIVE;
            primary.allowed =
                    add(colocation.dependent(), primary, primary.allowed, colocation, colocation.factor(), flags);
        }
    }

    /** A primitive begins to be assigned: its scores change from now on. */
    void begin(Resource primitive) {
        if (behind != null && !behind.outlasts(primitive)) {
            behind = null;
        }
    }

    /** A resource's own scores with the preferences of everything that it must be with; for comparing resources. */
    NodeTable alone(Resource resource) {
        return add(resource, null, null, null, 1, THIS_WITH);
    }

    /**
     * Adds preferences.
     *
     * @param source whose preferences
     * @param target whose scores; null with {@code nodes} null
     * @param nodes the target's scores so far; null to start with the source's own
     * @param colocation what connects the source with the resource before it on the way
     * @param factor what part of the source's scores to add
     * @return the new scores, or {@code nodes} itself if there is nothing to add
     */
    NodeTable add(Resource source, Resource target, NodeTable nodes, Colocation colocation, float factor, int flags) {
        if (source.updatingNodes) {
            return nodes;
        }
        NodeTable atOnce = addFollowing(source, target, nodes, colocation, factor, flags);
        if (atOnce != null) {
            return atOnce;
        }
        depth++;
        source.updatingNodes = true;
        NodeTable result = source.variant == Variant.GROUP
                ? addGroup(source, target, nodes, colocation, factor, flags)
                : addOne(source, target, nodes, colocation, factor, flags);
        source.updatingNodes = false;
        depth--;
        return result;
    }

    /** The preferences of a member of a large group and of all that follow it; null where they are to be added one by one. */
    private NodeTable addFollowing(
            Resource member, Resource target, NodeTable nodes, Colocation colocation, float factor, int flags) {
        boolean inOneStep = depth == 0
                && nodes != null
                && flags == ACTIVE
                && factor == 1
                && !nodes.keepsTerms()
                && MembersBehind.isFollowing(colocation);
        if (!inOneStep) {
            return null;
        }
        if (behind == null || !behind.covers(member)) {
            behind = MembersBehind.of(cluster, lists, member);
        }
        NodeTable sum = behind == null ? null : behind.addTo(nodes, colocation);
        return sum == null || behind.next() == null ? sum : addBehind(behind, target, sum, colocation, factor, flags);
    }

    private NodeTable addBehind(
            MembersBehind summed, Resource target, NodeTable nodes, Colocation colocation, float factor, int flags) {
        depth++;
        summed.markUpdating(true);
        NodeTable result = add(summed.next(), target, nodes, colocation, factor, flags);
        summed.markUpdating(false);
        depth--;
        return result;
    }

    private NodeTable addGroup(
            Resource group, Resource target, NodeTable nodes, Colocation colocation, float factor, int flags) {
        if (group.children.isEmpty()) {
            return nodes;
        }
        // Members follow each other, so start at the end that leads to all others.
        Resource member = group.children.get(nodes == null ? group.children.size() - 1 : 0);
        return add(member, target, nodes, colocation, factor, flags);
    }

    private NodeTable addOne(
            Resource source, Resource target, NodeTable nodes, Colocation colocation, float factor, int flags) {
        NodeTable work;
        Resource goal = target;
        if (nodes == null) {
            work = source.allowed.copy();
            goal = source;
        } else {
            work = nodes.copy();
            addMatching(work, source, goal, colocation, factor, (flags & NON_NEGATIVE) != 0);
        }
        if (Availability.anyNode(cluster, work)) {
            work = addFurther(work, source, goal, factor, flags);
        } else if ((flags & ACTIVE) != 0) {
            return nodes;
        }
        if ((flags & NON_NEGATIVE) != 0) {
            bringBack(work);
        }
        return work;
    }

    private NodeTable addFurther(NodeTable work, Resource source, Resource goal, float factor, int flags) {
        boolean thisWith = (flags & THIS_WITH) != 0;
        List<Colocation> further = thisWith ? lists.thisWith(source) : lists.withThis(source);
        NodeTable sum = work;
        for (Colocation next : further) {
            float nextFactor = factor * next.score() / (float) Score.INFINITY;
            if (thisWith) {
                sum = add(next.primary(), goal, sum, next, nextFactor, flags | ACTIVE);
            } else if (next.hasInfluence()) {
                sum = add(next.dependent(), goal, sum, next, nextFactor, flags | ACTIVE);
            }
        }
        return sum;
    }

    private static void bringBack(NodeTable work) {
        for (int node = 0; node < work.length(); node++) {
            if (work.has(node) && work.score(node) == SET_ASIDE) {
                work.set(node, 1, Rule.COLOCATION_ROLLBACK);
            }
        }
    }

    private void addMatching(
            NodeTable work,
            Resource source,
            Resource target,
            Colocation colocation,
            float factor,
            boolean nonNegative) {
        int[] best = match.bestScores(work, source, target, colocation);
        for (int node = 0; node < work.length(); node++) {
            if (work.has(node)) {
                addToNode(work, node, best[node], colocation, factor, nonNegative);
            }
        }
    }

    private static void addToNode(
            NodeTable work, int node, int score, Colocation colocation, float factor, boolean nonNegative) {
        if (factor < 0 && score < 0 && !pushesAway(colocation, score)) {
            return;
        }
        int before = work.score(node);
        if (before == SET_ASIDE) {
            return;
        }
        int delta = weighed(score, factor);
        int after = Score.add(delta, before);
        if (nonNegative && after < 0 && before > 0) {
            work.set(node, SET_ASIDE, colocation);
        } else if (!nonNegative || after >= 0 || before != 0) {
            work.add(node, delta, colocation);
        }
    }

    /**
     * Whether the dependent's dislike of a node may draw the primary there under a negative colocation: only if the
     * dependent has but one node to go to and the primary does not stick to its place.
     */
    private static boolean pushesAway(Colocation colocation, int score) {
        return colocation.primary().stickiness < -score
                && colocation.hasInfluence()
                && allowedOnOne(colocation.dependent());
    }

    private static boolean allowedOnOne(Resource resource) {
        int usable = 0;
        for (int node = 0; node < resource.allowed.length(); node++) {
            if (resource.allowed.has(node) && resource.allowed.score(node) >= 0) {
                usable++;
            }
        }
        return usable == 1;
    }

    /** A part of a score, rounded half away from zero, but never to zero unless the score is. */
    static int weighed(int score, float factor) {
        float part = factor * score;
        int delta = (int) (part < 0 ? part - 0.5 : part + 0.5);
        if (delta == 0 && score != 0) {
            if (factor > 0.0) {
                return 1;
            }
            return factor < 0.0 ? -1 : 0;
        }
        return delta;
    }
}
