package io.systole.shell.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.heartbeat.HeartbeatImport.Imported;
import org.junit.jupiter.api.Test;

/** What the document does not use and other clusters do. */
class TopicsTest {
    private final PaperMachine machine = new PaperMachine();

    private Imported imported(String haCf, String haresources) {
        return HeartbeatImport.read(new HeartbeatImport.Files(haCf, haresources, Seed.AUTHKEYS, "rw-------"), machine);
    }

    private Imported imported(String haCf) {
        return imported("node drbd1 drbd2\n" + haCf, "drbd1 10.0.0.95\n");
    }

    private String configuration(String haresources) {
        Imported imported = imported("node drbd1 drbd2\nbcast eth0\n", haresources);
        assertThat(imported.report().wrong()).isEmpty();
        return imported.configuration();
    }

    @Test
    void timesAreInSecondsUnlessAUnitIsGiven() {
        assertThat(HaCf.timeMs("500ms")).contains(500L);
        assertThat(HaCf.timeMs("10")).contains(10_000L);
        assertThat(HaCf.timeMs("1.5")).contains(1_500L);
        assertThat(HaCf.timeMs("2min")).contains(120_000L);
        assertThat(HaCf.timeMs("10 s")).isEmpty();
    }

    @Test
    void ucastGivesTheNodesTheirAddresses() {
        assertThat(imported("ucast eth0 10.0.0.11\nucast eth0 10.0.0.22\n").corosyncConf())
                .contains("name: drbd1\n        nodeid: 1\n        ring0_addr: 10.0.0.11")
                .contains("name: drbd2\n        nodeid: 2\n        ring0_addr: 10.0.0.22")
                .doesNotContain("transport");
    }

    @Test
    void bcastIsSentToTheAddressesOfTheNames() {
        machine.hosts.put("drbd1", "10.0.0.11");
        machine.hosts.put("drbd2", "10.0.0.22");

        assertThat(imported("udpport 695\nbcast eth0 eth1\n").corosyncConf())
                .contains("mcastport: 695")
                .contains("ring0_addr: 10.0.0.22");
    }

    @Test
    void withAutoFailbackOnResourcesReturn() {
        assertThat(imported("bcast eth0\nauto_failback on\n").configuration()).contains("resource-stickiness=0");
        assertThat(imported("bcast eth0\nauto_failback legacy\n").configuration())
                .contains("resource-stickiness=0");
        assertThat(imported("bcast eth0\nnice_failback on\n").configuration()).contains("resource-stickiness=200");
    }

    @Test
    void aPingGroupCountsWhileOneOfItsHostsAnswers() {
        String configuration = imported(
                        "bcast eth0\nping_group routers 10.0.0.1 10.0.0.2\nrespawn hacluster /usr/lib/heartbeat/ipfail\n")
                .configuration();

        assertThat(configuration)
                .contains("name=ping_routers host_list=\"10.0.0.1 10.0.0.2\"")
                .contains("location loc_group_1_ping_routers group_1 rule 20000: ping_routers gt 0");
    }

    @Test
    void pingWithoutIpfailMovesNothing() {
        assertThat(imported("bcast eth0\nping 10.0.0.1\n").configuration())
                .contains("clone cl_ping ping")
                .doesNotContain("defined pingd");
    }

    @Test
    void aProgramThatIsRespawnedBecomesAClone() {
        assertThat(imported("bcast eth0\nrespawn nobody /opt/bin/watch -x \"y\"\n")
                        .configuration())
                .contains(
                        "ocf:heartbeat:anything params binfile=/opt/bin/watch cmdline_options=\"-x \\\"y\\\"\" user=nobody")
                .contains("clone cl_watch watch");
    }

    @Test
    void aKnownStonithHostLineBecomesAFencingResource() {
        String configuration = imported(
                        "bcast eth0\nstonith_host drbd1 external/ipmi drbd2 10.9.0.2 admin secret lan\n")
                .configuration();

        assertThat(configuration)
                .contains("primitive fence_drbd2 stonith:fence_ipmilan params pcmk_host_list=drbd2 ip=10.9.0.2"
                        + " username=admin password=secret")
                .contains("location loc_fence_drbd2 fence_drbd2 inf: drbd1")
                .contains("stonith-enabled=true");
    }

    @Test
    void anUnknownFencingDeviceKeepsFencingOn() {
        Imported imported = imported("bcast eth0\nstonith baytech /etc/ha.d/conf/stonith.baytech\n");

        assertThat(imported.configuration()).contains("stonith-enabled=true");
        assertThat(imported.report().text()).contains("TO DO: before the cluster is started, configure a device");
    }

