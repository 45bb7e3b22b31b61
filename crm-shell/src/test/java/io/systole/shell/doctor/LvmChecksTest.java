package io.systole.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.doctor.Finding.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LvmChecksTest {
    private static final String LVM = "/etc/lvm/lvm.conf";

    @TempDir
    Path root;

    private Tree tree() {
        return new Tree(root).talk();
    }

    private Finding filter(String line) {
        return tree().file(LVM, "devices {\n    " + line + "\n}\n").only(new LvmFilter());
    }

    @Test
    void theTalksFilterHasATypoAndThisIsTheRightLine() {
        Finding finding = filter("filter = [ \"r|/dev/sdb|\", \"r|/dev/disk/*|\", \"r|/dev/block/*|\", \"a|.*)\" ]");
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.where()).isEqualTo("/etc/lvm/lvm.conf:2");
        assertThat(finding.sentence())
                .isEqualTo(
                        "pattern 4 of filter, \"a|.*)\", opens its expression with | and ends with ): it must end with"
                                + " the same separator, | (LVM says \"Invalid separator at end of regex\"); LVM refuses the whole"
                                + " filter, and no volume group can be activated");
        assertThat(finding.mend())
                .isEqualTo("filter = [ \"r|/dev/sdb|\", \"r|/dev/disk/*|\", \"r|/dev/block/*|\", \"a|.*|\" ]");
        assertThat(filter(finding.mend()).level()).isEqualTo(Level.OK);
    }

    @Test
    void withoutAFilterTheDiskBelowDrbdIsSeen() {
        Finding finding = filter("# filter = [ \"a|.*|\" ]");
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.sentence())
                .contains("/dev/sdb, the disk below DRBD resource pg (/etc/drbd.d/pg.res:3), is not rejected");
        assertThat(filter(finding.mend()).level()).isEqualTo(Level.OK);
    }

    @Test
    void aFilterOverSeveralLinesIsReadWhole() {
        Finding finding = filter("global_filter = [\n \"r(/dev/sda)\",\n # \"r|/dev/sdb|\"\n \"a/.*/\"\n ]");
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.sentence()).contains("is accepted");
        assertThat(finding.mend()).isEqualTo("global_filter = [ \"r|^/dev/sdb$|\", \"r(/dev/sda)\", \"a/.*/\" ]");
    }

    @Test
    void aFilterThatHidesDrbdItselfIsWrong() {
        assertThat(filter("filter = [ \"r|.*|\" ]").sentence()).contains("/dev/drbd0 of resource pg is rejected");
        assertThat(filter("filter = [ \"a|/dev/drbd.*|\", \"r|.*|\" ]").level()).isEqualTo(Level.OK);
    }

    @Test
    void whatIsSaidOfThisHostCountsMore() {
        Tree tree = tree().file(LVM, "filter = [ \"a|.*|\" ]\nwrite_cache_state = 1\n")
                .file("/etc/lvm/lvmlocal.conf", "filter = [ \"r|/dev/sdb|\", \"a|.*|\" ]\nwrite_cache_state = 0\n");
        assertThat(tree.only(new LvmFilter()).where()).isEqualTo("/etc/lvm/lvmlocal.conf:1");
        assertThat(tree.only(new LvmFilter()).level()).isEqualTo(Level.OK);
        assertThat(tree.only(new LvmCache()).level()).isEqualTo(Level.OK);
    }

    @Test
    void theCacheMustBeOffAndGone() {
        Finding cache =
                tree().file(LVM, "devices {\n  write_cache_state = 1\n}\n").only(new LvmCache());
        assertThat(cache.where()).isEqualTo("/etc/lvm/lvm.conf:2");
        assertThat(cache.mend()).isEqualTo("write_cache_state = 0");
        assertThat(tree().file(LVM, "write_cache_state = 0\nuse_lvmetad = 1\n")
                        .only(new LvmCache())
                        .mend())
                .isEqualTo("use_lvmetad = 0");
        assertThat(tree().file(LVM, "\t# write_cache_state = 1\n")
                        .only(new LvmCache())
                        .sentence())
                .contains("its default is 1");
        assertThat(tree().file(LVM, "devices {\n}\n").only(new LvmCache()).level())
                .isEqualTo(Level.OK);
        assertThat(tree().file("/etc/lvm/cache/.cache", "x")
                        .only(new LvmCache())
                        .mend())
                .isEqualTo("rm /etc/lvm/cache/.cache");
    }

    @Test
    void anOldInitialRamDiskIsToldOf() throws Exception {
        Tree tree = tree().file("/boot/initrd.img-6.1.0", "x").file("/usr/sbin/update-initramfs", "");
        java.nio.file.Files.setLastModifiedTime(
                root.resolve("boot/initrd.img-6.1.0"), java.nio.file.attribute.FileTime.fromMillis(1_000));
        Finding finding = tree.file(LVM, "devices {\n}\n").only(new LvmCache());
        assertThat(finding.level()).isEqualTo(Level.ADVICE);
        assertThat(finding.mend()).isEqualTo("update-initramfs -u");
    }
}
