package io.systole.corosync.config;

import io.systole.core.conf.ConfFinding;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What {@code corosync.conf} says, checked, with corosync's defaults filled in.
 *
 * @param file the path it was read from
 * @param nodes the nodelist in the order of the file; empty with multicast
 * @param multicast the multicast group, where there is no nodelist
 * @param bindNetworks {@code bindnetaddr} of the interfaces, by link number
 * @param port UDP port, {@code mcastport}
 * @param crypto whether datagrams are encrypted and authenticated
 * @param keyFile the pre-shared key's path
 * @param entries every entry of the file under its cmap key, for {@code corosync-cmapctl}
 * @param warnings what is to be told though the file is accepted
 */
public record CorosyncConfig(
        String file,
        String clusterName,
        Timing timing,
        List<Node> nodes,
        Optional<String> multicast,
        List<String> bindNetworks,
        int port,
        int ttl,
        boolean crypto,
        String keyFile,
        Quorum quorum,
        SortedMap<String, String> entries,
        List<ConfFinding> warnings) {

    /**
     * A node of the nodelist.
     *
     * @param name as given, or the ring address where no name is given
     * @param address {@code ring0_addr}: a host name or a numeric address
     */
    public record Node(int nodeId, String name, String address, int votes) {}

    /** votequorum(5). {@code expectedVotes} is 0 where neither it nor a nodelist says. */
    public record Quorum(
            boolean votequorum,
            int expectedVotes,
            boolean twoNode,
            boolean waitForAll,
            boolean lastManStanding,
            long lastManStandingWindowMs,
            boolean autoTieBreaker,
            List<Integer> tieBreakerNodes,
            boolean lowestBreaksTie) {}
}
