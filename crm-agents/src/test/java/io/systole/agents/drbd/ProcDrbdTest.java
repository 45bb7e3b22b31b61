package io.systole.agents.drbd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Outputs of every era, as people have pasted them. */
class ProcDrbdTest {
    private static ProcDrbd.Device only(String text) {
        List<ProcDrbd.Device> devices = ProcDrbd.read(text.lines().toList()).devices();
        assertThat(devices).hasSize(1);
        return devices.get(0);
    }

    @Test
    void drbd80CallsRolesStatesAndDoesNotSayWhatIsOutOfSync() {
        ProcDrbd.Device device = only("""
                version: 8.0.4 (api:86/proto:86)
                SVN Revision: 2947 build by root@drbd-one, 2007-07-30 16:43:05
                  0: cs:Connected st:Primary/Secondary ds:UpToDate/UpToDate C r---
                      ns:2175704 nr:0 dw:99192 dr:2076641 al:33 bm:128 lo:0 pe:0 ua:0 ap:0
                       resync: used:0/31 hits:134841 misses:135 starving:0 dirty:0 changed:135
                       act_log: used:0/257 hits:24765 misses:33 starving:0 dirty:0 changed:33
                """);
        assertThat(device)
                .isEqualTo(new ProcDrbd.Device(
                        0, "Connected", "Primary", "Secondary", "UpToDate", "UpToDate", false, -1, null));
        assertThat(device.connected()).isTrue();
    }

    @Test
    void drbd80TellsItsProgress() {
        ProcDrbd.Device device = only("""
                version: 8.0.12 (api:86/proto:86)
                GIT-hash: 5c9f89594553e32adb87d9638dce591782f947e3 build by buildsvn@c5-x8664-build, 2008-06-26 19:32:09
                 0: cs:SyncTarget st:Secondary/Primary ds:Inconsistent/UpToDate C r---
                    ns:0 nr:300964 dw:300324 dr:0 al:0 bm:18 lo:160 pe:224 ua:160 ap:0
                \t[=>..................] sync'ed: 10.8% (2543056/2843380)K
                \tfinish: 0:12:42 speed: 3,212 (3,228) K/sec
                \tresync: used:1/61 hits:150527 misses:19 starving:0 dirty:0 changed:19
                \tact_log: used:0/127 hits:0 misses:0 starving:0 dirty:0 changed:0
                """);
        assertThat(device.state()).isEqualTo("SyncTarget");
        assertThat(device.connected()).isTrue();
        assertThat(device.sync()).isEqualTo(new DrbdSync(false, 10.8, 2543056, 2843380, 3212, 12 * 60 + 42, false));
    }

    @Test
    void drbd82TellsMegabytesAndWhatIsOutOfSync() {
        ProcDrbd.Device device = only("""
                version: 8.2.6 (api:88/proto:86-88)
                GIT-hash: 3e69822d3bb4920a8c1bfdf7d647169eba7d2eb4 build by buildsvn@c5-x8664-build, 2008-10-03 11:30:17
                 0: cs:SyncTarget st:Secondary/Primary ds:Inconsistent/UpToDate C r---
                    ns:0 nr:6016 dw:6016 dr:0 al:0 bm:0 lo:0 pe:0 ua:0 ap:0 oos:10476008
                    [>....................] sync'ed:  0.2% (10230/10236)M
                    finish: 1:49:07 speed: 1,504 (1,504) K/sec
                """);
        assertThat(device.outOfSyncKib()).isEqualTo(10476008);
        assertThat(device.sync().leftKib()).isEqualTo(10230 * 1024);
        assertThat(device.sync().totalKib()).isEqualTo(10236 * 1024);
        assertThat(device.sync().finishSeconds()).isEqualTo(6547);
    }

    @Test
    void theTalksDrbd83() {
        ProcDrbd.Device device = only("""
                version: 8.3.11 (api:88/proto:86-96)
                srcversion: 71955441799F513ACA6DA60
                0: cs:Connected ro:Primary/Secondary ds:UpToDate/UpToDate C r-----
                   ns:511948 nr:0 dw:0 dr:512612 al:0 bm:32 lo:0 pe:0 ua:0 ap:0 ep:1 wo:f oos:0
                """);
        assertThat(device.role()).isEqualTo("Primary");
        assertThat(device.outOfSyncKib()).isZero();
        device = only("""
                 0: cs:SyncSource ro:Primary/Secondary ds:UpToDate/Inconsistent C r-----
                    ns:1 nr:0 dw:0 dr:1 al:0 bm:0 lo:0 pe:0 ua:0 ap:0 ep:1 wo:f oos:333636
                    [====>.....] sync'ed: 25.0% (333636/440492)K
                    finish: 0:00:06 speed: 53,428 (53,428) K/sec
                """);
        assertThat(device.sync()).isEqualTo(new DrbdSync(false, 25.0, 333636, 440492, 53428, 6, false));
    }

    @Test
    void theControllersWishDoesNotConfuseTheSpeed() {
        ProcDrbd.Device device = only("""
                version: 8.3.10 (api:88/proto:86-96)
                  0: cs:SyncTarget ro:Secondary/Secondary ds:Inconsistent/UpToDate C r-----
                     ns:0 nr:190540 dw:190540 dr:0 al:0 bm:11 lo:0 pe:0 ua:0 ap:0 ep:1 wo:b oos:212200
                     [========>...........] synced: 48.0% (212200/401356)K
                     finish: 304:53:21 speed: 1,308 (1,388) want: 250 K/sec
                """);
        assertThat(device.sync().speedKibPerSecond()).isEqualTo(1308);
        assertThat(device.sync().finishSeconds()).isEqualTo(304 * 3600 + 53 * 60 + 21);
    }

