package io.systole.policy.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/** Dates as a CIB gives them: calendar, ordinal and week dates of ISO 8601, with or without a time and an offset. */
public final class CrmTime {
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
            if (word.equalsIgnoreCase("epoch")) {
                return OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
            }
            int split = split(word);
            LocalDate date = word.charAt(0) == 'T'
                    ? LocalDate.ofInstant(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC)
                    : date(word.substring(0, split));
            String rest = split < word.length() ? word.substring(split + 1).strip() : "";
            int zone = zoneStart(rest);
            LocalTime time = time(rest.substring(0, zone).strip());
            boolean endOfDay = rest.startsWith("24");
            OffsetDateTime parsed =
                    OffsetDateTime.of(date, time, offset(rest.substring(zone).strip()));
            return endOfDay ? parsed.plusDays(1) : parsed;
        } catch (DateTimeException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return null;
        }
    }

    private static int split(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == 'T' || word.charAt(i) == ' ') {
                return i;
            }
        }
        return word.length();
    }

    private static int zoneStart(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == 'Z' || c == '+' || c == '-') {
                return i;
            }
        }
        return rest.length();
    }

    private static LocalDate date(String text) {
        if (text.contains("W")) {
            String[] parts = text.split("-");
            int week = Integer.parseInt(parts[1].substring(1));
            int day = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
            return LocalDate.of(Integer.parseInt(parts[0]), 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                    .with(java.time.DayOfWeek.of(day));
        }
        String[] parts = text.split("-");
        if (parts.length == 3) {
            return LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
        if (parts.length == 2) {
            int number = Integer.parseInt(parts[1]);
            int year = Integer.parseInt(parts[0]);
            return parts[1].length() == 3 ? LocalDate.ofYearDay(year, number) : LocalDate.of(year, number, 1);
        }
        if (text.length() == 8) {
            return LocalDate.of(
                    Integer.parseInt(text.substring(0, 4)),
                    Integer.parseInt(text.substring(4, 6)),
                    Integer.parseInt(text.substring(6)));
        }
        if (text.length() == 7) {
            return LocalDate.ofYearDay(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4)));
        }
        return LocalDate.of(Integer.parseInt(text), 1, 1);
    }

    private static LocalTime time(String text) {
        if (text.isEmpty()) {
            return LocalTime.MIDNIGHT;
        }
        String digits = text.replace(":", "");
        int hour = Integer.parseInt(digits.substring(0, 2));
        int minute = digits.length() >= 4 ? Integer.parseInt(digits.substring(2, 4)) : 0;
        int second = digits.length() >= 6 ? Integer.parseInt(digits.substring(4, 6)) : 0;
        return LocalTime.of(hour == 24 ? 0 : hour, minute, second);
    }

    private static ZoneOffset offset(String text) {
        if (text.isEmpty() || text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        String digits = text.substring(1).replace(":", "").strip();
        int hours = Integer.parseInt(digits.substring(0, 2));
        int minutes = digits.length() >= 4 ? Integer.parseInt(digits.substring(2, 4)) : 0;
        int sign = text.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
