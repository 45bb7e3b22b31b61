package io.systole.policy.rule;

import io.systole.core.value.CrmInterval;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.OptionalLong;

/** Lengths of time as configuration gives them: a number with a unit, or an ISO 8601 duration. */
public final class Intervals {
    /** What operation intervals are limited to: they are kept as unsigned 32-bit numbers. */
    private static final long LONGEST_MS = 0xFFFF_FFFFL;

    private Intervals() {}

    /** Milliseconds; {@code otherwise} for a missing or unreadable text. */
    public static long ms(String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        String word = text.strip();
        if (word.startsWith("P")) {
            return iso(word, otherwise);
        }
        OptionalLong parsed = CrmInterval.parseMs(word);
        return parsed.isPresent() ? Math.min(parsed.getAsLong(), LONGEST_MS) : otherwise;
    }

    private static long iso(String text, long otherwise) {
        try {
            int time = text.indexOf('T');
            String datePart = time < 0 ? text : text.substring(0, time);
            long days = datePart.length() > 1 ? Period.parse(datePart).getDays() : 0;
            Period period = datePart.length() > 1 ? Period.parse(datePart) : Period.ZERO;
            days += period.toTotalMonths() * 30;
            long seconds =
                    time < 0 ? 0 : Duration.parse("P" + text.substring(time)).toSeconds();
            return Math.min((days * 86_400 + seconds) * 1000, LONGEST_MS);
        } catch (DateTimeException | ArithmeticException e) {
            return otherwise;
        }
    }
}
