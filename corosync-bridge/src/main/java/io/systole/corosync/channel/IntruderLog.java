package io.systole.corosync.channel;

import io.systole.core.value.OncePerMinute;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what came from nobody who may speak: each source once a minute, not once a datagram. */
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
        tell(
                address,
                bytes,
                "not sealed under this cluster's key, or a repeated one",
                "does that node have the same authkey and crypto_cipher?");
    }

    /** The address said something under the key, and nothing when it was asked whether it is alive. */
    void silent(String address, int bytes) {
        tell(
                address,
                bytes,
                "it is sealed under this cluster's key, but its sender did not answer",
                "a node that has died or does not hear this one, or somebody sends again what a node said earlier");
    }

    /** Somebody who is no node of the cluster has come to a port of its nodes. */
    void visited(String address) {
        told.count(address)
                .ifPresent(telling -> LOG.warn(
                        "A connection to the cluster's TCP port came from {}, which is no node of the nodelist ({} more"
                                + " since the last report); nothing was read from it",
                        telling.crowd() ? address + " and further addresses" : address,
                        telling.untold()));
    }

    private void tell(String address, int bytes, String why, String advice) {
        int colon = address.lastIndexOf(':');
        // By host: a scan from many ports is one source.
        told.count(colon > 0 ? address.substring(0, colon) : address)
                .ifPresent(telling -> LOG.warn(
                        "Dropped a datagram of {} bytes from {}: {} ({} more since the last report); {}",
                        bytes,
                        telling.crowd() ? address + " and further addresses" : address,
                        why,
                        telling.untold(),
                        advice));
    }
}
