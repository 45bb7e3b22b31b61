package io.systole.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.OcfExit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mounts real images of XFS and ext4 in a mount namespace of their own. */
class FilesystemTest {
    private static final String AGENT = "ocf:heartbeat:Filesystem";

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static String device;
    private static String image;
    private static String directory;

    @BeforeAll
    static void image() throws Exception {
        sandbox = new Sandbox(folder);
        image = folder + "/xfs.img";
        sandbox.sh("truncate -s 320M " + image + " && mkfs.xfs -q " + image);
        device = sandbox.sh("losetup -f --show " + image).strip();
        directory = folder + "/mnt";
    }

    @AfterAll
    static void end() throws Exception {
        sandbox.sh("umount -l " + directory + " 2>/dev/null; losetup -d " + device);
        sandbox.close();
    }

    @BeforeEach
    void unmounted() throws Exception {
        sandbox.sh("while umount -l " + directory + " 2>/dev/null; do :; done; true");
    }

    private static Sandbox.Outcome xfs(String action, String... more) throws Exception {
        String[] parameters = new String[more.length + 4];
        parameters[0] = "device=" + device;
        parameters[1] = "directory=" + directory + "/";
        parameters[2] = "fstype=xfs";
        parameters[3] = "options=noatime,nodiratime";
        System.arraycopy(more, 0, parameters, 4, more.length);
        return sandbox.run(AGENT, action, parameters);
    }

    @Test
    void startMountsMonitorSeesItStopUnmounts() throws Exception {
        assertThat(xfs("monitor").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(xfs("start")).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        assertThat(sandbox.sh("grep " + directory + " /proc/mounts"))
                .contains(" xfs ")
                .contains("noatime");
        assertThat(xfs("start").exitCode()).isZero();
        assertThat(xfs("monitor", "intervalMs=20000").exitCode()).isZero();
        assertThat(xfs("monitor", "OCF_CHECK_LEVEL=10").exitCode()).isZero();
        assertThat(xfs("monitor", "OCF_CHECK_LEVEL=20").exitCode()).isZero();
        assertThat(xfs("stop", "OCF_CHECK_LEVEL=20").exitCode()).isZero();
        assertThat(xfs("stop").exitCode()).isZero();
        Sandbox.Outcome gone = xfs("monitor", "intervalMs=20000");
        assertThat(gone.exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(gone.reason()).isEqualTo(directory + " is not mounted");
    }

    @Test
    void processesThatHoldItAreAskedToEndAndThoseThatDoNotListenAreKilled() throws Exception {
        xfs("start");
        sandbox.sh("cd " + directory + " && (setsid sleep 300 >/dev/null 2>&1 &) ;"
                + " (setsid sh -c 'trap \"\" TERM; while :; do sleep 1; done' >/dev/null 2>&1 3>" + directory
                + "/open &); sleep 0.3");
        long begin = System.nanoTime();
        assertThat(xfs("stop", "timeoutMs=4000")).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(4_000);
    }

    @Test
    void withForceUnmountFalseTheHoldersLiveAndTheReasonNamesThem() throws Exception {
        xfs("start");
        String pid = sandbox.sh("cd " + directory + " && (setsid sleep 300 >/dev/null 2>&1 & echo $!)")
                .strip();
        Sandbox.Outcome outcome = xfs("stop", "timeoutMs=5000", "force_unmount=false");
        assertThat(outcome.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(outcome.reason())
                .startsWith("cannot unmount " + directory + ": ")
                .endsWith("; held by sleep (pid " + pid + ")");
        assertThat(ProcessHandle.of(Long.parseLong(pid))).isPresent();
        assertThat(xfs("stop", "timeoutMs=3000", "force_unmount=safe").exitCode())
                .isZero();
    }

    @Test
    void whatIsMountedBelowGoesFirst() throws Exception {
        xfs("start");
        sandbox.sh("mkdir -p " + directory + "/sub && mount -t tmpfs tmpfs " + directory + "/sub");
        assertThat(xfs("stop").exitCode()).isZero();
    }

    @Test
    void anotherDeviceOnTheMountPointIsNoStart() throws Exception {
        sandbox.sh("truncate -s 8M " + folder + "/ext.img && mkfs.ext4 -q " + folder + "/ext.img && mkdir -p "
                + directory + " && mount -o loop " + folder + "/ext.img " + directory);
        Sandbox.Outcome outcome = xfs("start");
        assertThat(outcome.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(outcome.reason()).matches("/dev/loop[0-9]+ is mounted on .*, not " + device);
    }

    @Test
    void ext4FromAFileWithTheLoopOptionAndByLabel() throws Exception {
        sandbox.sh("truncate -s 8M " + folder + "/loop.img && mkfs.ext4 -q -L systole-t " + folder + "/loop.img");
        String[] loop = {"device=" + folder + "/loop.img", "directory=" + directory, "fstype=ext4", "options=loop"};
        assertThat(sandbox.run(AGENT, "start", loop)).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        assertThat(sandbox.run(AGENT, "stop", loop).exitCode()).isZero();
    }

    @Test
    void badInputIsNamed() throws Exception {
        assertThat(sandbox.run(AGENT, "start", "directory=/x"))
                .isEqualTo(new Sandbox.Outcome(OcfExit.NOT_CONFIGURED, "DONE", "the parameter device is missing"));
        Sandbox.Outcome missing =
                sandbox.run(AGENT, "start", "device=/dev/nothing", "directory=" + directory, "fstype=xfs");
        assertThat(missing)
                .isEqualTo(new Sandbox.Outcome(OcfExit.NOT_INSTALLED, "DONE", "there is no device /dev/nothing"));
        Sandbox.Outcome wrong =
                sandbox.run(AGENT, "start", "device=" + device, "directory=" + directory, "fstype=ext4");
        assertThat(wrong.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(wrong.reason()).startsWith("cannot mount " + device + " on " + directory + ": mount: ");
        Sandbox.Outcome clone = xfs("start", "CRM_meta_clone_max=2");
        assertThat(clone.exitCode()).isEqualTo(OcfExit.NOT_CONFIGURED);
        assertThat(clone.reason()).contains("must not be mounted on several nodes at once");
        assertThat(xfs("monitor", "OCF_CHECK_LEVEL=20", "intervalMs=1").exitCode())
                .isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(Files.exists(Path.of(directory + "/.Filesystem_status"))).isFalse();
    }

    @Test
    void aNameWithBlanksIsFoundAmongTheMounts() {
        Mounts mounts = Mounts.parse(java.util.List.of("/dev/sda1 /mnt/my\\040disk ext4 rw 0 0", "torn"));
        assertThat(mounts.on("/mnt/my disk").device()).isEqualTo("/dev/sda1");
        assertThat(mounts.below("/mnt")).containsExactly("/mnt/my disk");
    }
}
