package io.systole.core.value;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Arithmetic of scores: whole numbers from -1,000,000 to 1,000,000, the ends being minus and plus infinity.
 *
 * <p>Anything plus minus infinity is minus infinity; anything else plus infinity is infinity (Pacemaker Explained,
 * "Scores"). Scores are plain {@code int}s so that the scheduler's loops stay on arrays; what a score is made of is kept
 * beside it, not in it.
 */
public final class Score {
    /** Plus infinity. */
    public static final int INFINITY = 1_000_000;

    /** Minus infinity. */
    public static final int MINUS_INFINITY = -INFINITY;

    private Score() {}

    /** The sum, under the rules of infinity. */
    public static int add(int a, int b) {
        if (a <= MINUS_INFINITY || b <= MINUS_INFINITY) {
            return MINUS_INFINITY;
        }
        if (a >= INFINITY || b >= INFINITY) {
            return INFINITY;
        }
        return clamp(a + b);
    }

    /** The nearest score to a number. */
    public static int clamp(long number) {
        return (int) Math.max(MINUS_INFINITY, Math.min(INFINITY, number));
    }

    /**
     * The score that a word stands for: a whole number, {@code INFINITY}, {@code +INFINITY}, {@code -INFINITY} in any
     * case, also shortened to {@code inf}, and the node health colours {@code red}, {@code yellow}, {@code green} as their
     * defaults. Empty for anything else.
     */
    public static OptionalInt parse(String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        switch (word) {
            case "infinity", "+infinity", "inf", "+inf":
                return OptionalInt.of(INFINITY);
            case "-infinity", "-inf", "red":
                return OptionalInt.of(MINUS_INFINITY);
            case "yellow", "green":
                return OptionalInt.of(0);
            default:
                return number(word);
        }
    }

    private static OptionalInt number(String word) {
        int start = word.startsWith("+") || word.startsWith("-") ? 1 : 0;
        if (start == word.length()) {
            return OptionalInt.empty();
        }
        for (int i = start; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return OptionalInt.empty();
            }
        }
        if (word.length() > 18) {
            return OptionalInt.of(word.charAt(0) == '-' ? MINUS_INFINITY : INFINITY);
        }
        return OptionalInt.of(clamp(Long.parseLong(word)));
    }

    /** {@code INFINITY}, {@code -INFINITY} or the number. */
    public static String format(int score) {
        if (score >= INFINITY) {
            return "INFINITY";
        }
        return score <= MINUS_INFINITY ? "-INFINITY" : Integer.toString(score);
    }
}
