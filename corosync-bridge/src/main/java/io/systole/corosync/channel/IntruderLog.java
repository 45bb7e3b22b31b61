package io.systole.corosync.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of datagrams that were not sealed under the cluster's key: each source once a minute, not once a datagram. */
final class IntruderLog {
    private static final Logger LOG = LoggerFactory.getLogger(IntruderLog.class);
    private static final long QUIET_NANOS = 60_000_000_000L;
    private static final int SOURCES_MAX = 256;

    private final Map<String, Source> sources = new LinkedHashMap<>();

    private static final class Source {
        private long lastToldNanos;
        private long untold;
    }

    synchronized void dropped(String address, int bytes) {
        long now = System.nanoTime();
        int colon = address.lastIndexOf(':');
        // By host: a scan from many ports is one source.
        String host = colon > 0 ? address.substring(0, colon) : address;
        Source source = sources.get(host);
        if (source == null) {
            if (sources.size() >= SOURCES_MAX) {
                sources.remove(sources.keySet().iterator().next());
            }
            source = new Source();
            sources.put(host, source);
        } else if (now - source.lastToldNanos < QUIET_NANOS) {
            source.untold++;
            return;
        }
        LOG.warn(
                "Dropped a datagram of {} bytes from {}: not sealed under this cluster's key, or a repeated one ({} more"
                        + " since the last report); does that node have the same authkey and crypto_cipher?",
                bytes,
                address,
                source.untold);
        source.lastToldNanos = now;
        source.untold = 0;
    }
}
