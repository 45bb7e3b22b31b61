package io.systole.shell.mon;

import io.systole.core.api.CommandIo;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The time zone of the person who asks, which need not be the daemon's. */
public final class Zones {
    private Zones() {}

    /** What {@code TZ} names in the caller's environment, else this machine's. */
    public static ZoneId of(CommandIo io) {
        String name = io.environment("TZ");
        try {
            return name == null || name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name.replaceFirst("^:", ""));
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }
}
