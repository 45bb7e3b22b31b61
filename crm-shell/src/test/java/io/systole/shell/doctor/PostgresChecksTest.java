package io.systole.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.doctor.Finding.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresChecksTest {
    private static final String CONF = "/etc/postgresql/9.1/hapg/postgresql.conf";

    @TempDir
    Path root;

    private Tree tree(String settings) {
        return new Tree(root)
                .talk()
                .file(CONF, "data_directory = '/db/pgdata'\t# where\nlisten_addresses = '*'\n" + settings);
    }

    @Test
    void settingsThatLoseCommitsAreWrong() {
        assertThat(tree("").only(new PostgresDurability()).level()).isEqualTo(Level.OK);
        Finding finding = tree("fsync = on\nfsync off  # faster\n").only(new PostgresDurability());
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.where()).isEqualTo(CONF + ":4");
        assertThat(finding.mend()).isEqualTo("fsync = on");
        assertThat(tree("full_page_writes = false\n")
                        .only(new PostgresDurability())
                        .level())
                .isEqualTo(Level.WRONG);
        assertThat(tree("synchronous_commit = off\n")
                        .only(new PostgresDurability())
                        .level())
                .isEqualTo(Level.ADVICE);
        assertThat(tree("#listen\nlisten_addresses = 'localhost'\n")
                        .only(new PostgresDurability())
                        .mend())
                .isEqualTo("listen_addresses = '*'");
    }

    @Test
    void alterSystemHasTheLastWord() {
        Tree tree = tree("").file("/db/pgdata/postgresql.auto.conf", "# do not edit\nfsync = 'off'\n");
        assertThat(tree.only(new PostgresDurability()).where()).isEqualTo("/db/pgdata/postgresql.auto.conf:2");
    }

    @Test
    void aRecoveryThatSyncsFileByFileIsSlow() {
        assertThat(tree("").only(new PostgresRecovery()).level()).isEqualTo(Level.NONE);
        assertThat(tree("").file("/db/pgdata/PG_VERSION", "9.1\n")
                        .only(new PostgresRecovery())
                        .level())
                .isEqualTo(Level.NONE);
        Finding finding = tree("").file("/db/pgdata/PG_VERSION", "15\n").only(new PostgresRecovery());
        assertThat(finding.level()).isEqualTo(Level.ADVICE);
        assertThat(finding.mend()).isEqualTo("recovery_init_sync_method = syncfs");
        assertThat(tree("recovery_init_sync_method = fsync\n")
                        .only(new PostgresRecovery())
                        .level())
                .isEqualTo(Level.ADVICE);
        assertThat(tree("recovery_init_sync_method = 'syncfs'\n")
                        .only(new PostgresRecovery())
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void theDataLiesOnDrbdOrIsNotMounted() {
        assertThat(tree("").only(new PostgresData()).sentence()).isEqualTo("not mounted here");
        Tree tree = tree("").file("/db/pgdata/PG_VERSION", "9.1\n").file("/proc/mounts", "/dev/sda1 / ext4 rw 0 0\n");
        assertThat(tree.only(new PostgresData()).level()).isEqualTo(Level.ADVICE);
        tree.cluster(mounting("/srv"));
        assertThat(tree.only(new PostgresData()).level()).isEqualTo(Level.OK);
        tree.cluster(mounting("/db/pgdata"));
        Finding finding = tree.only(new PostgresData());
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.sentence()).contains("not on DRBD but on the root file system");
        tree.file("/proc/mounts", "/dev/sda1 / ext4 rw 0 0\n/dev/mapper/VG_PG-LV_DATA /db/pgdata xfs rw 0 0\n");
        assertThat(tree.only(new PostgresData()).level()).isEqualTo(Level.WRONG);
        tree.file("/sys/block/dm-3/dm/name", "VG_PG-LV_DATA\n").file("/sys/block/dm-3/slaves/drbd0/x", "");
        assertThat(tree.only(new PostgresData()).level()).isEqualTo(Level.OK);
        tree.file("/proc/mounts", "/dev/drbd0 /db xfs rw 0 0\n");
        assertThat(tree.only(new PostgresData()).level()).isEqualTo(Level.OK);
    }

    private static String mounting(String directory) {
        return "<configuration><resources><primitive id=\"fs\" class=\"ocf\" provider=\"heartbeat\" type=\"Filesystem\">"
                + "<instance_attributes id=\"i\"><nvpair id=\"n\" name=\"directory\" value=\"" + directory
                + "\"/></instance_attributes></primitive></resources></configuration>";
    }

    @Test
    void theTalksInitScriptHidesItsStatus() {
        Tree tree = tree("").file(
                        "/etc/init.d/postgresql",
                        "#!/bin/sh\nset -e\ncase $1 in\nstatus)\n  set +e\n  status\n  ;;\nesac\n")
                .mode("/etc/init.d/postgresql", "rwxr-xr-x");
        Finding finding = tree.only(new InitScripts());
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.where()).isEqualTo("/etc/init.d/postgresql:5");
        assertThat(tree.mode("/etc/init.d/postgresql", "rw-r--r--")
                        .only(new InitScripts())
                        .mend())
                .isEqualTo("chmod 755 /etc/init.d/postgresql");
    }

    @Test
    void aResourcesScriptThatIsMissingIsWrong() {
        Finding finding = new Tree(root)
                .cluster("<configuration><resources><group id=\"g\"><primitive id=\"p\" class=\"lsb\" type=\"oracle\"/>"
                        + "</group></resources></configuration>")
                .only(new InitScripts());
        assertThat(finding.where()).isEqualTo("/etc/init.d/oracle");
        assertThat(finding.level()).isEqualTo(Level.WRONG);
    }
}
