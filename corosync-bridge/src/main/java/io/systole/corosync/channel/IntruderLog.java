package io.systole.corosync.channel;

import io.systole.core.value.OncePerMinute;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of datagrams that were not sealed under the cluster's key: each source once a minute, not once a datagram. */
final class IntruderLog {
    private static final Logger LOG = LoggerFactory.getLogger(IntruderLog.class);

    static final int SOURCES_MAX = 64;

    private final OncePerMinute told;

    IntruderLog() {
        this(System::nanoTime);
    }

    /** @param nanos a clock that only goes on */
    IntruderLog(LongSupplier nanos) {
        told = new OncePerMinute(SOURCES_MAX, nanos);
    }

    void dropped(String address, int bytes) {
        int colon = address.lastIndexOf(':');
        // By host: a scan from many ports is one source.
        told.count(colon > 0 ? address.substring(0, colon) : address)
                .ifPresent(telling -> LOG.warn(
                        "Dropped a datagram of {} bytes from {}: not sealed under this cluster's key, or a repeated one"
                                + " ({} more since the last report); does that node have the same authkey and"
                                + " crypto_cipher?",
                        bytes,
                        telling.crowd() ? address + " and further addresses" : address,
                        telling.untold()));
    }
}
