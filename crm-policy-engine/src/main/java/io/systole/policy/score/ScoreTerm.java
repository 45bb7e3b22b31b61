package io.systole.policy.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One step on the way to a score: what was added or set, why, and what the score was then.
 *
 * <p>Terms form a chain backwards, so that a copied table shares its history with the original and a table put back
 * takes its own history back with it.
 *
 * @param before the step before this one, or null
 * @param cause why the score changed
 * @param change what was added; for a score that was set outright, the new score
 * @param after the score after this step
 */
public record ScoreTerm(ScoreTerm before, ScoreCause cause, int change, int after) {
    /** All steps up to and with this one, oldest first. */
    public static List<ScoreTerm> oldestFirst(ScoreTerm last) {
        List<ScoreTerm> steps = new ArrayList<>();
        for (ScoreTerm term = last; term != null; term = term.before) {
            steps.add(term);
        }
        Collections.reverse(steps);
        return steps;
    }
}
