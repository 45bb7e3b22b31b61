package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;
import java.util.List;

/**
 * What the members of a group that stand behind one of them would like, summed up once for all of them.
 *
 * <p>Each member is placed by its own scores and those of all behind it, which takes time with the square of the group's size
 * where they are added one by one ({@link ColocationPreferences}). Here they are added in one step, where it can be told
 * that the order in which scores meet the ends of their range makes no difference. It holds as long as those members have
 * not begun to be assigned.
 */
final class MembersBehind {
    /** Smaller groups are not worth it. */
    private static final int WORTHWHILE = 16;

    private final Cluster cluster;
    private final List<Resource> members;
    private final int first;
    /** Behind the last member that is in the sums. */
    private final int end;
    /** Members before it have begun to be assigned. */
    private int begun;
    // By position behind the first, and by node: of the sums of scores that begin here, the longest, the least, the
    // greatest.
    private final long[][] sum;
    private final long[][] least;
    private final long[][] greatest;
    // By node: the last position with a score of minus infinity, and of infinity; -1 for none.
    private final int[] lastBan;
    private final int[] lastMust;

    private MembersBehind(Cluster cluster, List<Resource> members, int first, int end) {
        this.cluster = cluster;
        this.members = members;
        this.first = first;
        this.begun = first;
        this.end = end;
        int nodes = cluster.nodes.size();
        sum = new long[end - first][nodes];
        least = new long[end - first][nodes];
        greatest = new long[end - first][nodes];
        lastBan = new int[nodes];
        lastMust = new int[nodes];
        for (Node node : cluster.nodes) {
            sumUp(node);
        }
    }

    private void sumUp(Node node) {
        int i = node.index;
        lastBan[i] = -1;
        lastMust[i] = -1;
        long sumBehind = 0;
        long leastBehind = 0;
        long greatestBehind = 0;
        for (int at = end - 1; at >= first; at--) {
            int score = AttributeMatch.scoreOn(node, members.get(at).allowed);
            if (score == Score.MINUS_INFINITY) {
                lastBan[i] = Math.max(lastBan[i], at);
            } else if (score >= Score.INFINITY) {
                lastMust[i] = Math.max(lastMust[i], at);
            }
            sumBehind += score;
            // Of the sums that begin here the shortest is this very score.
            leastBehind = score + Math.min(0, leastBehind);
            greatestBehind = score + Math.max(0, greatestBehind);
            sum[at - first][i] = sumBehind;
            least[at - first][i] = leastBehind;
            greatest[at - first][i] = greatestBehind;
        }
    }

    /**
     * Sums up from this member on.
     *
     * @return null where the group is small, is part of something larger, or this member is not the first of several that
     *     just follow each other
     */
    static MembersBehind of(Cluster cluster, ColocationLists lists, Resource member) {
        Resource group = member.parent;
        List<Resource> members = group.children;
        if (group.parent != null || members.size() < WORTHWHILE || cluster.hasGuestNodes) {
            return null;
        }
        int first = members.indexOf(member);
        int end = first;
        while (end < members.size() && isFollowedByNextOnly(lists, members, end)) {
            end++;
        }
        return end - first < WORTHWHILE ? null : new MembersBehind(cluster, members, first, end);
    }

    private static boolean isFollowedByNextOnly(ColocationLists lists, List<Resource> members, int at) {
        List<Colocation> followers = lists.withThis(members.get(at));
        if (at == members.size() - 1) {
            return followers.isEmpty();
        }
        return followers.size() == 1
                && followers.get(0).dependent() == members.get(at + 1)
                && isFollowing(followers.get(0))
                && followers.get(0).hasInfluence();
    }

    /** Whether a colocation is the one that keeps a member of a group with the one before it. */
    static boolean isFollowing(Colocation colocation) {
        return !colocation.explicit()
                && colocation.score() == Score.INFINITY
                && colocation.nodeAttribute().equals(Colocation.NODE_NAME)
                && colocation.dependent().parent != null
                && colocation.dependent().parent == colocation.primary().parent;
    }

    /** Whether this still holds when a resource begins to be assigned, as the members of the group do in their order. */
    boolean outlasts(Resource resource) {
        if (begun < end && members.get(begun) == resource) {
            begun++;
            return true;
        }
        return false;
    }

    /** Whether this member and all behind it are summed up. */
    boolean covers(Resource member) {
        return begun < end && members.get(begun) == member;
    }

    /** The member whose wishes are to be added next, each in its own way; null where the sums reach the group's end. */
    Resource next() {
        return end < members.size() ? members.get(end) : null;
    }

    /** While wishes are followed further, they do not come back to members whose wishes are among the sums. */
    void markUpdating(boolean updating) {
        for (int at = begun; at < end; at++) {
            members.get(at).updatingNodes = updating;
        }
    }

    /**
     * The scores with those of all members from {@link #covers} on added; null where it takes the long way to tell: where
     * for a moment no node would be left, or a score might meet both ends of its range.
     */
    NodeTable addTo(NodeTable scores, Colocation cause) {
        int row = begun - first;
        NodeTable result = scores.copy();
        boolean open = false;
        for (Node node : cluster.nodes) {
            int i = node.index;
            if (!scores.has(i)) {
                continue;
            }
            int before = scores.score(i);
            if (before <= Score.MINUS_INFINITY || lastBan[i] >= begun) {
                result.set(i, Score.MINUS_INFINITY, cause);
                continue;
            }
            boolean low = before + least[row][i] <= Score.MINUS_INFINITY;
            boolean high = lastMust[i] >= begun || before + greatest[row][i] >= Score.INFINITY;
            if (before >= Score.INFINITY) {
                open |= Availability.canRun(node);
            } else if (low && high) {
                return null;
            } else {
                open |= Availability.canRun(node) && before + least[row][i] >= 0;
                result.set(i, high ? Score.INFINITY : Score.clamp(before + (low ? least : sum)[row][i]), cause);
            }
        }
        return open ? result : null;
    }
}
