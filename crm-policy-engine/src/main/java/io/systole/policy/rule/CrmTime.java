package io.systole.policy.rule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as a CIB gives them: calendar, ordinal and week dates of ISO 8601, with or without a time and an offset.
 *
 * <p>Pacemaker parity (corpus rules/date-words): a day is needed ({@code 2026} names no date, {@code 2026-11} is the eleventh
 * day of the year), and what follows a date or a time without belonging to it is passed over.
 */
public final class CrmTime {
    private static final Pattern YEAR_MONTH_DAY = Pattern.compile("(\\d+)-(\\d+)-(\\d+)");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{1,2}+)(\\d{1,2}+)");
    private static final Pattern YEAR_DAY = Pattern.compile("(\\d+)-(\\d+)");
    private static final Pattern YEAR_WEEK_DAY = Pattern.compile("(\\d+)-W(\\d+)-(\\d+)");
    private static final Pattern EPOCH = Pattern.compile("epoch([/\\s].*)?");
    private static final Pattern COLONS = Pattern.compile("\\s*(\\d+):(\\d+)(?::(\\d+))?");
    private static final Pattern DIGITS = Pattern.compile("\\s*(\\d{1,2}+)(\\d{1,2}+)?(\\d{1,2}+)?");
    private static final int DAY_SECONDS = 24 * 60 * 60;

    private CrmTime() {}

    /**
     * The time that a text names, in UTC where it has no offset; null if it names none.
     *
     * @param nowMs milliseconds since the epoch; a text without a date means a time of that day
     */
    public static OffsetDateTime parse(String text, long nowMs) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String word = text.strip();
        try {
            if (EPOCH.matcher(word.toLowerCase(Locale.ROOT)).matches()) {
                return OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
            }
            if (word.startsWith("T") || word.indexOf(':') == 2) {
                LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC);
                return at(today, word.startsWith("T") ? word.substring(1) : word);
            }
            return at(date(word), timeBehindDate(word));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static LocalDate date(String text) {
        Matcher calendar = YEAR_MONTH_DAY.matcher(text);
        if (calendar.lookingAt()) {
            return LocalDate.of(number(calendar, 1), number(calendar, 2), number(calendar, 3));
        }
        Matcher ordinal = YEAR_DAY.matcher(text);
        if (ordinal.lookingAt()) {
            return LocalDate.ofYearDay(number(ordinal, 1), number(ordinal, 2));
        }
        Matcher compact = COMPACT.matcher(text);
        if (compact.lookingAt()) {
            return LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3));
        }
        Matcher week = YEAR_WEEK_DAY.matcher(text);
        if (week.lookingAt()) {
            // The fourth of January is always in the first week.
            LocalDate first = LocalDate.of(number(week, 1), 1, 4).with(DayOfWeek.of(number(week, 3)));
            IsoFields.WEEK_OF_WEEK_BASED_YEAR
                    .rangeRefinedBy(first)
                    .checkValidValue(number(week, 2), IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            return first.plusWeeks(number(week, 2) - 1L);
        }
        throw new DateTimeException("no date: " + text);
    }

    /** What stands behind the date; null if no time does. */
    private static String timeBehindDate(String text) {
        int end = 0;
        while (end < text.length() && "0123456789-W".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean time = end < text.length() && (text.charAt(end) == 'T' || text.charAt(end) == ' ');
        return time ? text.substring(end + 1) : null;
    }

    private static OffsetDateTime at(LocalDate date, String time) {
        if (time == null) {
            return date.atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        // 24:00:00 is a whole day behind midnight.
        return date.atStartOfDay().plusSeconds(seconds(time)).atOffset(offset(time));
    }

    /** Seconds since midnight. */
    private static int seconds(String text) {
        Matcher time = COLONS.matcher(text);
        if (!time.lookingAt()) {
            time = DIGITS.matcher(text);
            if (!time.lookingAt()) {
                throw new DateTimeException("no time: " + text);
            }
        }
        int hours = number(time, 1);
        int minutes = number(time, 2);
        int seconds = number(time, 3);
        int all = (hours * 60 + minutes) * 60 + seconds;
        if (hours > 24 || minutes > 59 || seconds > 59 || all > DAY_SECONDS) {
            throw new DateTimeException("no time: " + text);
        }
        return all;
    }

    private static ZoneOffset offset(String time) {
        int start = time.indexOf('Z');
        for (int i = 0; start < 0 && i < time.length(); i++) {
            start = " +-".indexOf(time.charAt(i)) >= 0 ? i : start;
        }
        String text = start < 0 ? "" : time.substring(start).strip();
        if (text.isEmpty() || "+-0123456789".indexOf(text.charAt(0)) < 0) {
            return ZoneOffset.UTC;
        }
        boolean signed = !Character.isDigit(text.charAt(0));
        int seconds = seconds(signed ? text.substring(1) : text);
        return ZoneOffset.ofTotalSeconds(text.charAt(0) == '-' ? -seconds : seconds);
    }

    /** The number in a group; 0 where it is missing. */
    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}