    @Test
    void withCrmYesHaresourcesDoesNotCount() {
        Imported imported = imported("node drbd1 drbd2\nbcast eth0\ncrm respawn\n", "garbage $(x)\n");

        assertThat(imported.usable()).isTrue();
        assertThat(imported.configuration()).doesNotContain("primitive");
        assertThat(imported.report().text()).contains("crm configure load xml replace");
    }

    @Test
    void addressesMayHaveMaskDeviceAndBroadcastInAnyOrder() {
        String expected = "ip=10.0.0.95 cidr_netmask=24 nic=eth0 iflabel=0 broadcast=10.0.0.255";
        assertThat(configuration("drbd1 10.0.0.95/24/eth0:0/10.0.0.255\n")).contains(expected);
        assertThat(configuration("drbd1 IPaddr::10.0.0.95/10.0.0.255/eth0:0/24\n"))
                .contains(expected);
        assertThat(configuration("drbd1 IPaddr2::10.0.0.95/255.255.255.0/eth0:0/10.0.0.255\n"))
                .contains(expected);
        assertThat(configuration("drbd1 IPv6addr::2001:db8::5/64/eth0\n"))
                .contains("ip=2001:db8::5 cidr_netmask=64 nic=eth0");
    }

    @Test
    void aHostsNameStandsForItsAddress() {
        machine.hosts.put("db.example.org", "10.0.0.95");
        machine.hosts.put("service", "10.0.0.96");

        assertThat(configuration("drbd1 IPaddr::db.example.org/24 service\n"))
                .contains("ip=10.0.0.95 cidr_netmask=24")
                .contains("ip=10.0.0.96");
    }

    @Test
    void eachLineIsAServiceAndABackslashJoinsLines() {
        String configuration = configuration("""
                # the first
                drbd1 LVM::vg0 \\
                      Filesystem::/dev/vg0/a::/srv/my dir::xfs::noatime,nodiratime \\
                      apache::/etc/apache2/apache2.conf
                DRBD2 10.0.0.96 # the second
                """.replace("my dir", "dir"));

        assertThat(configuration)
                .contains("LVM params volgrpname=vg0")
                .contains("device=/dev/vg0/a directory=/srv/dir fstype=xfs options=noatime,nodiratime")
                .contains("apache params configfile=/etc/apache2/apache2.conf")
                .contains("group group_1 LVM Filesystem apache")
                .contains("group group_2 IPaddr_10_0_0_96")
                .contains("location loc_group_2 group_2 rule 100: #uname eq drbd2");
    }

    @Test
    void scriptsTakeTheirArgumentsAlong() {
        machine.programs.add("/etc/ha.d/resource.d/own");
        machine.programs.add("/etc/init.d/web");

        assertThat(configuration("drbd1 own::a::b web\n"))
                .contains("primitive own heartbeat:own params 1=a 2=b ")
                .contains("primitive web lsb:web op ");
    }

    @Test
    void twoServicesOnOneDrbdResourceShareIt() {
        assertThat(configuration("drbd1 drbddisk::r0 10.0.0.95\ndrbd1 drbddisk::r0 10.0.0.96\n"))
                .containsOnlyOnce("clone ms_drbd_r0 ")
                .contains("colocation col_group_1_ms_drbd_r0 inf: group_1 ms_drbd_r0:Promoted")
                .contains("colocation col_group_2_ms_drbd_r0 inf: group_2 ms_drbd_r0:Promoted");
    }

    @Test
    void mailAloneIsAServiceToo() {
        assertThat(configuration("MailTo::a@b.c\n"))
                .contains("group group_1 MailTo")
                .doesNotContain("location");
    }

    @Test
    void aNodeThatHaCfDoesNotNameIsNoPreference() {
        Imported imported = imported("node drbd1 drbd2\nbcast eth0\n", "drdb1 10.0.0.95\n");

        assertThat(imported.configuration()).doesNotContain("location");
        assertThat(imported.report().sentences())
                .anySatisfy(s ->
                        assertThat(s).contains("drdb1 is none of the nodes").contains("did you mean \"drbd1\""));
    }

    @Test
    void aKeyThatOthersMayReadIsSaidSo() {
        Imported imported = HeartbeatImport.read(
                new HeartbeatImport.Files(Seed.HA_CF, Seed.HARESOURCES, Seed.AUTHKEYS, "rw-r--r--"), machine);

        assertThat(imported.report().text()).contains("rw-r--r--").contains("corosync-keygen");
    }

    @Test
    void crcMeansNoEncryption() {
        Imported imported = HeartbeatImport.read(
                new HeartbeatImport.Files(Seed.HA_CF, Seed.HARESOURCES, "auth 1\n1 crc\n2 sha1 unused\n", "rw-------"),
                machine);

        assertThat(imported.key()).isEmpty();
        assertThat(imported.corosyncConf()).contains("crypto_cipher: none");
        assertThat(imported.report().text()).contains("the cluster has one key");
    }
}
