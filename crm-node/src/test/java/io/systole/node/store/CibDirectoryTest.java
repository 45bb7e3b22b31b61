package io.systole.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.systole.core.cib.Cib;
import io.systole.core.port.CibStore.Loaded;
import io.systole.core.xml.Element;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CibDirectoryTest {
    @TempDir
    Path folder;

    private static Cib epoch(int epoch) {
        return new Cib(Cib.empty().root().with("epoch", Integer.toString(epoch)));
    }

    private CibDirectory store() {
        return new CibDirectory(folder.resolve("cib"), Clock.systemUTC());
    }

    private Path file() {
        return folder.resolve("cib/cib.xml");
    }

    @Test
    void anEmptyStoreGivesAnEmptyCib() throws IOException {
        assertThat(store().load()).isEqualTo(new Loaded(Cib.empty(), ""));
    }

    @Test
    void whatWasSavedIsLoadedWithoutItsStatus() throws IOException {
        Element root = epoch(3).root();
        store().save(new Cib(root.replacing(1, root.child(1).withChild(Element.of("node_state", "id", "1")))));
        Loaded loaded = store().load();
        assertThat(loaded.cib()).isEqualTo(epoch(3));
        assertThat(loaded.notice()).isEmpty();
        assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
    }

    @Test
    void configurationsThatLostWithinOneSecondAreAllKeptAndTheOldestOfTooManyGoes() throws IOException {
        CibDirectory early = new CibDirectory(folder.resolve("cib"), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        early.save(epoch(1));
        List<Path> kept = new ArrayList<>();
        for (int i = 0; i < CibDirectory.KEPT_MAX; i++) {
            kept.add(early.keepLost(epoch(i)));
            Files.setLastModifiedTime(kept.get(i), FileTime.fromMillis(i));
        }
        assertThat(kept).doesNotHaveDuplicates().allMatch(Files::exists);
        // Whatever the clock says meanwhile, the oldest files go.
        CibDirectory later =
                new CibDirectory(folder.resolve("cib"), Clock.fixed(Instant.EPOCH.minusSeconds(60), ZoneOffset.UTC));
        assertThat(List.of(later.keepLost(epoch(1)), later.keepLost(epoch(2)))).allMatch(Files::exists);
        assertThat(kept.subList(0, 2)).noneMatch(Files::exists);
        assertThat(kept.subList(2, kept.size())).allMatch(Files::exists);
    }

    @Test
    void aDirectoryThatOthersMayEnterIsClosedAndOneOfPacemakersPackageIsLeft() throws IOException {
        Path directory = folder.resolve("cib");
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        store().load();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwxr-x---");
        assertThat(OwnDirectory.make(directory, "rwx------", "rwxr-x---")).isEmpty();
    }

    @Test
    void onlyTheOwnerMayReadWhatIsKept() throws IOException {
        store().save(epoch(1));
        store().keepLost(epoch(2));
        try (var files = Files.walk(folder.resolve("cib"))) {
            assertThat(files)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .allMatch(permission -> permission.name().startsWith("OWNER_")));
        }
    }

    @Test
    void aTornFileIsKeptAsideAndTheLastGoodOneUsed() throws IOException {
        store().save(epoch(1));
        store().save(epoch(2));
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Loaded loaded = store().load();
        assertThat(loaded.cib()).isEqualTo(epoch(2));
        assertThat(loaded.notice())
                .contains("does not agree with its digest")
                .contains("cib.rejected-")
                .contains("cib-1.raw");
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatWasSavedIsLoadedAtAnySize() throws IOException {
        String large = "x".repeat((int) CibDirectory.BY_HAND_BYTES_MAX);
        Cib saved = new Cib(epoch(2).root().with("update-client", large));
        store().save(saved);
        assertThat(Files.size(file())).isGreaterThan(CibDirectory.BY_HAND_BYTES_MAX);
        Loaded loaded = store().load();
        assertThat(loaded.notice()).isEmpty();
        assertThat(loaded.cib().equals(saved)).isTrue();
    }

    @Test
    void aFileThatIsTooLargeToBePutThereByHandIsKeptAsideWithASentence() throws IOException {
        store().save(epoch(1));
        try (RandomAccessFile large = new RandomAccessFile(file().toFile(), "rw")) {
            large.setLength(CibDirectory.BY_HAND_BYTES_MAX + 1);
        }
        Files.delete(folder.resolve("cib/cib.xml.sig"));
        Loaded loaded = store().load();
        assertThat(loaded.cib()).isEqualTo(epoch(1));
        assertThat(loaded.notice())
                .contains("cib.xml has 67108865 bytes and no digest (cib.xml.sig)")
                .contains("at most 67108864 bytes")
                .contains("in parts")
                .contains("cib.rejected-");
    }

    @Test
    void aHandEditedFileIsRefusedAndOneWithoutADigestAccepted() throws IOException {
        store().save(epoch(1));
        String edited = Files.readString(file()).replace("epoch=\"1\"", "epoch=\"9\"");
        Files.writeString(file(), edited);
        assertThat(store().load().cib()).isEqualTo(epoch(1));
        Files.writeString(file(), edited);
        Files.deleteIfExists(folder.resolve("cib/cib.xml.sig"));
        assertThat(store().load().cib()).isEqualTo(epoch(9));
    }

    @Test
    void withoutAnyGoodFileTheReasonIsSaid() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "<cib");
        assertThatThrownBy(() -> store().load())
                .hasMessageContaining("cib.xml cannot be read: line 1")
                .hasMessageContaining("no older configuration");
    }

    @Test
    void theHistoryIsBounded() throws IOException {
        for (int i = 0; i < CibDirectory.HISTORY_MAX + 5; i++) {
            store().save(epoch(i));
        }
        try (var files = Files.list(file().getParent())) {
            assertThat(files.filter(f -> f.toString().endsWith(".raw"))).hasSize(CibDirectory.HISTORY_MAX);
        }
    }

    @Test
    void nothingIsWrittenWhereOnlyTheClustersStateHasChanged() throws IOException {
        CibDirectory store = store();
        store.save(epoch(1));
        store.save(new Cib(epoch(1).root().with("dc-uuid", "2").with("num_updates", "7")));
        assertThat(folder.resolve("cib/cib-1.raw")).doesNotExist();
        store.save(epoch(2));
        assertThat(folder.resolve("cib/cib-1.raw")).exists();
    }

    @Test
    void largeConfigurationsAreKeptFewerTimes() throws IOException {
        CibDirectory store = store();
        for (int i = 0; i < 6; i++) {
            store.save(new Cib(epoch(i).root().with("filler", "x".repeat(20_000_000))));
        }
        try (var files = Files.list(file().getParent())) {
            assertThat(files.filter(f -> f.toString().endsWith(".raw"))).hasSize(3);
        }
        assertThat(store.load().cib().version().epoch()).isEqualTo(5);
    }

    /** Mounts a small file system; it takes root. */
    @Test
    void aDiskThatFillsUpTakesOneMoreConfigurationAndSaysSo() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        try {
            CibDirectory store = new CibDirectory(disk.resolve("cib"), Clock.systemUTC());
            assertThat(store.save(epoch(1))).isEmpty();
            Path filler = disk.resolve("filler");
            fill(filler);
            assertThat(store.save(epoch(2))).contains("there is no room left", "No space left on device");
            assertThat(new CibDirectory(disk.resolve("cib"), Clock.systemUTC())
                            .load()
                            .cib())
                    .isEqualTo(epoch(2));
            Files.delete(filler);
            assertThat(store.save(epoch(2))).isEmpty();
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Mounts a file system of 64 KiB; it takes root. */
    @Test
    void aConfigurationThatDoesNotFitIsRefusedAndTheOldOneStays() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
        try {
            CibDirectory store = new CibDirectory(disk.resolve("cib"), Clock.systemUTC());
            assertThat(store.save(epoch(1))).contains("no room left");
            Cib large = new Cib(epoch(2).root().with("filler", "x".repeat(100_000)));
            assertThatThrownBy(() -> store.save(large)).hasMessageContaining("cannot write " + disk);
            assertThat(store.load().cib()).isEqualTo(epoch(1));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(
                        "%s (it takes root): %s",
                        String.join(" ", command),
                        new String(process.getInputStream().readAllBytes()))
                .isZero();
    }
}
