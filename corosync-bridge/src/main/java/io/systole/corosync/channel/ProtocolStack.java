package io.systole.corosync.channel;

import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import io.systole.corosync.config.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UDP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/**
 * Turns {@code corosync.conf} into a JGroups protocol stack.
 *
 * <ul>
 *   <li>nodelist: UDP to each node's address, members found by TCPPING over the list;
 *   <li>mcastaddr: UDP multicast, members found by PING;
 *   <li>token: FD_ALL3 and VERIFY_SUSPECT2 by {@link Timing};
 *   <li>crypto_cipher: {@link SealedUdp}.
 * </ul>
 */
final class ProtocolStack {
    /** Members answer a discovery request within this time, milliseconds, or are taken as absent. */
    private static final long JOIN_TIMEOUT_MS = 600;

    /**
     * Nodes that start in the same second each ask so many times before they found a cluster of their own; with one request
     * most such starts end in singletons that meet only at the next merge.
     */
    private static final int DISCOVERY_RUNS = 3;

    /** Views that differ are merged after so long at most, milliseconds. */
    private static final long MERGE_CHECK_MS = 1_000;

    private static final int THREADS_MAX = 16;

    private static final int FRAGMENT_BYTES = 8_000;
    private static final int BUNDLE_BYTES = 16_000;
    private static final int SOCKET_BUFFER_BYTES = 200_000;

    private ProtocolStack() {}

    static List<Protocol> build(CorosyncConfig config, LocalNode local, Seal seal) throws IOException {
        List<Protocol> stack = new ArrayList<>();
        stack.add(transport(config, local, seal));
        stack.add(discovery(config));
        Timing timing = config.timing();
        stack.add(new MERGE3().setMinInterval(100).setMaxInterval(400).setCheckInterval(400));
        stack.add(new FD_ALL3().setTimeout(timing.heartbeatTimeoutMs()).setInterval(timing.heartbeatIntervalMs()));
        stack.add(new VERIFY_SUSPECT2().setTimeout(timing.verifyTimeoutMs()));
        stack.add(new NAKACK2().setXmitInterval(100));
        stack.add(new UNICAST3().setXmitInterval(100));
        stack.add(new STABLE().setDesiredAverageGossip(5_000));
        GMS gms = new GMS()
                .setJoinTimeout(JOIN_TIMEOUT_MS)
                .setLeaveTimeout(500)
                .setMergeTimeout(1_000)
                .setViewAckCollectionTimeout(timing.verifyTimeoutMs());
        gms.printLocalAddress(false);
        stack.add(gms);
        stack.add(new UFC());
        stack.add(new MFC());
        stack.add(new FRAG4().setFragSize(FRAGMENT_BYTES));
        return stack;
    }

    /**
     * How often this node tells the others of its view, so that separate ones find together.
     *
     * @param missing whether a node of the nodelist is not in the view: then often, else seldom, as it costs processor time
     */
    static void lookForOthers(MERGE3 merge, boolean missing) {
        // The shorter interval first or last, as it must never be the longer one.
        if (missing) {
            merge.setMinInterval(100).setMaxInterval(400);
        } else {
            merge.setMaxInterval(1_500).setMinInterval(500);
        }
        // After the others, which compute it anew.
        merge.setCheckInterval(MERGE_CHECK_MS);
    }

    private static UDP transport(CorosyncConfig config, LocalNode local, Seal seal) throws IOException {
        SealedUdp udp = new SealedUdp(seal, new IntruderLog());
        udp.setBindAddress(InetAddress.getByName(local.address()));
        udp.setMulticasting(config.multicast().isPresent());
        if (config.multicast().isPresent()) {
            udp.setMulticastAddress(InetAddress.getByName(config.multicast().get()));
            udp.setMulticastPort(config.port());
            udp.setMulticastTTL(config.ttl());
        } else {
            udp.setBindPort(config.port());
        }
        udp.setPortRange(0);
        udp.setUcastRecvBufSize(SOCKET_BUFFER_BYTES);
        udp.setMcastRecvBufSize(SOCKET_BUFFER_BYTES);
        udp.setUcastSendBufSize(SOCKET_BUFFER_BYTES);
        udp.setMcastSendBufSize(SOCKET_BUFFER_BYTES);
        udp.setTimeServiceInterval(50);
        udp.useVirtualThreads(false);
        // The diagnostics socket answers anybody.
        udp.disableDiagnostics();
        udp.setLogDiscardMessages(false);
        udp.getThreadPool().setMinThreads(1).setMaxThreads(THREADS_MAX).setThreadDumpsEnabled(false);
        try {
            udp.bundler("pd");
        } catch (Exception e) {
            throw new IOException("JGroups has no bundler of the kind \"pd\": " + e.getMessage(), e);
        }
        udp.getBundler().setMaxSize(BUNDLE_BYTES);
        return udp;
    }

    private static Discovery discovery(CorosyncConfig config) throws IOException {
        if (config.multicast().isPresent()) {
            PING ping = new PING();
            ping.numDiscoveryRuns(DISCOVERY_RUNS);
            return ping;
        }
        List<InetSocketAddress> hosts = new ArrayList<>();
        for (CorosyncConfig.Node node : config.nodes()) {
            try {
                hosts.add(new InetSocketAddress(InetAddress.getByName(node.address()), config.port()));
            } catch (UnknownHostException e) {
                throw new IOException(
                        config.file() + ": node " + node.name() + ": ring0_addr " + node.address()
                                + " is neither a numeric address nor a name that this machine can resolve",
                        e);
            }
        }
        TCPPING ping = new TCPPING();
        ping.setInitialHosts(hosts);
        ping.setPortRange(0);
        ping.numDiscoveryRuns(DISCOVERY_RUNS);
        return ping;
    }
}
