package io.systole.policy.rule;

import io.systole.core.xml.Element;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates {@code date_expression}: ranges, before, after, and calendar patterns. */
final class DateExpression {
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?\\d+)");
    private static final Pattern RANGE = Pattern.compile("((?:\\s*\\+?\\d+)?)(-(?:\\s*\\+?\\d+)?)?");

    private DateExpression() {}

    static boolean holds(Element expression, long nowMs, NextChange next) {
        OffsetDateTime now = OffsetDateTime.ofInstant(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS);
        String operation = expression.attribute("operation", "in_range");
        switch (operation.toLowerCase(java.util.Locale.ROOT)) {
            case "in_range":
                return inRange(expression, now, next);
            case "date_spec":
                Element spec = expression.child("date_spec");
                return spec != null && spec.id() != null && matches(spec, now);
            case "gt":
                OffsetDateTime start = CrmTime.parse(
                        expression.attribute("start"), now.toInstant().toEpochMilli());
                if (start != null && !now.isAfter(start)) {
                    next.at(start.toEpochSecond() + 1);
                }
                return start != null && now.isAfter(start);
            case "lt":
                OffsetDateTime end = CrmTime.parse(
                        expression.attribute("end"), now.toInstant().toEpochMilli());
                if (end != null && now.isBefore(end)) {
                    next.at(end.toEpochSecond());
                }
                return end != null && now.isBefore(end);
            default:
                return false;
        }
    }

    private static boolean inRange(Element expression, OffsetDateTime now, NextChange next) {
        OffsetDateTime start =
                CrmTime.parse(expression.attribute("start"), now.toInstant().toEpochMilli());
        OffsetDateTime end =
                CrmTime.parse(expression.attribute("end"), now.toInstant().toEpochMilli());
        boolean badStart = expression.has("start") && start == null;
        boolean badEnd = expression.has("end") && end == null;
        if (badStart || badEnd || start == null && end == null) {
            return false;
        }
        Element duration = expression.child("duration");
        if (end == null && duration != null) {
            end = plus(start, duration);
            if (end == null) {
                return false;
            }
        }
        if (start != null && now.isBefore(start)) {
            next.at(start.toEpochSecond());
            return false;
        }
        if (end != null) {
            if (now.isAfter(end)) {
                return false;
            }
            next.at(end.toEpochSecond() + 1);
        }
        return true;
    }

    /** Null where the duration names no length of time. */
    private static OffsetDateTime plus(OffsetDateTime start, Element duration) {
        if (duration.id() == null) {
            return null;
        }
        try {
            return plusYears(start, amount(duration, "years"))
                    .plusMonths(amount(duration, "months"))
                    .plusWeeks(amount(duration, "weeks"))
                    .plusDays(amount(duration, "days"))
                    .plusHours(amount(duration, "hours"))
                    .plusMinutes(amount(duration, "minutes"))
                    .plusSeconds(amount(duration, "seconds"));
        } catch (java.time.DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /**
     * Pacemaker parity (corpus rules/date-words): a year later is the day of the same number in that year, so that the first of
     * November becomes the last of October where a leap day came between.
     */
    private static OffsetDateTime plusYears(OffsetDateTime start, int years) {
        return start.withDayOfYear(1).plusYears(years).plusDays(start.getDayOfYear() - 1L);
    }

    /** The number that the attribute begins with. */
    private static int amount(Element duration, String unit) {
        String text = duration.attribute(unit);
        if (text == null) {
            return 0;
        }
        Matcher number = NUMBER.matcher(text);
        return Integer.parseInt(number.lookingAt() ? number.group(1) : text);
    }

    private static boolean matches(Element spec, OffsetDateTime now) {
        return inRange(spec.attribute("years"), now.getYear())
                && inRange(spec.attribute("months"), now.getMonthValue())
                && inRange(spec.attribute("monthdays"), now.getDayOfMonth())
                && inRange(spec.attribute("hours"), now.getHour())
                && inRange(spec.attribute("minutes"), now.getMinute())
                && inRange(spec.attribute("seconds"), now.getSecond())
                && inRange(spec.attribute("yeardays"), now.getDayOfYear())
                && inRange(spec.attribute("weekyears"), now.get(IsoFields.WEEK_BASED_YEAR))
                && inRange(spec.attribute("weeks"), now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                && inRange(spec.attribute("weekdays"), now.getDayOfWeek().getValue());
    }

    private static boolean inRange(String range, int value) {
        if (range == null) {
            return true;
        }
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches() || range.equals("-")) {
            return false;
        }
        String low = matcher.group(1);
        String high = matcher.group(2) == null ? low : matcher.group(2).substring(1);
        try {
            return (low.isEmpty() || value >= Long.parseLong(low.strip()))
                    && (high.isEmpty() || value <= Long.parseLong(high.strip()));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
