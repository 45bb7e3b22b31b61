package io.systole.corosync.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and authenticates single datagrams under the cluster's pre-shared key.
 *
 * <p>Layout: one byte that says what it is, 16 bytes that name the sender's life (drawn at random when it starts), 8 bytes of
 * counter, then AES-256-GCM ciphertext with its tag of 16 bytes; everything before the ciphertext is authenticated with it.
 * Each life has a key of its own, derived from the pre-shared key by HMAC-SHA-256, so that the counter alone is a nonce that
 * never repeats. A receiver remembers, for each life, which of the last {@value SenderLife#WINDOW} counters it has seen and
 * drops a second copy.
 *
 * <p>What was recorded before a receiver's own start would be new to it. So a life that it does not know is asked first: it
 * gets a random number and has to send it back, which a recording cannot. What it said meanwhile waits. Who stays silent is
 * told of by {@link #silent}.
 *
 * <p>Safe for use from several threads.
 */
final class Seal {
    private static final byte DATA = 1;
    private static final byte QUESTION = 2;
    private static final byte ANSWER = 3;

    private static final int LIFE_BYTES = 16;
    private static final int HEADER_BYTES = 1 + LIFE_BYTES + Long.BYTES;
    private static final int TAG_BITS = 128;

    /** Bytes that sealing adds to a datagram. */
    static final int OVERHEAD_BYTES = HEADER_BYTES + TAG_BITS / 8;

    private final byte[] preShared;
    private final byte[] life = new byte[LIFE_BYTES];
    private final SecretKeySpec sendKey;
    private final AtomicLong counter = new AtomicLong();
    private final SenderLives lives;
    private final LongSupplier nanos;

    /**
     * What came of a datagram.
     *
     * @param plain what it and others before it said, in their order
     * @param reply to be sent to where it came from; null for none
     */
    record Opened(List<byte[]> plain, byte[] reply) {
        private static final Opened NOTHING = new Opened(List.of(), null);
    }

    Seal(byte[] preShared, SecureRandom random) throws GeneralSecurityException {
        this(preShared, random, System::nanoTime);
    }

    /** @param nanos a clock that only goes on */
    Seal(byte[] preShared, SecureRandom random, LongSupplier nanos) throws GeneralSecurityException {
        this.preShared = preShared.clone();
        random.nextBytes(life);
        this.sendKey = keyOf(life, 0);
        this.lives = new SenderLives(random, nanos);
        this.nanos = nanos;
    }

    private SecretKeySpec keyOf(byte[] source, int offset) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(preShared, "HmacSHA256"));
        mac.update("systole datagram key 1".getBytes(StandardCharsets.US_ASCII));
        mac.update(source, offset, LIFE_BYTES);
        return new SecretKeySpec(mac.doFinal(), "AES");
    }

    byte[] seal(byte[] data, int offset, int length) throws GeneralSecurityException {
        return seal(DATA, data, offset, length);
    }

    private byte[] seal(byte kind, byte[] data, int offset, int length) throws GeneralSecurityException {
        long number = counter.incrementAndGet();
        byte[] sealed = new byte[OVERHEAD_BYTES + length];
        ByteBuffer.wrap(sealed).put(kind).put(life).putLong(number);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, sendKey, number);
        cipher.updateAAD(sealed, 0, HEADER_BYTES);
        cipher.doFinal(data, offset, length, sealed, HEADER_BYTES);
        return sealed;
    }

    /**
     * Empty where the datagram was not sealed under this key, was changed on the way, or came before. One that its sender's
     * answer has overtaken says nothing and asks for nothing.
     *
     * @param source where it came from, for {@link #silent}
     */
    Optional<Opened> open(String source, byte[] data, int offset, int length) {
        if (length < OVERHEAD_BYTES || data[offset] < DATA || data[offset] > ANSWER) {
            return Optional.empty();
        }
        try {
            ByteBuffer name = ByteBuffer.wrap(Arrays.copyOfRange(data, offset + 1, offset + 1 + LIFE_BYTES));
            long number =
                    ByteBuffer.wrap(data, offset + 1 + LIFE_BYTES, Long.BYTES).getLong();
            Optional<SenderLife> known = lives.find(name);
            SecretKeySpec key = known.isPresent() ? known.get().key() : keyOf(data, offset + 1);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, number);
            cipher.updateAAD(data, offset, HEADER_BYTES);
            byte[] plain = cipher.doFinal(data, offset + HEADER_BYTES, length - HEADER_BYTES);
            if (known.isPresent()) {
                SenderLife.Arrival arrival = known.get().arrived(number, nanos.getAsLong());
                if (arrival != SenderLife.Arrival.FRESH) {
                    return arrival == SenderLife.Arrival.LATE ? Optional.of(Opened.NOTHING) : Optional.empty();
                }
            }
            return switch (data[offset]) {
                case QUESTION -> answer(plain);
                // A life may have been asked twice before its first answer came.
                case ANSWER ->
                    known.isPresent()
                            ? Optional.of(Opened.NOTHING)
                            : lives.answered(name, number, plain).map(heard -> new Opened(heard, null));
                default ->
                    Optional.of(
                            known.isPresent()
                                    ? new Opened(List.of(plain), null)
                                    : unknown(name, key, number, plain, source));
            };
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Lives that have said something under this key and nothing when they were asked for it, each once. */
    List<SenderLives.Silent> silent() {
        return lives.silent();
    }

    private Opened unknown(ByteBuffer name, SecretKeySpec key, long number, byte[] plain, String source)
            throws GeneralSecurityException {
        // Only a datagram that proved to know the key may take a place among those who are asked.
        Optional<byte[]> question = lives.wait(name, key, number, plain, source);
        if (question.isEmpty()) {
            return Opened.NOTHING;
        }
        byte[] asked = ByteBuffer.allocate(LIFE_BYTES + question.get().length)
                .put(name.duplicate())
                .put(question.get())
                .array();
        return new Opened(List.of(), seal(QUESTION, asked, 0, asked.length));
    }

    /** Whoever asks this life gets its number back; what was meant for an earlier life on this address comes from a recording. */
    private Optional<Opened> answer(byte[] asked) throws GeneralSecurityException {
        if (asked.length != LIFE_BYTES + SenderLives.QUESTION_BYTES
                || !Arrays.equals(asked, 0, LIFE_BYTES, life, 0, LIFE_BYTES)) {
            return Optional.empty();
        }
        return Optional.of(new Opened(List.of(), seal(ANSWER, asked, LIFE_BYTES, SenderLives.QUESTION_BYTES)));
    }

    private static Cipher cipher(int mode, SecretKeySpec key, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
