package io.systole.shell.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a status says beside the view.
 *
 * @param nowMs when it is shown, milliseconds since the epoch
 * @param zone the reader's time zone
 * @param localNode the node it was asked for on; null where a file stands for the cluster
 * @param version of the daemon that was asked; null where a file stands for the cluster
 * @param warnings sentences that belong into every status
 */
public record Moment(long nowMs, ZoneId zone, String localNode, String version, List<String> warnings) {
    /** Made when a time is to be written: a simulation writes none, and it takes milliseconds. */
    private static final class Formats {
        static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
        static final DateTimeFormatter LOG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    }

    public Moment {
        warnings = List.copyOf(warnings);
    }

    /** Whether a running cluster was asked, not a file. */
    boolean live() {
        return localNode != null;
    }

    String now() {
        return longTime(Math.floorDiv(nowMs, 1000));
    }

    String longTime(long seconds) {
        return longTime(seconds, zone);
    }

    /** As ctime(3) writes it, for example {@code Tue Nov  4 12:00:00 2026}. */
    public static String longTime(long seconds, ZoneId zone) {
        return Formats.LONG.format(Instant.ofEpochSecond(seconds).atZone(zone));
    }

    /** For example {@code 2026-11-04 12:00:00Z}. */
    String logTime(long seconds) {
        var time = Instant.ofEpochSecond(seconds).atZone(zone);
        String offset = time.getOffset().getId();
        return Formats.LOG.format(time) + (offset.equals("Z") ? "Z" : " " + offset);
    }
}
