package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.corosync.channel.Seal.Opened;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] TEXT = "heartbeat".getBytes(StandardCharsets.UTF_8);

    private long nanos;

    private Seal seal(String key) throws Exception {
        return new Seal(key.getBytes(StandardCharsets.UTF_8), new SecureRandom(), () -> nanos);
    }

    private static byte[] said(Seal sender) throws Exception {
        return sender.seal(TEXT, 0, TEXT.length);
    }

    private static Optional<Opened> open(Seal receiver, byte[] sealed) {
        return receiver.open("10.0.0.9:5405", sealed, 0, sealed.length);
    }

    /** What gets through to the receiver. */
    private static List<String> heard(Seal receiver, byte[] sealed) {
        return open(receiver, sealed)
                .map(opened -> opened.plain().stream()
                        .map(plain -> new String(plain, StandardCharsets.UTF_8))
                        .toList())
                .orElse(List.of());
    }

    /** The receiver asks the sender, and gets its answer. */
    private static void meet(Seal sender, Seal receiver) throws Exception {
        byte[] question = open(receiver, said(sender)).orElseThrow().reply();
        byte[] answer = open(sender, question).orElseThrow().reply();
        assertThat(heard(receiver, answer)).containsExactly("heartbeat");
    }

    @Test
    void aDatagramOpensUnderTheSameKeyOnly() throws Exception {
        Seal sender = seal("the right key");
        byte[] sealed = said(sender);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("heartbeat");
        Seal receiver = seal("the right key");
        meet(sender, receiver);
        assertThat(heard(receiver, said(sender))).containsExactly("heartbeat");
        assertThat(open(seal("the wrong key"), sealed)).isEmpty();
    }

    @Test
    void whatAnUnknownLifeSaysWaitsForItsAnswerAndThenComesInItsOrder() throws Exception {
        Seal sender = seal("k");
        Seal receiver = seal("k");
        Opened first = open(receiver, sender.seal(new byte[] {'1'}, 0, 1)).orElseThrow();
        Opened second = open(receiver, sender.seal(new byte[] {'2'}, 0, 1)).orElseThrow();
        assertThat(first.plain()).isEmpty();
        assertThat(second.plain()).isEmpty();
        assertThat(second.reply()).as("asked once").isNull();
        nanos += SenderLives.AGAIN_NANOS;
        byte[] again = open(receiver, sender.seal(new byte[] {'3'}, 0, 1))
                .orElseThrow()
                .reply();
        assertThat(again).as("asked again, as the first question may be lost").isNotNull();
        byte[] answer = open(sender, again).orElseThrow().reply();
        assertThat(heard(receiver, answer)).containsExactly("1", "2", "3");
        assertThat(heard(receiver, answer)).as("the same answer again").isEmpty();
        assertThat(heard(receiver, said(sender))).containsExactly("heartbeat");
    }

    @Test
    void whatWasRecordedBeforeAReceiverStartedIsNotHeardAfterIt() throws Exception {
        Seal sender = seal("k");
        Seal before = seal("k");
        byte[] question = open(before, said(sender)).orElseThrow().reply();
        byte[] answer = open(sender, question).orElseThrow().reply();
        List<byte[]> recorded = List.of(said(sender), question, answer, said(sender));
        Seal restarted = seal("k");
        Seal sendersNextLife = seal("k");
        for (byte[] datagram : recorded) {
            assertThat(heard(restarted, datagram)).isEmpty();
        }
        assertThat(open(restarted, question)).as("meant for no life that is").isEmpty();
        assertThat(open(restarted, answer)).as("to what nobody has asked").isEmpty();
        // Who lives at the recorded address now is asked, and does not speak for its earlier life.
        nanos += SenderLives.AGAIN_NANOS;
        byte[] asked = open(restarted, said(sender)).orElseThrow().reply();
        assertThat(open(sendersNextLife, asked)).isEmpty();
        // The sender, were it alive, would still be let in.
        byte[] fresh = open(sender, asked).orElseThrow().reply();
        assertThat(heard(restarted, fresh)).isNotEmpty();
    }

    @Test
    void aRecordingOfAnUnknownLifeIsToldOfOnceItHasNotAnsweredInTime() throws Exception {
        Seal receiver = seal("k");
        meet(seal("k"), receiver);
        byte[] recorded = said(seal("k"));
        open(receiver, recorded);
        nanos += SenderLives.SILENT_NANOS - 1;
        assertThat(receiver.silent()).isEmpty();
        nanos += 1;
        assertThat(receiver.silent()).containsExactly(new SenderLives.Silent("10.0.0.9:5405", recorded.length));
        open(receiver, recorded);
        nanos += SenderLives.SILENT_NANOS;
        assertThat(receiver.silent()).as("told of already").isEmpty();
    }

    @Test
    void recordingsOfMoreLivesThanAreAskedAreToldOfAtOnce() throws Exception {
        Seal receiver = seal("k");
        for (int i = 0; i < SenderLives.ASKED_MAX; i++) {
            open(receiver, said(seal("k")));
            assertThat(receiver.silent()).isEmpty();
        }
        open(receiver, said(seal("k")));
        assertThat(receiver.silent()).hasSize(1);
        nanos += SenderLives.SILENT_NANOS;
        assertThat(receiver.silent()).hasSize(SenderLives.ASKED_MAX);
    }

    @Test
    void aQuestionThatIsSentAgainIsNotAnsweredAgain() throws Exception {
        Seal asker = seal("k");
        Seal asked = seal("k");
        byte[] question = open(asker, said(asked)).orElseThrow().reply();
        byte[] answer = open(asked, question).orElseThrow().reply();
        open(asker, answer);
        assertThat(open(asker, answer)).as("the answer again").isEmpty();
        byte[] second = open(asked, question).orElseThrow().reply();
        assertThat(open(asker, second)).as("it had been asked twice").isPresent();
        meet(asker, asked);
        assertThat(open(asked, question).orElseThrow().reply())
                .as("the question again, as one that was overtaken")
                .isNull();
        assertThat(open(asked, question)).as("and again").isEmpty();
    }

    @Test
    void whatALiveNodeSaidBeforeAReceiverStartedIsNotHeardByIt() throws Exception {
        Seal sender = seal("k");
        byte[] old = said(sender);
        byte[] recent = null;
        for (int i = 0; i <= SenderLives.BEFORE_ANSWER_MAX; i++) {
            recent = said(sender);
        }
        Seal receiver = seal("k");
        byte[] asked = open(receiver, old).orElseThrow().reply();
        // The address is the sender's, as the recording claims: it lives and answers.
        assertThat(heard(receiver, open(sender, asked).orElseThrow().reply())).isEmpty();
        assertThat(heard(receiver, recent)).isEmpty();
        assertThat(heard(receiver, said(sender))).containsExactly("heartbeat");
    }

    @Test
    void whatAnAnswerHasOvertakenIsDroppedWithoutAWordShortlyAfterIt() throws Exception {
        Seal sender = seal("k");
        Seal receiver = seal("k");
        byte[] overtaken = said(sender);
        byte[] question = sender.seal(new byte[] {'?'}, 0, 1);
        meet(sender, receiver);
        nanos += SenderLife.LATE_NANOS;
        assertThat(open(receiver, overtaken)).hasValueSatisfying(nothing -> {
            assertThat(nothing.plain()).isEmpty();
            assertThat(nothing.reply()).isNull();
        });
        assertThat(open(receiver, overtaken)).as("again: somebody repeats it").isEmpty();
        nanos += 1;
        assertThat(open(receiver, question)).as("later than a network is").isEmpty();
        assertThat(heard(receiver, said(sender))).containsExactly("heartbeat");
    }

    @Test
    void whatHasComeBeforeTheAnswerOrWithItIsARepetitionAtOnce() throws Exception {
        Seal sender = seal("k");
        Seal receiver = seal("k");
        byte[] waited = said(sender);
        byte[] question = open(receiver, waited).orElseThrow().reply();
        byte[] answer = open(sender, question).orElseThrow().reply();
        assertThat(heard(receiver, answer)).containsExactly("heartbeat");
        assertThat(open(receiver, waited)).isEmpty();
        assertThat(open(receiver, answer)).isEmpty();
    }

    @Test
    void aDatagramThatWasLookedAtWhileTheAnswerCameDoesNotHaveItsSenderAskedOnceMore() throws Exception {
        SenderLives lives = new SenderLives(new SecureRandom(), () -> nanos);
        ByteBuffer name = ByteBuffer.wrap(new byte[16]);
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        byte[] question = lives.wait(name, key, 1, TEXT, "10.0.0.9:5405").orElseThrow();
        assertThat(lives.answered(name, 2, question)).isPresent();
        nanos += SenderLives.AGAIN_NANOS;
        assertThat(lives.wait(name, key, 3, TEXT, "10.0.0.9:5405")).isEmpty();
        nanos += SenderLives.SILENT_NANOS;
        assertThat(lives.silent()).as("it has answered").isEmpty();
    }

    @Test
    void livesThatNeverAnswerTakeBoundedRoomAndKeepNobodyOut() throws Exception {
        Seal receiver = seal("k");
        Seal talkative = seal("k");
        for (int i = 0; i < SenderLives.WAITING_MAX + 50; i++) {
            assertThat(heard(receiver, said(talkative))).isEmpty();
        }
        nanos += SenderLives.AGAIN_NANOS;
        byte[] asked = open(receiver, said(talkative)).orElseThrow().reply();
        assertThat(heard(receiver, open(talkative, asked).orElseThrow().reply()))
                .hasSize(SenderLives.WAITING_MAX);
        for (int i = 0; i < 3 * SenderLives.ASKED_MAX; i++) {
            assertThat(heard(receiver, said(seal("k")))).isEmpty();
        }
        meet(seal("k"), receiver);
        assertThat(heard(receiver, said(talkative)))
                .as("who is known stays known")
                .isNotEmpty();
    }

    @Test
    void aLifeThatWasForgottenAmongManyIsAskedAgain() throws Exception {
        Seal receiver = seal("k");
        Seal first = seal("k");
        meet(first, receiver);
        for (int i = 0; i < SenderLives.LIVES_MAX; i++) {
            meet(seal("k"), receiver);
        }
        assertThat(heard(receiver, said(first))).isEmpty();
        nanos += SenderLives.AGAIN_NANOS;
        byte[] asked = open(receiver, said(first)).orElseThrow().reply();
        assertThat(heard(receiver, open(first, asked).orElseThrow().reply())).hasSize(2);
    }

    @Test
    void aRepeatedDatagramIsDroppedAndLateOnesAreNot() throws Exception {
        Seal sender = seal("k");
        Seal receiver = seal("k");
        meet(sender, receiver);
        byte[] first = said(sender);
        byte[] second = said(sender);
        assertThat(open(receiver, second)).isPresent();
        assertThat(open(receiver, first)).isPresent();
        assertThat(open(receiver, first)).isEmpty();
        assertThat(open(receiver, second)).isEmpty();
    }

    @Test
    void aDatagramFromBeforeTheWindowIsDropped() throws Exception {
        Seal sender = seal("k");
        Seal receiver = seal("k");
        meet(sender, receiver);
        byte[] old = said(sender);
        byte[] last = old;
        for (int i = 0; i < SenderLife.WINDOW; i++) {
            last = said(sender);
        }
        assertThat(open(receiver, last)).isPresent();
        assertThat(open(receiver, old)).isEmpty();
    }

    @Test
    void everyChangedBitIsNoticed() throws Exception {
        byte[] sealed = said(seal("k"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(open(seal("k"), changed)).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void garbageOfAnyLengthIsDropped() throws Exception {
        Seal receiver = seal("k");
        SecureRandom random = new SecureRandom();
        for (int length = 0; length < 200; length++) {
            byte[] garbage = new byte[length];
            random.nextBytes(garbage);
            assertThat(open(receiver, garbage)).isEmpty();
        }
    }
}
