package io.systole.policy.score;

import io.systole.core.value.Score;
import java.util.OptionalInt;

/**
 * Reads scores where words for node health are allowed, whose worth depends on option node-health-strategy.
 *
 * @param red what {@code red} stands for
 * @param yellow what {@code yellow} stands for
 * @param green what {@code green} stands for
 */
public record ScoreWords(int red, int yellow, int green) {
    /** Health words are worth nothing: strategy none, the default. */
    public static final ScoreWords NO_HEALTH = new ScoreWords(0, 0, 0);

    /**
     * The score that a text stands for; empty if it is none. Digits at the start count, whatever follows them, as in
     * Pacemaker.
     */
    public OptionalInt parse(String text) {
        if (text == null) {
            return OptionalInt.of(0);
        }
        switch (text) {
            case "INFINITY", "+INFINITY":
                return OptionalInt.of(Score.INFINITY);
            case "-INFINITY":
                return OptionalInt.of(Score.MINUS_INFINITY);
            default:
                break;
        }
        if (text.equalsIgnoreCase("red")) {
            return OptionalInt.of(red);
        }
        if (text.equalsIgnoreCase("yellow")) {
            return OptionalInt.of(yellow);
        }
        return text.equalsIgnoreCase("green") ? OptionalInt.of(green) : number(text.stripLeading());
    }

    /** The same, an invalid text being zero. */
    public int parseOrZero(String text) {
        return parse(text).orElse(0);
    }

    private static OptionalInt number(String word) {
        int start = word.startsWith("+") || word.startsWith("-") ? 1 : 0;
        int end = start;
        long number = 0;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            number = Math.min(number * 10 + word.charAt(end) - '0', 10L * Score.INFINITY);
            end++;
        }
        if (end == start) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Score.clamp(word.charAt(0) == '-' ? -number : number));
    }
}
