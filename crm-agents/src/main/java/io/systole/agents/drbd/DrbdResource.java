package io.systole.agents.drbd;

import java.util.List;

/**
 * A DRBD resource as one node sees it.
 *
 * @param name from the configuration, or {@code drbdN} by its device where that does not tell
 * @param role {@code Primary}, {@code Secondary} or {@code Unknown}
 * @param suspended input and output stand still until a person or a handler lets them go on
 * @param quorum whether DRBD 9 has quorum; true where it does not count
 * @param volumes in their order
 */
public record DrbdResource(
        String name, String role, boolean suspended, boolean quorum, List<DrbdVolume> volumes, List<DrbdPeer> peers) {
    public DrbdResource {
        volumes = List.copyOf(volumes);
        peers = List.copyOf(peers);
    }

    public boolean primary() {
        return role.equals("Primary");
    }
}
