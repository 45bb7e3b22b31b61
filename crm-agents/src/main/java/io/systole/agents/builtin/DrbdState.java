package io.systole.agents.builtin;

import io.systole.agents.drbd.DrbdPeer;
import io.systole.agents.drbd.DrbdPeerVolume;
import io.systole.agents.drbd.DrbdResource;
import io.systole.agents.drbd.DrbdStatus;
import io.systole.agents.drbd.DrbdVolume;
import io.systole.agents.drbd.ProcDrbd;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What DRBD says of one resource on this node.
 *
 * @param configured whether the kernel knows the resource at all
 * @param primary whether this node is Primary
 * @param peerPrimary whether some peer is
 * @param disks disk states here, a volume each
 * @param peerDisks disk states of the peers, a volume and peer each; {@code DUnknown} where a peer is not connected
 * @param standsAlone whether this node has given a connection up
 * @param quorum whether DRBD 9 has quorum; true where it does not count
 */
record DrbdState(
        boolean configured,
        boolean primary,
        boolean peerPrimary,
        List<String> disks,
        List<String> peerDisks,
        boolean standsAlone,
        boolean quorum) {
    static final DrbdState NONE = new DrbdState(false, false, false, List.of(), List.of(), false, true);

    private static final Set<String> TRANSITIONAL = Set.of("Attaching", "Detaching", "Failed", "Negotiating");

    /** {@code /proc/drbd} of DRBD 8.0 to 8.4. */
    static DrbdState ofProc(List<String> lines, Set<Integer> minors) {
        List<ProcDrbd.Device> devices = ProcDrbd.read(lines).devices().stream()
                .filter(device -> minors.contains(device.minor()))
                .toList();
        return new DrbdState(
                !devices.isEmpty(),
                devices.stream().anyMatch(device -> device.role().equals("Primary")),
                devices.stream().anyMatch(device -> device.peerRole().equals("Primary")),
                devices.stream().map(ProcDrbd.Device::disk).toList(),
                devices.stream().map(ProcDrbd.Device::peerDisk).toList(),
                devices.stream().anyMatch(device -> device.state().equals("StandAlone")),
                true);
    }

    /** {@code drbdsetup status RESOURCE} of DRBD 9. */
    static DrbdState ofStatus(List<String> lines) {
        List<DrbdResource> resources = DrbdStatus.read(lines);
        if (resources.isEmpty()) {
            return NONE;
        }
        DrbdResource resource = resources.get(0);
        return new DrbdState(
                true,
                resource.primary(),
                resource.peers().stream().anyMatch(peer -> peer.role().equals("Primary")),
                resource.volumes().stream().map(DrbdVolume::disk).toList(),
                resource.peers().stream()
                        .flatMap(peer -> peer.volumes().stream().map(DrbdPeerVolume::disk))
                        .toList(),
                resource.peers().stream().anyMatch(DrbdPeer::standsAlone),
                resource.quorum());
    }

    boolean upToDate() {
        return !disks.isEmpty() && disks.stream().allMatch("UpToDate"::equals);
    }

    private boolean consistent() {
        return !disks.isEmpty()
                && disks.stream().allMatch(disk -> disk.equals("UpToDate") || disk.equals("Consistent"));
    }

    /** Whether DRBD is about to find out what its data is worth; the score stays as it is until then. */
    boolean undecided() {
        return quorum && !upToDate() && !peerUpToDate() && disks.stream().anyMatch(TRANSITIONAL::contains);
    }

    boolean peerUnknown() {
        return peerDisks.stream().anyMatch("DUnknown"::equals);
    }

    boolean peerUpToDate() {
        return !peerDisks.isEmpty() && peerDisks.stream().allMatch("UpToDate"::equals);
    }

    /**
     * How well this node is suited to be promoted, as the distribution's agent counts it.
     *
     * @param steps the parameter {@code adjust_master_score}: data only consistent; good data on the peer only; good data
     *     here, the peer unknown; as good as it gets
     * @return empty for no score at all
     */
    Optional<Integer> score(List<Integer> steps) {
        if (!quorum) {
            return Optional.empty();
        }
        if (upToDate()) {
            return Optional.of(primary || !peerUnknown() ? steps.get(3) : steps.get(2));
        }
        if (peerUpToDate()) {
            return Optional.of(steps.get(1));
        }
        return consistent() && steps.get(0) > 0 ? Optional.of(steps.get(0)) : Optional.empty();
    }
}
