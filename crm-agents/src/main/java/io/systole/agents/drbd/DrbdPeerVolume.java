package io.systole.agents.drbd;

/**
 * One volume as it is on a peer.
 *
 * @param number of the volume
 * @param replication {@code Established}, {@code SyncSource}, {@code VerifyT}…; {@code Off} without a connection
 * @param disk the peer's disk state; {@code DUnknown} without a connection
 * @param outOfSyncKib what differs as far as this node knows, KiB; negative where that is not told
 * @param sync under way, or null
 */
public record DrbdPeerVolume(int number, String replication, String disk, long outOfSyncKib, DrbdSync sync) {}
