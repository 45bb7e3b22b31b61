package io.systole.shell.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibValidation;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.xml.Element;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The three files of the document become a cluster, and each of their lines is accounted for. */
class HeartbeatImportTest {
    private final PaperMachine machine = new PaperMachine();

    private HeartbeatImport.Imported imported(String haCf, String haresources, String authkeys) {
        return HeartbeatImport.read(new HeartbeatImport.Files(haCf, haresources, authkeys, "rw-------"), machine);
    }

    private HeartbeatImport.Imported seed() {
        return imported(Seed.HA_CF, Seed.HARESOURCES, Seed.AUTHKEYS);
    }

    private static List<String> verdicts(HeartbeatImport.Imported imported, String file) {
        return imported.report().remarks().stream()
                .filter(r -> r.file().equals(file) && r.line() > 0)
                .map(r -> r.line() + " " + r.verdict().word())
                .toList();
    }

    private static List<String> saidOf(HeartbeatImport.Imported imported, String file, int line) {
        return imported.report().remarks().stream()
                .filter(r -> r.file().equals(file) && r.line() == line)
                .map(r -> r.verdict().word() + ": " + r.sentence() + (r.todo().isEmpty() ? "" : " | " + r.todo()))
                .toList();
    }

    @Test
    void everyLineOfTheDocumentsHaCfHasItsVerdict() {
        assertThat(verdicts(seed(), "ha.cf"))
                .containsExactly(
                        "1 changed",
                        "2 changed",
                        "3 kept",
                        "4 not supported",
                        "5 kept",
                        "6 kept",
                        "7 not supported",
                        "8 kept",
                        "9 kept",
                        "10 kept",
                        "11 kept",
                        "12 kept",
                        "13 not supported",
                        "14 changed");
    }

    @Test
    void theDocumentsHaCfBecomesCorosyncConf() {
        assertThat(seed().corosyncConf()).isEqualTo("""
                totem {
                    version: 2
                    cluster_name: heartbeat
                    transport: udp
                    token: 10000
                    interface {
                        bindnetaddr: 10.0.0.0
                        mcastaddr: 225.0.0.1
                        mcastport: 694
                        ttl: 2
                    }
                }
                quorum {
                    provider: corosync_votequorum
                    two_node: 1
                    wait_for_all: 0
                }
                nodelist {
                    node {
                        name: drbd1
                        nodeid: 1
                        ring0_addr: drbd1
                    }
                    node {
                        name: drbd2
                        nodeid: 2
                        ring0_addr: drbd2
                    }
                }
                """);
    }

    @Test
    void theDocumentsHaresourcesBecomesAGroupThatFollowsDrbd() {
        machine.programs.add("/etc/ha.d/resource.d/postgres");

        assertThat(seed().configuration().lines().filter(l -> !l.contains("ping")))
                .containsExactly(
                        "primitive drbd_r0 ocf:linbit:drbd params drbd_resource=r0 op start interval=0 timeout=240s op stop"
                                + " interval=0 timeout=100s op promote interval=0 timeout=90s op demote interval=0"
                                + " timeout=90s op monitor interval=29s role=Promoted timeout=60s op monitor"
                                + " interval=31s role=Unpromoted timeout=60s",
                        "clone ms_drbd_r0 drbd_r0 meta promotable=true promoted-max=1 promoted-node-max=1 clone-max=2"
                                + " clone-node-max=1 notify=true",
                        "primitive Filesystem ocf:heartbeat:Filesystem params device=/dev/drbd0 directory=/drbd"
                                + " fstype=ext3 op start interval=0 timeout=60s op stop interval=0 timeout=60s op monitor"
                                + " interval=20s timeout=60s",
                        "primitive postgres heartbeat:postgres op start interval=0 timeout=300s op stop interval=0"
                                + " timeout=300s op monitor interval=30s timeout=60s",
                        "primitive IPaddr_10_0_0_95 ocf:heartbeat:IPaddr2 params ip=10.0.0.95 op start interval=0"
                                + " timeout=60s op stop interval=0 timeout=60s op monitor interval=10s timeout=60s",
                        "primitive MailTo ocf:heartbeat:MailTo params email=youremail@address.com subject=DRBDFailure op"
                                + " start interval=0 timeout=60s on-fail=ignore op stop interval=0 timeout=60s"
                                + " on-fail=ignore",
                        "group group_1 Filesystem postgres IPaddr_10_0_0_95 MailTo",
                        "colocation col_group_1_ms_drbd_r0 inf: group_1 ms_drbd_r0:Promoted",
                        "order ord_ms_drbd_r0_group_1 Mandatory: ms_drbd_r0:promote group_1:start",
                        "location loc_group_1 group_1 rule 100: #uname eq drbd1",
                        "property dc-deadtime=30000ms stonith-enabled=false",
                        "rsc_defaults resource-stickiness=200");
    }

    @Test
    void pingAndIpfailBecomeACloneAndARuleThatCounts() {
        assertThat(seed().configuration().lines().filter(l -> l.contains("ping")))
                .containsExactly(
                        "primitive ping ocf:pacemaker:ping params name=pingd host_list=10.0.0.1 multiplier=20000"
                                + " dampen=5s attempts=2 timeout=2 op monitor interval=5s timeout=60s op start interval=0"
                                + " timeout=60s",
                        "clone cl_ping ping",
                        "location loc_group_1_pingd group_1 rule pingd: defined pingd");
    }

    @Test
    void theResultIsAValidCibThatTheSchedulerTakes() {
        Element cib = seed().cib();

        assertThat(CibValidation.check(cib).stream().filter(CibFinding::error)).isEmpty();
        Plan plan = Scheduler.schedule(cib, 0, SchedulerOptions.DAEMON);
        assertThat(plan.failure()).isNull();
        assertThat(plan.problems()).isEmpty();
    }

    @Test
    void theLineWithoutANodeBelongsToTheServiceBeforeIt() {
        assertThat(saidOf(seed(), "haresources", 2))
                .anySatisfy(s -> assertThat(s).contains("begins with no node").contains("line 1"));
    }

    @Test
    void drbddiskWithoutAnArgumentMeansEveryResourceOfDrbd() {
        machine.drbdConf = """
                resource pg { on drbd1 { device /dev/drbd0; } on drbd2 { device /dev/drbd0; } }
                resource www { on drbd-one { device /dev/drbd1; } on drbd2 { device /dev/drbd1; } }
                """;

        HeartbeatImport.Imported imported = seed();

        assertThat(imported.configuration()).contains("clone ms_drbd_pg ").contains("clone ms_drbd_www ");
        assertThat(saidOf(imported, "ha.cf", 0))
                .anySatisfy(s -> assertThat(s)
                        .contains("/etc/drbd.conf:2")
                        .contains("names the host drbd-one, which is no node here (drbd1, drbd2)"));
    }

    @Test
    void theReportNeverShowsTheKey() {
        assertThat(seed().report().text()).doesNotContain("some-shared-string").contains("1 sha1 (key)");
    }

    @Test
    void theKeyIsTheSameOnEveryNodeAndNotTheSecretItself() {
        assertThat(seed().key()).isPresent();
        assertThat(seed().key().get()).hasSize(256).isEqualTo(seed().key().get());
        assertThat(imported(Seed.HA_CF, Seed.HARESOURCES, "auth 1\n1 sha1 another-string-x\n")
                        .key()
                        .get())
                .isNotEqualTo(seed().key().get());
    }
}
