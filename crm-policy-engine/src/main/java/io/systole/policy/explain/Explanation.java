package io.systole.policy.explain;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import java.util.List;

/**
 * Why one primitive (or instance) is where it is.
 *
 * @param resource its id, for an instance with its number
 * @param role the role it has now, or null if that is not known
 * @param nextRole the role it is to have
 * @param activeOn where it is now
 * @param node where it is to be; null for nowhere
 * @param fixed why scores did not decide; null if they did
 * @param candidates every node that was considered, best first
 * @param actions what is done to it, and why
 */
public record Explanation(
        String resource,
        Role role,
        Role nextRole,
        List<String> activeOn,
        String node,
        String fixed,
        List<Candidate> candidates,
        List<Step> actions) {
    public Explanation {
        activeOn = List.copyOf(activeOn);
        candidates = List.copyOf(candidates);
        actions = List.copyOf(actions);
    }

    /**
     * One node and the score that the resource came to have on it.
     *
     * @param unavailable why the node takes no resources at all; null if it does
     */
    public record Candidate(String node, int score, String unavailable, List<Term> terms) {
        public Candidate {
            terms = List.copyOf(terms);
        }

        boolean isPossible() {
            return unavailable == null && score >= 0;
        }

        boolean isBanned() {
            return score <= Score.MINUS_INFINITY;
        }
    }

    /**
     * One step on the way to a score.
     *
     * @param set the score was set to this, whatever it had been; else this was added
     * @param because a phrase that fits after "because of"
     */
    public record Term(int change, boolean set, String because) {}

    /**
     * One action.
     *
     * @param what for example {@code stop on node1}
     * @param reason a phrase as {@code crm_simulate} gives it; null if it follows from the above
     * @param blocked it cannot be done now
     */
    public record Step(String what, String reason, boolean blocked) {}
}
