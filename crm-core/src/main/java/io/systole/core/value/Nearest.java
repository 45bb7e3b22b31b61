package io.systole.core.value;

import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean "x"?}, or nothing where no word is near. */
    public static String hint(String word, Iterable<String> words) {
        return to(word, words).map(near -> "; did you mean \"" + near + "\"?").orElse("");
    }

    /** The nearest of the words, where one is near: a third of its letters may be wrong, and two in any case, but not all. */
    public static Optional<String> to(String word, Iterable<String> words) {
        String best = null;
        int bestDistance = Math.max(2, word.length() / 3) + 1;
        for (String candidate : words) {
            // Each letter that one has more is wrong. Who types a book instead of a word is not kept waiting.
            if (Math.abs(candidate.length() - word.length()) >= bestDistance) {
                continue;
            }
            int distance = distance(word, candidate);
            if (distance < bestDistance && distance < Math.max(word.length(), candidate.length())) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein distance: insertions, deletions and substitutions, each counting 1. */
    public static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
