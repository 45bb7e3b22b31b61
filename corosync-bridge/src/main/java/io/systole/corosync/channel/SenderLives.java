package io.systole.corosync.channel;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
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

    /** How many datagrams a life seals for all its peers between its first word and its answer; what is older is a recording. */
    static final int BEFORE_ANSWER_MAX = 128;

    /** Who has not answered for so long is told of: a recording that is played again never answers. */
    static final long SILENT_NANOS = 3_000_000_000L;

    private record Datagram(long number, byte[] plain) {}

    /** A life that has been silent on a question for long, by where it spoke from. */
    record Silent(String source, int bytes) {}

    private static final class Asked {
        private final SenderLife life;
        private final Silent silent;
        private final long firstNanos;
        private final byte[] question = new byte[QUESTION_BYTES];
        private final List<Datagram> waiting = new ArrayList<>();
        private long askedNanos;
        private boolean answered;

        Asked(SecretKeySpec key, Silent silent, long now) {
            life = new SenderLife(key);
            this.silent = silent;
            firstNanos = now;
        }
    }

    private final SecureRandom random;
    private final LongSupplier nanos;
    private final Map<ByteBuffer, SenderLife> known = bounded(LIVES_MAX, true);
    private final Map<ByteBuffer, Asked> asked = bounded(ASKED_MAX, false);
    /** In the order in which they were asked; those who have answered leave with those before them. */
    private final Deque<Asked> untold = new ArrayDeque<>();

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

    /**
     * Keeps what an unknown life said; returns the question that it is to be asked now, if any.
     *
     * @param source where it came from, for those who read the log
     */
    synchronized Optional<byte[]> wait(ByteBuffer name, SecretKeySpec key, long number, byte[] plain, String source) {
        if (known.containsKey(name)) {
            // Its answer came in another thread since it was looked for. What is lost now is said again.
            return Optional.empty();
        }
        Asked one = asked.get(name);
        boolean first = one == null;
        long now = nanos.getAsLong();
        if (first) {
            one = new Asked(key, new Silent(source, plain.length + Seal.OVERHEAD_BYTES), now);
            random.nextBytes(one.question);
            asked.put(name, one);
            untold.addLast(one);
        }
        if (one.waiting.size() < WAITING_MAX) {
            one.waiting.add(new Datagram(number, plain));
        }
        if (!first && now - one.askedNanos < AGAIN_NANOS) {
            return Optional.empty();
        }
        one.askedNanos = now;
        return Optional.of(one.question.clone());
    }

    /**
     * Takes an answer; returns what waited for it, empty where nobody was asked for it. What the life has sealed before
     * its answer and has not come by now is not heard any more: it may have been meant for an earlier life of this node.
     */
    synchronized Optional<List<byte[]>> answered(ByteBuffer name, long number, byte[] answer) {
        Asked one = asked.get(name);
        if (one == null || !Arrays.equals(one.question, answer)) {
            return Optional.empty();
        }
        asked.remove(name);
        one.answered = true;
        known.put(name, one.life);
        long now = nanos.getAsLong();
        List<byte[]> fresh = one.waiting.stream()
                .filter(datagram -> one.life.arrived(datagram.number(), now) == SenderLife.Arrival.FRESH)
                .filter(datagram -> number - datagram.number() <= BEFORE_ANSWER_MAX)
                .map(Datagram::plain)
                .toList();
        one.life.answered(number, now);
        return Optional.of(fresh);
    }

    /**
     * Those who have been silent for too long by now, each once. More than are asked at once may not wait to be told of: the
     * eldest are taken for silent.
     */
    synchronized List<Silent> silent() {
        long now = nanos.getAsLong();
        List<Silent> silent = new ArrayList<>();
        for (Asked eldest = untold.peekFirst(); eldest != null; eldest = untold.peekFirst()) {
            if (!eldest.answered) {
                if (now - eldest.firstNanos < SILENT_NANOS && untold.size() <= ASKED_MAX) {
                    break;
                }
                silent.add(eldest.silent);
            }
            untold.removeFirst();
        }
        return silent;
    }
}
