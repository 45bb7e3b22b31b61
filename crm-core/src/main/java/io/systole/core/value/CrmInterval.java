package io.systole.core.value;

import java.util.Locale;
import java.util.OptionalLong;

/** Lengths of time as a CIB gives them: a bare number is seconds (Pacemaker Explained, "Time with units"). */
public final class CrmInterval {
    private CrmInterval() {}

    /**
     * Milliseconds for {@code 15}, {@code 15s}, {@code 250ms}, {@code 5 min}, {@code 2h}, {@code 90 sec}, {@code 500us},
     * {@code 1d}; microseconds round down. Empty for anything else, negative numbers included. ISO 8601 durations are
     * the caller's to try where the option accepts them.
     */
    public static OptionalLong parseMs(String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        String word = text.strip();
        int end = 0;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        if (end == 0 || end > 18) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(word.substring(0, end));
        String unit = word.substring(end).strip().toLowerCase(Locale.ROOT);
        long perUnitMs = switch (unit) {
            case "", "s", "sec" -> 1_000;
            case "ms", "msec" -> 1;
            case "us", "usec" -> 0;
            case "m", "min" -> 60_000;
            case "h", "hr" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> -1;
        };
        if (perUnitMs < 0) {
            return OptionalLong.empty();
        }
        if (perUnitMs == 0) {
            return OptionalLong.of(number / 1_000);
        }
        long limit = Long.MAX_VALUE / perUnitMs;
        return OptionalLong.of(number > limit ? Long.MAX_VALUE : number * perUnitMs);
    }
}
