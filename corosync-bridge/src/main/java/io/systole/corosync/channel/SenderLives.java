package io.systole.corosync.channel;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lives of senders that have proved to be alive, and those that have still to answer a question. Safe for use from several
 * threads.
 */
final class SenderLives {
    static final int QUESTION_BYTES = 16;

    /** Lives remembered at once; the longest unused is forgotten, and asked again. Far above the nodes of a cluster. */
    static final int LIVES_MAX = 512;

    /** Lives that are asked at once; for a further one that asked the longest ago is given up. */
    static final int ASKED_MAX = 64;

    /** Datagrams of one life that wait for its answer; further ones are dropped, as the network may do. */
    static final int WAITING_MAX = 64;

    /** A question or its answer may be lost: it is asked again with a datagram that comes so much later. */
    static final long AGAIN_NANOS = 20_000_000;

    private record Datagram(long number, byte[] plain) {}

    private static final class Asked {
        private final SenderLife life;
        private final byte[] question = new byte[QUESTION_BYTES];
        private final List<Datagram> waiting = new ArrayList<>();
        private long askedNanos;

        Asked(SecretKeySpec key) {
            life = new SenderLife(key);
        }
    }

    private final SecureRandom random;
    private final LongSupplier nanos;
    private final Map<ByteBuffer, SenderLife> known = bounded(LIVES_MAX, true);
    private final Map<ByteBuffer, Asked> asked = bounded(ASKED_MAX, false);

    SenderLives(SecureRandom random, LongSupplier nanos) {
        this.random = random;
        this.nanos = nanos;
    }

    private static <V> Map<ByteBuffer, V> bounded(int most, boolean byUse) {
        return new LinkedHashMap<>(16, 0.75f, byUse) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<SenderLife> find(ByteBuffer name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Keeps what an unknown life said; returns the question that it is to be asked now, if any. */
    synchronized Optional<byte[]> wait(ByteBuffer name, SecretKeySpec key, long number, byte[] plain) {
        Asked one = asked.get(name);
        boolean first = one == null;
        if (first) {
            one = new Asked(key);
            random.nextBytes(one.question);
            asked.put(name, one);
        }
        if (one.waiting.size() < WAITING_MAX) {
            one.waiting.add(new Datagram(number, plain));
        }
        long now = nanos.getAsLong();
        if (!first && now - one.askedNanos < AGAIN_NANOS) {
            return Optional.empty();
        }
        one.askedNanos = now;
        return Optional.of(one.question.clone());
    }

    /** Takes an answer; returns what waited for it, which is nothing where it is none of these. */
    synchronized List<byte[]> answered(ByteBuffer name, byte[] answer) {
        Asked one = asked.get(name);
        if (one == null || !Arrays.equals(one.question, answer)) {
            return List.of();
        }
        asked.remove(name);
        known.put(name, one.life);
        return one.waiting.stream()
                .filter(datagram -> one.life.firstTime(datagram.number()))
                .map(Datagram::plain)
                .toList();
    }
}
