package io.systole.agents.drbd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelLogTest {
    private static final List<DrbdNames.Device> NAMES = List.of(new DrbdNames.Device(0, "pg", 0, "HA-node2"));

    private static List<DrbdHistory> read(String text) {
        return KernelLog.read(text.lines().toList(), 1_000_000, NAMES);
    }

    @Test
    void aSplitBrainOf84HasItsThreeMoments() {
        assertThat(read("""
                [    5.000000] drbd pg: conn( WFReportParams -> Connected )
                [   12.345678] drbd pg: PingAck did not arrive in time.
                [   12.345690] drbd pg: peer( Secondary -> Unknown ) conn( Connected -> NetworkFailure ) pdsk( UpToDate -> DUnknown )
                [   13.100000] block drbd0: new current UUID 5AB4C3A1:A6F9:0:4
                [   13.200000] drbd pg: conn( Unconnected -> WFConnection )
                [   60.000000] drbd pg: conn( WFConnection -> WFReportParams )
                [   60.500000] block drbd0: Split-Brain detected but unresolved, dropping connection!
                [   60.600000] drbd pg: conn( WFReportParams -> Disconnecting )
                [   60.700000] drbd pg: conn( Unconnected -> StandAlone )
                """)).containsExactly(new DrbdHistory("pg", 1_012_345, 1_013_100, 1_060_500));
    }

    /** From the two machines of the lab, where both had written. */
    @Test
    void theKernelsOwnWordsOfASplitBrain() {
        assertThat(read("""
                [  935.230000] drbd pg: peer( Secondary -> Unknown ) conn( Connected -> Disconnecting ) pdsk( UpToDate -> DUnknown )\s
                [  935.230000] drbd pg: conn( Disconnecting -> StandAlone )\s
                [  936.200000] block drbd0: role( Secondary -> Primary )\s
                [  936.200000] block drbd0: new current UUID CC4AF185E62D816F:977123D905DFF978:0000000000000000:0000000000000000
                [  945.560000] drbd pg: conn( Unconnected -> WFConnection )\s
                [  946.080000] drbd pg: Handshake successful: Agreed network protocol version 101
                [  946.080000] drbd pg: conn( WFConnection -> WFReportParams )\s
                [  946.090000] block drbd0: self CC4AF185E62D816E:977123D905DFF978:0000000000000000:0000000000000000 bits:320 flags:0
                [  946.090000] block drbd0: peer 7CE9169A2681A715:977123D905DFF978:0000000000000000:0000000000000000 bits:144 flags:0
                [  946.290000] block drbd0: Split-Brain detected but unresolved, dropping connection!
                [  946.320000] drbd pg: conn( WFReportParams -> NetworkFailure )\s
                [  946.500000] drbd pg: conn( NetworkFailure -> Disconnecting )\s
                [  946.500000] drbd pg: conn( Disconnecting -> StandAlone )\s
                [  947.760000] block drbd0: role( Secondary -> Primary )\s
                """)).containsExactly(new DrbdHistory("pg", 1_935_230, 1_936_200, 1_946_290));
    }

    @Test
    void whatWasBeforeTheLastConnectionDoesNotCount() {
        assertThat(read("""
                [   12.345690] block drbd0: peer( Secondary -> Unknown ) conn( Connected -> BrokenPipe ) pdsk( UpToDate -> DUnknown )
                [   13.100000] block drbd0: new current UUID 5AB4C3A1:A6F9:0:4
                [   20.000000] block drbd0: Split-Brain detected, 1 primaries, automatically solved. Sync from this node
                [   20.100000] block drbd0: conn( WFReportParams -> WFBitMapS ) pdsk( Outdated -> Consistent )
                """)).containsExactly(DrbdHistory.none("pg"));
    }

    @Test
    void drbd9NamesResourceDeviceAndPeer() {
        assertThat(read("""
                [  100.000001] drbd r0 node2: conn( Connected -> NetworkFailure ) peer( Secondary -> Unknown )
                [  101.000000] drbd r0/0 drbd7: new current UUID: 12 weak: 34
                [  102.000000] drbd r0/0 drbd7 node2: Split-Brain detected but unresolved, dropping connection!
                [  103.000000] usb 1-1: new device
                nonsense
                """)).containsExactly(new DrbdHistory("r0", 1_100_000, 1_101_000, 1_102_000));
    }

    @Test
    void whatIsToldIsUnderstoodByTheOther() {
        DrbdResource resource = new DrbdResource(
                "pg",
                "Primary",
                true,
                false,
                List.of(new DrbdVolume(0, 3, "UpToDate"), new DrbdVolume(1, -1, "Diskless")),
                List.of(new DrbdPeer(
                        "HA-node2",
                        "Connected",
                        "Secondary",
                        List.of(
                                new DrbdPeerVolume(
                                        0,
                                        "SyncSource",
                                        "Inconsistent",
                                        12,
                                        new DrbdSync(false, 25.5, 12, 16, 4, 3, false)),
                                new DrbdPeerVolume(
                                        1, "VerifyS", "UpToDate", -1, new DrbdSync(true, 1, -1, -1, -1, -1, true))))));
        DrbdHistory history = new DrbdHistory("pg", 1, -1, 3);
        var machine = io.systole.core.xml.Element.of("machine")
                .withChild(DrbdXml.encode(resource))
                .withChild(DrbdXml.encode(history));
        assertThat(DrbdXml.resources(machine)).containsExactly(resource);
        assertThat(DrbdXml.histories(machine)).containsExactly(history);
    }
}
