package io.systole.core.membership;

import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides whether a partition may act, from votes alone (votequorum(5)). It sits above the membership's view: a view says
 * who is there, this says whether that is enough.
 *
 * <p>Pure but for the memory that the rules need; one object per life of a daemon, fed in order of time.
 */
public final class Votequorum {
    private final Rules rules;
    private final SortedMap<NodeName, Integer> configuredVotes;
    private int expected;
    private int highestExpected;
    private boolean waitingForAll;
    private boolean quorate;
    /** Members of the last quorate partition, lowest id first; the tie breaker is looked for among them. */
    private List<Integer> lastQuorateIds = List.of();

    /** Who was there when fewer votes than before were expected for the last time. */
    private List<ClusterView.Member> counted = List.of();

    private long shrunkAtMs = -1;
    private List<ClusterView.Member> members = List.of();

    /**
     * @param enabled without votequorum every partition is quorate, as corosync without a quorum provider
     * @param expectedVotes 0 to expect what has been seen at most
     * @param tieBreakerIds node ids for auto_tie_breaker_node given as a list; empty for lowest or highest
     */
    public record Rules(
            boolean enabled,
            int expectedVotes,
            boolean twoNode,
            boolean waitForAll,
            boolean lastManStanding,
            long lastManStandingWindowMs,
            boolean autoTieBreaker,
            List<Integer> tieBreakerIds,
            boolean lowestBreaksTie) {
        /** No votequorum: every partition may act. */
        public static Rules none() {
            return new Rules(false, 0, false, false, false, 10_000, false, List.of(), true);
        }
    }

    /**
     * What the votes say.
     *
     * @param reason one sentence
     */
    public record Verdict(
            boolean quorate,
            int expectedVotes,
            int highestExpected,
            int totalVotes,
            int quorumVotes,
            List<String> flags,
            SortedMap<NodeName, Integer> votes,
            String reason) {}

    /** @param configuredVotes votes of the nodes of the nodelist; a node not listed has one */
    public Votequorum(Rules rules, SortedMap<NodeName, Integer> configuredVotes) {
        this.rules = rules;
        this.configuredVotes = new TreeMap<>(configuredVotes);
        this.expected = rules.expectedVotes();
        this.highestExpected = expected;
        this.waitingForAll = rules.waitForAll();
    }

    /** The members of a new view, or those of them who take part, at a moment of monotonic time. */
    public Verdict membersAre(List<ClusterView.Member> present, long nowMs) {
        if (present.equals(members)) {
            return decide(nowMs);
        }
        boolean shrunk = present.size() < members.size();
        members = List.copyOf(present);
        shrunkAtMs = shrunk ? nowMs : -1;
        return decide(nowMs);
    }

    /** Time has passed; only last_man_standing cares. */
    public Verdict at(long nowMs) {
        return decide(nowMs);
    }

    /** When {@link #at} should be called next, monotonic milliseconds; -1 for never. */
    public long wakeAtMs() {
        return rules.lastManStanding() && quorate && shrunkAtMs >= 0
                ? shrunkAtMs + rules.lastManStandingWindowMs()
                : -1;
    }

    private Verdict decide(long nowMs) {
        int total = total();
        if (!rules.enabled()) {
            return verdict(true, total, 1, "votequorum is not configured: every partition is quorate");
        }
        expected = Math.max(expected, total);
        highestExpected = Math.max(highestExpected, expected);
        if (expected < highestExpected && !counted.containsAll(members)) {
            // A member that comes from elsewhere expects all votes still, and the others may have quorum without it.
            expected = highestExpected;
        }
        lastManStanding(total, nowMs);
        if (waitingForAll && total >= expected) {
            waitingForAll = false;
        }
        int needed = rules.twoNode() && expected <= 2 ? 1 : expected / 2 + 1;
        String reason;
        if (waitingForAll) {
            quorate = false;
            reason = "waiting for all: " + total + " of " + expected + " votes have been seen together";
        } else if (total >= needed) {
            quorate = true;
            reason = total + " of " + expected + " expected votes, " + needed + " needed";
        } else if (tieBroken(total)) {
            quorate = true;
            reason = "half of the votes and the tie breaker: " + total + " of " + expected;
        } else {
            quorate = false;
            reason = "only " + total + " of " + expected + " expected votes, " + needed + " needed";
        }
        if (quorate) {
            lastQuorateIds =
                    members.stream().map(ClusterView.Member::nodeId).sorted().toList();
        }
        return verdict(quorate, total, needed, reason);
    }

    /**
     * votequorum(5), last_man_standing: after the window, a quorate partition expects no more votes than it has, until one comes
     * that was not in it. As in corosync, where the highest number that any member expects counts.
     */
    private void lastManStanding(int total, long nowMs) {
        if (rules.lastManStanding()
                && quorate
                && shrunkAtMs >= 0
                && nowMs - shrunkAtMs >= rules.lastManStandingWindowMs()
                && total >= expected / 2 + 1) {
            // Without a tie breaker the last step, from two to one, is not taken.
            expected = total > 1 || rules.autoTieBreaker() ? total : expected;
            counted = members;
            shrunkAtMs = -1;
        }
    }

    /** votequorum(5), auto_tie_breaker: exactly half of the votes, and the chosen node is on this side. */
    private boolean tieBroken(int total) {
        if (!rules.autoTieBreaker() || total * 2 != expected) {
            return false;
        }
        List<Integer> present =
                members.stream().map(ClusterView.Member::nodeId).sorted().toList();
        if (!rules.tieBreakerIds().isEmpty()) {
            for (int id : rules.tieBreakerIds()) {
                // The first of the list that took part in the last quorate partition decides.
                if (lastQuorateIds.contains(id)) {
                    return present.contains(id);
                }
            }
            return false;
        }
        if (lastQuorateIds.isEmpty()) {
            return false;
        }
        int breaker = rules.lowestBreaksTie() ? lastQuorateIds.get(0) : lastQuorateIds.get(lastQuorateIds.size() - 1);
        return present.contains(breaker);
    }

    private int votesOf(ClusterView.Member member) {
        return configuredVotes.getOrDefault(member.name(), 1);
    }

    private int total() {
        return members.stream().mapToInt(this::votesOf).sum();
    }

    private Verdict verdict(boolean isQuorate, int total, int needed, String reason) {
        quorate = isQuorate;
        List<String> flags = new ArrayList<>();
        if (rules.twoNode()) {
            flags.add("2Node");
        }
        if (isQuorate) {
            flags.add("Quorate");
        }
        if (rules.waitForAll()) {
            flags.add("WaitForAll");
        }
        if (rules.lastManStanding()) {
            flags.add("LastManStanding");
        }
        if (rules.autoTieBreaker()) {
            flags.add("AutoTieBreaker");
        }
        SortedMap<NodeName, Integer> votes = new TreeMap<>();
        for (ClusterView.Member member : members) {
            votes.put(member.name(), votesOf(member));
        }
        return new Verdict(isQuorate, expected, highestExpected, total, needed, List.copyOf(flags), votes, reason);
    }
}
