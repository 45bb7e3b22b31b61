package io.systole.policy.explain;

import io.systole.core.value.Score;
import io.systole.policy.explain.Explanation.Candidate;
import io.systole.policy.explain.Explanation.Step;
import io.systole.policy.explain.Explanation.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An explanation in sentences: where the resource is to be, the score of every node, and what would change it. */
public final class ExplanationText {
    private final Explanation explanation;
    private final List<String> lines = new ArrayList<>();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
    }

    public static List<String> lines(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.sayWhere();
        explanation.candidates().forEach(text::sayScore);
        text.sayWhatWouldMoveIt();
        explanation.actions().forEach(text::sayStep);
        return text.lines;
    }

    private void sayWhere() {
        String now = explanation.activeOn().isEmpty()
                ? "is active nowhere"
                : "is " + explanation.role() + " on " + String.join(", ", explanation.activeOn());
        String next = explanation.node() == null
                ? "is to be stopped"
                : "is to be " + explanation.nextRole() + " on " + explanation.node();
        if (explanation.node() == null && explanation.activeOn().isEmpty()) {
            next = "is to stay so";
        }
        lines.add(explanation.resource() + " " + now + ", and " + next + ".");
        if (explanation.fixed() != null) {
            lines.add("  Scores do not decide here: " + explanation.fixed() + ".");
        }
    }

    private void sayScore(Candidate candidate) {
        StringBuilder line = new StringBuilder("  ").append(candidate.node()).append(": ");
        line.append(Score.format(candidate.score()));
        if (candidate.unavailable() != null) {
            line.append(", not available: ").append(candidate.unavailable());
        }
        lines.add(line.toString());
        for (Term term : candidate.terms()) {
            lines.add("    " + (term.set() ? "set to " : term.change() >= 0 ? "+" : "") + Score.format(term.change())
                    + " because of " + term.because());
        }
    }

    private void sayWhatWouldMoveIt() {
        if (explanation.fixed() != null) {
            return;
        }
        if (explanation.node() == null) {
            sayWhatWouldStartIt();
            return;
        }
        Optional<Candidate> chosen = explanation.candidates().stream()
                .filter(candidate -> candidate.node().equals(explanation.node()))
                .findFirst();
        Optional<Candidate> second = explanation.candidates().stream()
                .filter(candidate -> candidate.isPossible() && !candidate.node().equals(explanation.node()))
                .findFirst();
        if (chosen.isEmpty()) {
            return;
        }
        if (second.isEmpty()) {
            lines.add("  No other node is possible: all others are banned or not available.");
        } else if (chosen.get().score() >= Score.INFINITY) {
            lines.add("  It must be on " + explanation.node()
                    + ": nothing but taking that INFINITY away, or a ban from " + explanation.node()
                    + ", would move it, to " + second.get().node() + " first.");
        } else {
            long more = (long) chosen.get().score() - second.get().score() + 1;
            lines.add("  A preference of " + more + " more for " + second.get().node() + " would move it there.");
        }
    }

    private void sayWhatWouldStartIt() {
        if (explanation.candidates().isEmpty()) {
            lines.add("  No node was considered: the cluster is opt-in (symmetric-cluster=false), and no location"
                    + " constraint allows a node.");
            return;
        }
        for (Candidate candidate : explanation.candidates()) {
            if (candidate.isBanned() || candidate.score() < 0) {
                List<Term> terms = candidate.terms();
                String because = terms.isEmpty()
                        ? "the node's own score"
                        : terms.stream()
                                .filter(term -> term.change() < 0)
                                .reduce((first, last) -> last)
                                .orElse(terms.get(terms.size() - 1))
                                .because();
                lines.add("  It could be on " + candidate.node() + " if it were not for " + because + ".");
            }
        }
    }

    private void sayStep(Step step) {
        lines.add("  " + step.what()
                + (step.reason() == null ? "" : ", due to " + step.reason())
                + (step.blocked() ? " (blocked)" : ""));
    }
}
