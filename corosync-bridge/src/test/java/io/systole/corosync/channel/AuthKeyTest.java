package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthKeyTest {
    @TempDir
    Path folder;

    private Path key(int bytes, String permissions) throws Exception {
        Path file = folder.resolve("authkey");
        Files.write(file, new byte[bytes]);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aKeyThatOnlyItsOwnerMayReadIsTaken() throws Exception {
        assertThat(AuthKey.read(key(256, "rw-------"))).hasSize(256);
        assertThat(AuthKey.read(key(256, "r--------"))).hasSize(256);
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws Exception {
        Path file = key(256, "rw-r-----");
        assertThatThrownBy(() -> AuthKey.read(file))
                .hasMessageContaining("rw-r-----")
                .hasMessageContaining("run \"chmod 600 " + file + "\"");
    }

    @Test
    void aMissingOrTooShortKeyIsExplained() throws Exception {
        assertThatThrownBy(() -> AuthKey.read(folder.resolve("none"))).hasMessageContaining("there is no key file");
        Path small = key(4, "rw-------");
        assertThatThrownBy(() -> AuthKey.read(small)).hasMessageContaining("holds 4 bytes");
    }
}
