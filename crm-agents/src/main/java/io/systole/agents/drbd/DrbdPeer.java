package io.systole.agents.drbd;

import java.util.List;

/**
 * A resource's connection to another node, seen from here.
 *
 * @param name the peer's; empty where only the configuration could tell and does not
 * @param connection {@code Connected}, or why not: {@code StandAlone}, {@code WFConnection} (DRBD 9: {@code Connecting})…
 * @param role the peer's; {@code Unknown} without a connection
 */
public record DrbdPeer(String name, String connection, String role, List<DrbdPeerVolume> volumes) {
    public DrbdPeer {
        volumes = List.copyOf(volumes);
    }

    public boolean connected() {
        return connection.equals("Connected");
    }

    /** This node has given the connection up; only a person (or the cluster) connects it again. */
    public boolean standsAlone() {
        return connection.equals("StandAlone");
    }
}
