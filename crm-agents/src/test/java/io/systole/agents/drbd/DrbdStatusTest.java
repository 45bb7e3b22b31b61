package io.systole.agents.drbd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Outputs of DRBD 9, as people have pasted them. */
class DrbdStatusTest {
    private static DrbdResource only(String text) {
        List<DrbdResource> resources = DrbdStatus.read(text.lines().toList());
        assertThat(resources).hasSize(1);
        return resources.get(0);
    }

    @Test
    void whatIsAsItShouldBeIsLeftOut() {
        DrbdResource resource = only("""
                haqm1 role:Primary
                  disk:UpToDate
                  mqhavm14.hursley.ibm.com role:Secondary
                    peer-disk:UpToDate
                  mqhavm15.hursley.ibm.com role:Secondary
                    replication:SyncSource peer-disk:Inconsistent done:90.91
                """);
        assertThat(resource.primary()).isTrue();
        assertThat(resource.volumes()).containsExactly(new DrbdVolume(0, -1, "UpToDate"));
        assertThat(resource.peers()).hasSize(2);
        assertThat(resource.peers().get(0).volumes())
                .containsExactly(new DrbdPeerVolume(0, "Established", "UpToDate", -1, null));
        assertThat(resource.peers().get(1).volumes().get(0).sync())
                .isEqualTo(new DrbdSync(false, 90.91, -1, -1, -1, -1, false));
    }

    @Test
    void statisticsGiveSpeedAndEnd() {
        DrbdResource resource = only("""
                postgres node-id:0 role:Primary suspended:no
                    write-ordering:flush
                  volume:0 minor:0 disk:UpToDate backing_dev:/dev/sdb quorum:yes
                      size:104854364 read:24378184 written:0 al-writes:0 bm-writes:1069
                      upper-pending:0 lower-pending:4 al-suspended:no blocked:no
                  instance-12 node-id:1 connection:Connected role:Secondary congested:no
                      ap-in-flight:0 rs-in-flight:232
                    volume:0 replication:SyncSource peer-disk:Inconsistent done:23.25
                        resync-suspended:no
                        received:0 sent:24378184 out-of-sync:80476296 pending:5 unacked:4
                        dbdt1:96.88 eta:811
                """);
        assertThat(resource.volumes()).containsExactly(new DrbdVolume(0, 0, "UpToDate"));
        DrbdPeerVolume volume = resource.peers().get(0).volumes().get(0);
        assertThat(volume.outOfSyncKib()).isEqualTo(80476296);
        assertThat(volume.sync())
                .isEqualTo(new DrbdSync(false, 23.25, 80476296, 104855109, Math.round(96.88 * 1024), 811, false));
    }

    @Test
    void aPeerThatStandsAloneAndALostQuorumAreSeen() {
        DrbdResource resource = only("""
                one-vm-8373-disk-2 role:Secondary suspended:quorum
                  disk:Outdated quorum:no
                  m11c12 role:Primary
                    peer-disk:Diskless
                  m14c6 connection:StandAlone
                """);
        assertThat(resource.quorum()).isFalse();
        assertThat(resource.suspended()).isTrue();
        assertThat(resource.peers().get(1).standsAlone()).isTrue();
        assertThat(resource.peers().get(1).volumes())
                .containsExactly(new DrbdPeerVolume(0, "Off", "DUnknown", -1, null));
    }

    @Test
    void severalResourcesWithSeveralVolumes() {
        List<DrbdResource> resources = DrbdStatus.read("""
                res role:Primary
                  volume:0 disk:UpToDate
                  volume:1 disk:Inconsistent
                  node2 role:Secondary
                    volume:0 peer-disk:UpToDate
                    volume:1 replication:SyncTarget peer-disk:UpToDate done:1.86

                other role:Secondary
                  disk:Diskless
                """.lines().toList());
        assertThat(resources).extracting(DrbdResource::name).containsExactly("res", "other");
        assertThat(resources.get(0).volumes()).extracting(DrbdVolume::disk).containsExactly("UpToDate", "Inconsistent");
        assertThat(resources.get(0).peers().get(0).volumes())
                .extracting(DrbdPeerVolume::number)
                .containsExactly(0, 1);
    }

    @Test
    void nonsenseIsNothing() {
        assertThat(DrbdStatus.read(List.of("# No currently configured DRBD found.", "", "  x y:z")))
                .isEmpty();
        assertThat(only("a\n b eta:nan done:99999999999999999999 out-of-sync:-\n")
                        .peers())
                .hasSize(1);
    }
}
