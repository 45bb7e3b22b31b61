package io.systole.core.value;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides which of the same unwelcome events are told, so that nobody can fill the log: each source once a minute, and no
 * more than a number of sources a minute, as names of sources can be invented without end. Safe for use from several threads.
 */
public final class OncePerMinute {
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final int sourcesMax;
    private final LongSupplier nanos;
    /** Who was told of, the longest ago first. */
    private final Map<String, Source> sources = new LinkedHashMap<>();
    /** All those for whom there was no place among the sources. */
    private final Source crowd = new Source();

    /**
     * What is to be told.
     *
     * @param untold events of this source since the last time
     * @param crowd whether it is one of many for whom there is no place
     */
    public record Telling(long untold, boolean crowd) {}

    private static final class Source {
        private boolean told;
        private long lastToldNanos;
        private long untold;

        boolean quiet(long now) {
            return told && now - lastToldNanos < QUIET_NANOS;
        }
    }

    /**
     * @param sourcesMax told of by name in one minute
     * @param nanos a clock that only goes on, nanoseconds
     */
    public OncePerMinute(int sourcesMax, LongSupplier nanos) {
        this.sourcesMax = sourcesMax;
        this.nanos = nanos;
    }

    /** Counts an event; empty where it is not to be told. */
    public synchronized Optional<Telling> count(String name) {
        long now = nanos.getAsLong();
        Source known = sources.get(name);
        Source source = known != null ? known : place(now) ? new Source() : crowd;
        if (source.quiet(now)) {
            source.untold++;
            return Optional.empty();
        }
        Telling telling = new Telling(source.untold, source == crowd);
        source.told = true;
        source.lastToldNanos = now;
        source.untold = 0;
        if (source != crowd) {
            sources.remove(name);
            sources.put(name, source);
        }
        return Optional.of(telling);
    }

    /** Whether one more source may be remembered; one that was told of long ago makes room. */
    private boolean place(long now) {
        if (sources.size() < sourcesMax) {
            return true;
        }
        Iterator<Source> eldest = sources.values().iterator();
        if (eldest.next().quiet(now)) {
            return false;
        }
        eldest.remove();
        return true;
    }
}
