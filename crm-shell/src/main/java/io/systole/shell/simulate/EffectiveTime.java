package io.systole.shell.simulate;

import io.systole.core.xml.Element;
import io.systole.policy.rule.CrmTime;
import io.systole.shell.command.UsageException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The moment that a simulation plans for.
 *
 * @param ms milliseconds since the epoch
 * @param notice the line that says where it comes from; null for the present time
 */
public record EffectiveTime(long ms, String notice) {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT);

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
        if (original.matches("\\d{1,12}")) {
            long seconds = Long.parseLong(original);
            String text =
                    Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).format(FORMAT);
            return new EffectiveTime(seconds * 1000, "Using the original execution date of: " + text);
        }
        return new EffectiveTime(presentMs, null);
    }
}
