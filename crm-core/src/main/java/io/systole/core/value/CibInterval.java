package io.systole.core.value;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Lengths of time as Pacemaker reads them out of a configuration: a number with a unit, or an ISO 8601 duration. It is lenient
 * with what is there already; {@link CrmInterval} is strict with what a person types.
 */
public final class CibInterval {
    /** What operation intervals are limited to: they are kept as unsigned 32-bit numbers. */
    private static final long LONGEST_MS = 0xFFFF_FFFFL;

    /** Those that others begin with come last. */
    private static final List<String> UNITS = List.of("ms", "us", "s", "m", "h");

    private CibInterval() {}

    /** Milliseconds; {@code otherwise} for a missing or unreadable text. */
    public static long ms(String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        String word = text.strip();
        if (word.startsWith("P")) {
            return iso(word, otherwise);
        }
        return unitMs(word, otherwise);
    }

    /** As {@link #ms} without ISO 8601, which timeouts and start delays do not take (corpus primitives/interval-words). */
    public static long unitMs(String text, long otherwise) {
        OptionalLong parsed = text == null ? OptionalLong.empty() : CrmInterval.parseMs(plain(text.strip()));
        return parsed.isPresent() ? Math.min(parsed.getAsLong(), LONGEST_MS) : otherwise;
    }

    /** Whether {@link #ms} can read this text. */
    public static boolean isReadable(String text) {
        return ms(text, -1) >= 0;
    }

    /**
     * Pacemaker parity (corpus primitives/interval-words): of a decimal only the whole part counts, and a unit is known by
     * how it begins, so that {@code 1.5s} is a second and {@code 2 hours} are two.
     */
    private static String plain(String signed) {
        String word = signed.startsWith("+") ? signed.substring(1) : signed;
        int whole = 0;
        while (whole < word.length() && isDigit(word.charAt(whole))) {
            whole++;
        }
        int end = whole;
        while (whole > 0 && end < word.length() && (isDigit(word.charAt(end)) || word.charAt(end) == '.')) {
            end++;
        }
        String unit = word.substring(end).strip().toLowerCase(Locale.ROOT);
        return word.substring(0, whole) + known(unit);
    }

    private static String known(String unit) {
        for (String known : UNITS) {
            if (unit.startsWith(known)) {
                return known;
            }
        }
        return unit;
    }

    /**
     * An ISO 8601 duration, read as leniently as Pacemaker does: units in any order, a missing T, 365-day years and 30-day
     * months (case intervals has {@code P30S}).
     */
    private static long iso(String text, long otherwise) {
        boolean time = false;
        long seconds = 0;
        int i = 1;
        while (i < text.length() && text.charAt(i) != '/' && !Character.isWhitespace(text.charAt(i))) {
            if (text.charAt(i) == 'T') {
                time = true;
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            if (end == i || end - i > 10 || end == text.length()) {
                return otherwise;
            }
            long secondsEach = unitSeconds(text.charAt(end), time);
            if (secondsEach == 0) {
                return otherwise;
            }
            seconds += Long.parseLong(text.substring(i, end)) * secondsEach;
            i = end + 1;
        }
        return i == 1 || text.endsWith("T") && seconds == 0 ? otherwise : Math.min(seconds * 1000, LONGEST_MS);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long unitSeconds(char unit, boolean time) {
        return switch (unit) {
            case 'Y' -> 365 * 86_400L;
            case 'M' -> time ? 60 : 30 * 86_400L;
            case 'W' -> 7 * 86_400L;
            case 'D' -> 86_400;
            case 'H' -> 3_600;
            case 'S' -> 1;
            default -> 0;
        };
    }
}
