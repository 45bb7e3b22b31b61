package io.systole.shell.resource;

import io.systole.policy.rule.CrmTime;
import io.systole.shell.command.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How long a constraint is to last. */
final class Lifetime {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern(" xxx", Locale.ROOT);

    private Lifetime() {}

    /** Whether a word is a lifetime rather than a node's name. */
    static boolean looksLike(String word) {
        return word.equals("forever")
                || word.equals("reboot")
                || word.matches("PT?[0-9].*")
                || word.matches("[0-9]+.*[:-].*");
    }

    /**
     * When a lifetime ends, as Pacemaker writes it; null for {@code forever}.
     *
     * @param text an ISO 8601 duration such as {@code PT5M} or {@code P1DT12H}, a point of time, or {@code forever}
     */
    static String end(String text, OffsetDateTime now) throws UsageException {
        if (text.equals("forever")) {
            return null;
        }
        if (text.equals("reboot")) {
            throw new UsageException("a constraint cannot end at a reboot; give it a time such as PT5M, or none");
        }
        OffsetDateTime end = text.startsWith("P")
                ? plus(text, now)
                : CrmTime.parse(text, now.toInstant().toEpochMilli());
        if (end == null) {
            throw new UsageException("Invalid duration specified: " + text
                    + "; expected an ISO 8601 duration, for example PT5M (five minutes), PT2H or P1DT12H");
        }
        boolean utc = end.getOffset().equals(ZoneOffset.UTC);
        return TIME.format(end) + (utc ? "Z" : OFFSET.format(end));
    }

    private static OffsetDateTime plus(String text, OffsetDateTime now) {
        int time = text.indexOf('T');
        String date = time < 0 ? text : text.substring(0, time);
        try {
            OffsetDateTime end = date.equals("P") ? now : now.plus(Period.parse(date));
            return time < 0 ? end : end.plus(Duration.parse("P" + text.substring(time)));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
