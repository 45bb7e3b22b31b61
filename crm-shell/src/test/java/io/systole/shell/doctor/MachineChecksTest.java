package io.systole.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.doctor.Finding.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
    private static final String COROSYNC = "/etc/corosync/corosync.conf";

    @TempDir
    Path root;

    private Tree tree() {
        return new Tree(root);
    }

    @Test
    void theTalksBindnetaddrIsNotTheMachinesNetwork() {
        Tree tree =
                tree().file(COROSYNC, "totem {\n  version: 2\n  interface {\n    bindnetaddr: 192.68.56.0\n  }\n}\n");
        assertThat(tree.only(new BindNetwork()).level()).isEqualTo(Level.NONE);
        Finding finding =
                tree.network("10.0.2.15", 24).network("192.168.56.10", 24).only(new BindNetwork());
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.where()).isEqualTo(COROSYNC + ":4");
        assertThat(finding.sentence()).contains("192.168.56.10/24 on eth1");
        assertThat(finding.mend()).isEqualTo("bindnetaddr: 192.168.56.0");
    }

    @Test
    void aCopyOfAMachineIsJudgedByWhatItsFilesSay() {
        Tree tree = tree().talk().file(COROSYNC, "totem {\n interface {\n  bindnetaddr: 192.68.56.0\n }\n}\n");
        assertThat(tree.only(new BindNetwork()).mend()).isEqualTo("bindnetaddr: 192.168.56.0");
        tree.file(COROSYNC, "totem {\n interface {\n  bindnetaddr: 192.168.56.0\n }\n}\n");
        assertThat(tree.only(new BindNetwork()).level()).isEqualTo(Level.OK);
        tree.file(COROSYNC, "totem {\n interface {\n  bindnetaddr: 192.168.56.O\n }\n}\n");
        assertThat(tree.only(new BindNetwork()).sentence()).contains("is no IPv4 address");
    }

    @Test
    void linesOfOldVersionsAreExplained() {
        Tree tree = tree().file(
                        COROSYNC,
                        "totem {\n  token: 1000\n  secauth: on\n  rrp_mode: passive\n}\nservice {\n  name: pacemaker\n  ver: 0\n}\n");
        assertThat(tree.tell(new CorosyncMeanings()))
                .extracting(Finding::where)
                .containsExactly(COROSYNC + ":3", COROSYNC + ":4", COROSYNC + ":7");
        tree.file(COROSYNC, "totem {\n  version: 2\n}\nquorum {\n  two_node: 1\n}\n");
        assertThat(tree.tell(new CorosyncMeanings()))
                .extracting(Finding::mend)
                .containsExactly("token: 1000", "wait_for_all: 1");
        tree.file(COROSYNC, "totem {\n  token: 1000\n}\n");
        assertThat(tree.only(new CorosyncMeanings()).level()).isEqualTo(Level.OK);
    }

    @Test
    void keysAreForTheirOwnersEyes() {
        Tree tree = tree().file("/etc/corosync/authkey", "k".repeat(128)).mode("/etc/corosync/authkey", "r--------");
        assertThat(tree.only(new AuthKeys()).level()).isEqualTo(Level.OK);
        tree.mode("/etc/corosync/authkey", "rw-r--r--");
        assertThat(tree.only(new AuthKeys()).mend())
                .isEqualTo("chown root:root /etc/corosync/authkey; chmod 400 /etc/corosync/authkey");
        tree.file("/etc/ha.d/authkeys", "auth 1\n1 sha1 x\n").mode("/etc/ha.d/authkeys", "rw-------");
        assertThat(tree.tell(new AuthKeys())).extracting(Finding::level).containsExactly(Level.WRONG, Level.OK);
    }

    @Test
    void encryptionWithoutAKeyAndAShortKeyAreWrong() {
        Tree tree = tree().file(COROSYNC, "totem {\n  crypto_cipher: aes256\n}\n");
        assertThat(tree.only(new AuthKeys()).sentence()).contains("there is no key");
        tree.file("/etc/corosync/authkey", "short").mode("/etc/corosync/authkey", "r--------");
        assertThat(tree.tell(new AuthKeys())).extracting(Finding::level).containsExactly(Level.OK, Level.WRONG);
    }

    @Test
    void aPanicMustBootTheNodeAgain() {
        Tree tree = tree().file("/proc/sys/kernel/panic", "0\n")
                .file("/proc/sys/kernel/panic_on_oops", "1\n")
                .file("/etc/sysctl.d/10-x.conf", "kernel.panic_on_oops=1\n")
                .file("/etc/sysctl.conf", "# kernel.panic = 1\n");
        assertThat(tree.tell(new KernelPanic()))
                .extracting(Finding::mend)
                .containsExactly("sysctl -w kernel.panic=1", "kernel.panic = 1");
        tree.file("/proc/sys/kernel/panic", "1\n")
                .file("/etc/sysctl.conf", "kernel.panic_on_oops = 1\n\nkernel.panic = 1\n");
        assertThat(tree.only(new KernelPanic()).level()).isEqualTo(Level.OK);
        tree.file("/etc/sysctl.conf", "kernel.panic = 0\n");
        assertThat(tree.only(new KernelPanic()).where()).isEqualTo("/etc/sysctl.conf:1");
    }

    @Test
    void whatTheClusterStartsIsNotStartedAtBoot() {
        Tree tree = tree().file("/etc/init.d/drbd", "#!/bin/sh").file("/etc/init.d/postgresql", "#!/bin/sh");
        assertThat(tree.only(StartedAtBoot.drbd()).level()).isEqualTo(Level.OK);
        tree.link("/etc/rc2.d/S20drbd", "../init.d/drbd").link("/etc/rc3.d/S20drbd", "../init.d/drbd");
        assertThat(tree.only(StartedAtBoot.drbd()).mend()).isEqualTo("update-rc.d drbd disable");
        assertThat(tree.only(StartedAtBoot.postgresql()).level()).isEqualTo(Level.OK);
        tree.file("/sbin/chkconfig", "");
        assertThat(tree.only(StartedAtBoot.drbd()).mend()).isEqualTo("chkconfig drbd off");
    }

    @Test
    void systemdsLinksCountAndMaskedUnitsDoNot() {
        Tree tree = tree().link(
                        "/etc/systemd/system/multi-user.target.wants/drbd.service", "/lib/systemd/system/drbd.service");
        assertThat(tree.only(StartedAtBoot.drbd()).mend()).isEqualTo("systemctl disable drbd");
        tree.link("/etc/systemd/system/drbd.service", "/dev/null").file("/lib/systemd/system/drbd.service", "");
        assertThat(tree.only(StartedAtBoot.drbd()).level()).isEqualTo(Level.OK);
        assertThat(tree.only(StartedAtBoot.postgresql()).level()).isEqualTo(Level.NONE);
    }

    @Test
    void debiansPostgresqlStartsWhatStartConfSays() {
        Tree tree = tree().link("/etc/systemd/system/multi-user.target.wants/postgresql.service", "/lib/x")
                .file("/lib/systemd/system/postgresql.service", "")
                .file("/etc/postgresql/15/hapg/start.conf", "# how\nauto\n");
        Finding finding = tree.only(StartedAtBoot.postgresql());
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.mend()).isEqualTo("echo manual >/etc/postgresql/15/hapg/start.conf");
        assertThat(tree.file("/etc/postgresql/15/hapg/start.conf", "manual\n")
                        .only(StartedAtBoot.postgresql())
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void namesOfNodesLeadToTheirAddresses() {
        Tree tree =
                tree().talk().file("/etc/hosts", "127.0.0.1 localhost\n127.0.1.1 HA-node1\n192.168.56.20 HA-node2\n");
        assertThat(tree.tell(new HostsFile())).extracting(Finding::level).containsExactly(Level.WRONG, Level.OK);
        assertThat(tree.tell(new HostsFile()).get(0).mend()).isEqualTo("192.168.56.10 HA-node1");
        tree.file("/etc/hosts", "192.168.56.10 HA-node1\n192.168.56.21 HA-node2 # typo\n");
        assertThat(tree.tell(new HostsFile())).extracting(Finding::level).containsExactly(Level.OK, Level.ADVICE);
        tree.file(COROSYNC, "nodelist {\n node {\n  name: HA-node2\n  ring0_addr: 192.168.56.21\n }\n}\n");
        assertThat(tree.tell(new HostsFile())).extracting(Finding::level).containsExactly(Level.OK, Level.OK);
    }

    @Test
    void clocksThatDifferAreToldByNode() {
        assertThat(tree().clock("HA-node1", 3).only(new Clocks()).level()).isEqualTo(Level.NONE);
        assertThat(tree().clock("HA-node1", 3)
                        .clock("HA-node2", -400)
                        .only(new Clocks())
                        .level())
                .isEqualTo(Level.OK);
        Finding finding = tree().clock("HA-node1", 0).clock("HA-node2", -2_500).only(new Clocks());
        assertThat(finding.level()).isEqualTo(Level.ADVICE);
        assertThat(finding.sentence()).isEqualTo("HA-node2's clock is 2.5 s behind this one's");
        assertThat(tree().clock("HA-node1", 0)
                        .clock("HA-node2", 60_000)
                        .only(new Clocks())
                        .level())
                .isEqualTo(Level.WRONG);
    }
}
