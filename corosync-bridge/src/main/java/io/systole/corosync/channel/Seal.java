package io.systole.corosync.channel;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and authenticates single datagrams under the cluster's pre-shared key.
 *
 * <p>Layout: one byte of version, 16 bytes that name the sender's life (drawn at random when it starts), 8 bytes of
 * counter, then AES-256-GCM ciphertext with its tag of 16 bytes; everything before the ciphertext is authenticated with it.
 * Each life has a key of its own, derived from the pre-shared key by HMAC-SHA-256, so that the counter alone is a nonce that
 * never repeats. A receiver remembers, for each life, which of the last {@value #WINDOW} counters it has seen and drops a
 * second copy.
 *
 * <p>Safe for use from several threads.
 */
final class Seal {
    /** How far behind the newest counter a datagram may arrive, in datagrams. */
    static final int WINDOW = 4096;

    /** Lives remembered at once; the longest unused is forgotten. Far above nodes times restarts between two forgettings. */
    private static final int LIVES_MAX = 512;

    private static final byte VERSION = 1;
    private static final int LIFE_BYTES = 16;
    private static final int HEADER_BYTES = 1 + LIFE_BYTES + Long.BYTES;
    private static final int TAG_BITS = 128;

    /** Bytes that sealing adds to a datagram. */
    static final int OVERHEAD_BYTES = HEADER_BYTES + TAG_BITS / 8;

    private final byte[] preShared;
    private final byte[] life = new byte[LIFE_BYTES];
    private final SecretKeySpec sendKey;
    private final AtomicLong counter = new AtomicLong();
    private final Map<ByteBuffer, Peer> peers = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Peer> eldest) {
            return size() > LIVES_MAX;
        }
    });

    Seal(byte[] preShared, SecureRandom random) throws GeneralSecurityException {
        this.preShared = preShared.clone();
        random.nextBytes(life);
        this.sendKey = keyOf(life, 0);
    }

    private SecretKeySpec keyOf(byte[] source, int offset) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(preShared, "HmacSHA256"));
        mac.update("systole datagram key 1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        mac.update(source, offset, LIFE_BYTES);
        return new SecretKeySpec(mac.doFinal(), "AES");
    }

    byte[] seal(byte[] data, int offset, int length) throws GeneralSecurityException {
        long number = counter.incrementAndGet();
        byte[] sealed = new byte[OVERHEAD_BYTES + length];
        ByteBuffer.wrap(sealed).put(VERSION).put(life).putLong(number);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, sendKey, number);
        cipher.updateAAD(sealed, 0, HEADER_BYTES);
        cipher.doFinal(data, offset, length, sealed, HEADER_BYTES);
        return sealed;
    }

    /** The plain datagram; empty where it was not sealed under this key, was changed on the way, or came before. */
    Optional<byte[]> open(byte[] data, int offset, int length) {
        if (length < OVERHEAD_BYTES || data[offset] != VERSION) {
            return Optional.empty();
        }
        try {
            ByteBuffer name = ByteBuffer.wrap(Arrays.copyOfRange(data, offset + 1, offset + 1 + LIFE_BYTES));
            long number =
                    ByteBuffer.wrap(data, offset + 1 + LIFE_BYTES, Long.BYTES).getLong();
            Peer peer = peers.get(name);
            SecretKeySpec key = peer == null ? keyOf(data, offset + 1) : peer.key;
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, number);
            cipher.updateAAD(data, offset, HEADER_BYTES);
            byte[] plain = cipher.doFinal(data, offset + HEADER_BYTES, length - HEADER_BYTES);
            // Only a datagram that proved to know the key may take a place in the table of lives.
            Peer proven = peers.computeIfAbsent(name, n -> new Peer(key));
            return proven.firstTime(number) ? Optional.of(plain) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    /** What is known of one life of a sender. */
    private static final class Peer {
        private final SecretKeySpec key;
        private final java.util.BitSet seen = new java.util.BitSet(WINDOW);
        private long newest;

        Peer(SecretKeySpec key) {
            this.key = key;
        }

        synchronized boolean firstTime(long number) {
            if (number <= newest - WINDOW) {
                return false;
            }
            if (number > newest) {
                long fresh = Math.min(number - newest, WINDOW);
                for (long n = number - fresh + 1; n <= number; n++) {
                    seen.clear((int) (n % WINDOW));
                }
                newest = number;
            }
            int slot = (int) (number % WINDOW);
            boolean first = !seen.get(slot);
            seen.set(slot);
            return first;
        }
    }
}
