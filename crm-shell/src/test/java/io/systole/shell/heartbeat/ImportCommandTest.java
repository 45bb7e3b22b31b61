package io.systole.shell.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crm heartbeat import}: what a careful administrator expects. */
class ImportCommandTest {
    @TempDir
    Path root;

    private Path from;
    private Path to;

    @BeforeEach
    void files() throws IOException {
        from = Files.createDirectories(root.resolve("ha.d"));
        to = root.resolve("out");
        Files.writeString(from.resolve("ha.cf"), Seed.HA_CF);
        Files.writeString(from.resolve("haresources"), Seed.HARESOURCES);
        Files.writeString(from.resolve("authkeys"), Seed.AUTHKEYS);
        Files.setPosixFilePermissions(from.resolve("authkeys"), PosixFilePermissions.fromString("rw-------"));
    }

    private Typed typed(String... words) {
        String[] all = new String[words.length + 3];
        System.arraycopy(new String[] {"crm", "heartbeat", "import"}, 0, all, 0, 3);
        System.arraycopy(words, 0, all, 3, words.length);
        return Typed.on(null, new FakeIo(), all);
    }

    @Test
    void itWritesTheThreeFilesAndTheReport() throws IOException {
        Typed typed = typed(from.toString(), "--output", to.toString());

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(to.resolve("corosync.conf")).content().contains("mcastaddr: 225.0.0.1");
        assertThat(to.resolve("cib.xml")).content().contains("<group id=\"group_1\">");
        assertThat(to.resolve("report.txt")).content().contains("ha.cf:2: keepalive 500ms");
        assertThat(Files.size(to.resolve("authkey"))).isEqualTo(256);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("authkey"))))
                .isEqualTo("rw-------");
    }

    @Test
    void itWritesOverNothingUnlessForcedAndThenKeepsTheOld() throws IOException {
        Files.createDirectories(to);
        Files.writeString(to.resolve("corosync.conf"), "mine");

        Typed refused = typed(from.toString(), "--output", to.toString());

        assertThat(refused.code()).isEqualTo(108);
        assertThat(refused.err()).contains(to + "/corosync.conf").contains("--force");
        assertThat(to.resolve("corosync.conf")).hasContent("mine");
        assertThat(to.resolve("authkey")).doesNotExist();

        Typed forced = typed(from.toString(), "--output", to.toString(), "--force");

        assertThat(forced.code()).isZero();
        assertThat(forced.err()).contains("is kept as " + to + "/corosync.conf.before-");
        try (var files = Files.list(to)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("corosync.conf.before-")))
                    .singleElement()
                    .satisfies(f -> assertThat(f).hasContent("mine"));
        }
    }

    @Test
    void aDryRunShowsEverythingAndWritesNothing() {
        Typed typed = typed(from.toString(), "--output", to.toString(), "--dry-run");

        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .contains("# corosync.conf")
                .contains("# cib.xml")
                .contains("not supported");
        assertThat(to).doesNotExist();
    }

    @Test
    void aWrongLineStopsItAndIsNamed() throws IOException {
        Files.writeString(from.resolve("ha.cf"), Seed.HA_CF.replace("deadtime 10", "deadtime ten"));

        Typed typed = typed(from.toString(), "--output", to.toString());

        assertThat(typed.code()).isEqualTo(65);
        assertThat(typed.err())
                .contains("nothing was written")
                .contains("ha.cf:3")
                .contains("deadtime takes a time");
        assertThat(to).doesNotExist();
    }

    @Test
    void aMissingFolderOrFileIsNamed() throws IOException {
        assertThat(typed(root + "/nowhere").err()).contains(root + "/nowhere").contains("no such folder");
        Files.delete(from.resolve("authkeys"));
        assertThat(typed(from.toString()).err()).contains("authkeys: No such file");
        assertThat(typed().err()).contains("as a rule /etc/ha.d");
        assertThat(typed("--colour", "x").code()).isEqualTo(64);
    }

    @Test
    void aRunningClusterKeepsItsFiles() {
        Typed typed = Typed.on(TalkCluster.cluster(), new FakeIo(), "crm", "heartbeat", "import", from.toString());

        assertThat(typed.code()).isEqualTo(107);
        assertThat(typed.err()).contains("a cluster runs on this node").contains("--output");
    }
}
