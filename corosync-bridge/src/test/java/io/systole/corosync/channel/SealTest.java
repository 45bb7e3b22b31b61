package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] TEXT = "heartbeat".getBytes(StandardCharsets.UTF_8);

    private static Seal seal(String key) throws Exception {
        return new Seal(key.getBytes(StandardCharsets.UTF_8), new SecureRandom());
    }

    @Test
    void aDatagramOpensUnderTheSameKeyOnly() throws Exception {
        byte[] sealed = seal("the right key").seal(TEXT, 0, TEXT.length);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("heartbeat");
        assertThat(seal("the right key").open(sealed, 0, sealed.length)).contains(TEXT);
        assertThat(seal("the wrong key").open(sealed, 0, sealed.length)).isEmpty();
    }

    @Test
    void aRepeatedDatagramIsDroppedAndLateOnesAreNot() throws Exception {
        Seal sender = seal("k");
        Seal receiver = seal("k");
        byte[] first = sender.seal(TEXT, 0, TEXT.length);
        byte[] second = sender.seal(TEXT, 0, TEXT.length);
        assertThat(receiver.open(second, 0, second.length)).isPresent();
        assertThat(receiver.open(first, 0, first.length)).isPresent();
        assertThat(receiver.open(first, 0, first.length)).isEmpty();
        assertThat(receiver.open(second, 0, second.length)).isEmpty();
    }

    @Test
    void aDatagramFromBeforeTheWindowIsDropped() throws Exception {
        Seal sender = seal("k");
        Seal receiver = seal("k");
        byte[] old = sender.seal(TEXT, 0, TEXT.length);
        byte[] last = old;
        for (int i = 0; i < Seal.WINDOW; i++) {
            last = sender.seal(TEXT, 0, TEXT.length);
        }
        assertThat(receiver.open(last, 0, last.length)).isPresent();
        assertThat(receiver.open(old, 0, old.length)).isEmpty();
    }

    @Test
    void everyChangedBitIsNoticed() throws Exception {
        byte[] sealed = seal("k").seal(TEXT, 0, TEXT.length);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal("k").open(changed, 0, changed.length))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void garbageOfAnyLengthIsDropped() throws Exception {
        Seal receiver = seal("k");
        SecureRandom random = new SecureRandom();
        for (int length = 0; length < 200; length++) {
            byte[] garbage = new byte[length];
            random.nextBytes(garbage);
            assertThat(receiver.open(garbage, 0, length)).isEmpty();
        }
    }
}
