package io.systole.corosync.channel;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of datagrams that were not sealed under the cluster's key: each source once a minute, not once a datagram, and no
 * more than {@value #SOURCES_MAX} sources a minute, as a sender can invent addresses without end.
 */
final class IntruderLog {
    private static final Logger LOG = LoggerFactory.getLogger(IntruderLog.class);
    private static final long QUIET_NANOS = 60_000_000_000L;

    static final int SOURCES_MAX = 64;

    private final LongSupplier nanos;
    /** Who was told of, the longest ago first. */
    private final Map<String, Source> sources = new LinkedHashMap<>();
    /** All those for whom there was no place among the sources. */
    private final Source crowd = new Source();

    private static final class Source {
        private boolean told;
        private long lastToldNanos;
        private long untold;

        boolean quiet(long now) {
            return told && now - lastToldNanos < QUIET_NANOS;
        }
    }

    IntruderLog() {
        this(System::nanoTime);
    }

    /** @param nanos a clock that only goes on */
    IntruderLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void dropped(String address, int bytes) {
        long now = nanos.getAsLong();
        int colon = address.lastIndexOf(':');
        // By host: a scan from many ports is one source.
        String host = colon > 0 ? address.substring(0, colon) : address;
        Source known = sources.get(host);
        Source source = known != null ? known : place(now) ? new Source() : crowd;
        if (source.quiet(now)) {
            source.untold++;
            return;
        }
        LOG.warn(
                "Dropped a datagram of {} bytes from {}: not sealed under this cluster's key, or a repeated one ({} more"
                        + " since the last report); does that node have the same authkey and crypto_cipher?",
                bytes,
                source == crowd ? address + " and further addresses" : address,
                source.untold);
        source.told = true;
        source.lastToldNanos = now;
        source.untold = 0;
        if (source != crowd) {
            sources.remove(host);
            sources.put(host, source);
        }
    }

    /** Whether one more source may be remembered; one that was told of long ago makes room. */
    private boolean place(long now) {
        if (sources.size() < SOURCES_MAX) {
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