    @Test
    void drbd84ApartSuspendedVerifyingAndUnconfigured() {
        ProcDrbd proc = ProcDrbd.read("""
                version: 8.4.11 (api:1/proto:86-101)
                srcversion: FC3433D849E3B88C1E7B55C
                 0: cs:StandAlone ro:Primary/Unknown ds:UpToDate/DUnknown   s-----
                    ns:0 nr:0 dw:12 dr:2113 al:1 bm:0 lo:0 pe:0 ua:0 ap:0 ep:1 wo:f oos:16
                 1: cs:Unconfigured
                 2: cs:VerifyS ro:Secondary/Primary ds:UpToDate/UpToDate C r-----
                    ns:0 nr:0 dw:12 dr:2113 al:1 bm:0 lo:0 pe:0 ua:0 ap:0 ep:1 wo:f oos:0
                \t[=================>..] verified: 86.4% (71284/524236)K
                \tfinish: 0:00:01 speed: 35,876 (35,316) want: 0 K/sec (stalled)
                 3: cs:WFConnection ro:Secondary/Unknown ds:Outdated/DUnknown C r-----
                """.lines().toList());
        assertThat(proc.version()).isEqualTo("8.4.11");
        assertThat(proc.devices()).extracting(ProcDrbd.Device::minor).containsExactly(0, 2, 3);
        assertThat(proc.devices()).extracting(ProcDrbd.Device::connected).containsExactly(false, true, false);
        assertThat(proc.devices()).extracting(ProcDrbd.Device::suspended).containsExactly(true, false, false);
        assertThat(proc.devices().get(1).sync()).isEqualTo(new DrbdSync(true, 86.4, 71284, 524236, 35876, -1, true));
    }

    /** From the two machines of the lab. */
    @Test
    void drbd84ResyncsAfterASplitBrain() {
        ProcDrbd.Device device = only("""
                version: 8.4.11 (api:1/proto:86-101)
                srcversion: 059B1B470318F053F5077D5\s
                 0: cs:SyncSource ro:Primary/Secondary ds:UpToDate/Inconsistent C r-----
                    ns:24576 nr:0 dw:62720 dr:24576 al:16 bm:0 lo:0 pe:14 ua:0 ap:0 ep:1 wo:f oos:39616
                \t[=======>............] sync'ed: 43.8% (39616/63296)K
                \tfinish: 0:00:01 speed: 23,680 (23,680) K/sec
                """);
        assertThat(device.outOfSyncKib()).isEqualTo(39616);
        assertThat(device.sync()).isEqualTo(new DrbdSync(false, 43.8, 39616, 63296, 23680, 1, false));
    }

    @Test
    void volumesOfAResourceAreOneResourceWithThePeersName() {
        DrbdConf conf = DrbdConf.read("/etc/drbd.conf", new DrbdConfTest.Files("/etc/drbd.conf", """
                resource two {
                  on HA-node1 { address 10.0.0.1:7788;
                    volume 0 { device /dev/drbd4; disk /dev/sdb; }
                    volume 1 { device /dev/drbd_logs minor 5; disk /dev/sdc; } }
                  on HA-node2 { address 10.0.0.2:7788;
                    volume 0 { device /dev/drbd7; disk /dev/sdb; }
                    volume 1 { device minor 8; disk /dev/sdc; } }
                }
                """));
        List<DrbdResource> resources = ProcDrbd.read(List.of(
                        "version: 8.4.11",
                        " 4: cs:Connected ro:Primary/Secondary ds:UpToDate/UpToDate C r-----",
                        " 5: cs:SyncSource ro:Primary/Secondary ds:UpToDate/Inconsistent C r-----",
                        " 9: cs:StandAlone ro:Secondary/Unknown ds:UpToDate/DUnknown   r-----"))
                .resources(DrbdNames.on(conf, "HA-node1"));
        assertThat(resources).extracting(DrbdResource::name).containsExactly("two", "drbd9");
        DrbdResource two = resources.get(0);
        assertThat(two.volumes()).extracting(DrbdVolume::number).containsExactly(0, 1);
        assertThat(two.peers()).singleElement().satisfies(peer -> {
            assertThat(peer.name()).isEqualTo("HA-node2");
            assertThat(peer.connected()).isTrue();
            assertThat(peer.volumes())
                    .extracting(DrbdPeerVolume::replication)
                    .containsExactly("Established", "SyncSource");
        });
        assertThat(resources.get(1).peers().get(0).standsAlone()).isTrue();
        assertThat(DrbdNames.on(conf, "HA-node2"))
                .extracting(DrbdNames.Device::minor)
                .containsExactly(7, 8);
    }

    @Test
    void nonsenseIsNoDevice() {
        assertThat(ProcDrbd.read(List.of()).devices()).isEmpty();
        assertThat(ProcDrbd.read(List.of(
                                " 0: cs:",
                                "\u0000\u0001",
                                "99999999999999999999: cs:Connected ro:A/B",
                                "[=>] sync'ed: x"))
                        .devices())
                .isEmpty();
        assertThat(only(" 0: cs:SyncSource ro:Primary/Secondary\n [>] sync'ed: 1.0% (99999999999999999999/1)G")
                        .sync()
                        .leftKib())
                .isPositive();
    }
}
