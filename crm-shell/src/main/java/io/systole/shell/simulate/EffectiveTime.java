package io.systole.shell.simulate;

import io.systole.core.xml.Element;
import io.systole.policy.rule.CrmTime;
import io.systole.shell.command.UsageException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The moment that a simulation plans for.
 *
 * @param ms milliseconds since the epoch
 * @param notice the line that says where it comes from; null for the present time
 */
public record EffectiveTime(long ms, String notice) {
    /**
     * The time that was asked for, else the one that the CIB says it was scheduled at, else the present.
     *
     * @param wanted a date and time of ISO 8601, or null
     * @throws UsageException where {@code wanted} is no date
     */
    public static EffectiveTime of(String wanted, Element cib, long presentMs) throws UsageException {
        if (wanted != null) {
            OffsetDateTime time = CrmTime.parse(wanted, presentMs);
            if (time == null) {
                throw new UsageException(
                        "'" + wanted + "' is no date: expected ISO 8601, for example 2026-11-24 22:00:00");
            }
            return new EffectiveTime(time.toInstant().toEpochMilli(), "Setting effective cluster time: " + wanted);
        }
        String original = cib.attribute("execution-date", "");
        if (!original.isEmpty() && original.matches("\\d{1,12}")) {
            long seconds = Long.parseLong(original);
            return new EffectiveTime(seconds * 1000, "Using the original execution date of: " + text(seconds));
        }
        return new EffectiveTime(presentMs, null);
    }

    /** For example {@code 2026-11-04 12:00:00Z}. The classes that format dates take milliseconds to start. */
    private static String text(long seconds) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return time.toLocalDate() + " " + twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute()) + ":"
                + twoDigits(time.getSecond()) + "Z";
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
