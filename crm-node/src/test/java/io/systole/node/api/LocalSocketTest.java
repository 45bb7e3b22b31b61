package io.systole.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.api.wire.Frame;
import io.systole.core.api.wire.Hello;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Clients that send anything or nothing, and others who must be served all the same. */
class LocalSocketTest {
    @TempDir
    Path folder;

    private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };
    private final List<SocketChannel> clients = new ArrayList<>();
    private LocalSocket socket;

    /** Prints its first argument. */
    private static final class Echo implements Command {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public int run(List<String> arguments, CommandIo io, ClusterSession session) {
            io.out().print(arguments.get(0));
            return 7;
        }
    }

    /** Reads its standard input and says how much that was. */
    private static final class Read implements Command {
        @Override
        public String name() {
            return "read";
        }

        @Override
        public int run(List<String> arguments, CommandIo io, ClusterSession session) {
            try {
                io.out().print("read " + io.standardInput().length);
            } catch (IOException e) {
                io.out().print(e.getMessage());
            }
            return 0;
        }
    }

    @BeforeEach
    void open() throws IOException {
        log.start();
        logger().addAppender(log);
        TreeMap<String, Command> commands = new TreeMap<>();
        commands.put("echo", new Echo());
        commands.put("read", new Read());
        socket = LocalSocket.open(folder.resolve("socket"), commands, null);
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        socket.close();
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.systole.node.api");
    }

    private SocketChannel connect() throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(folder.resolve("socket")));
        clients.add(client);
        return client;
    }

    private static DataInputStream in(SocketChannel client) {
        return new DataInputStream(Channels.newInputStream(client));
    }

    private static DataOutputStream out(SocketChannel client) {
        return new DataOutputStream(Channels.newOutputStream(client));
    }

    /** A client that knows the protocol gets its answer, in time. */
    private void othersAreServed() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
            SocketChannel client = connect();
            Hello hello = new Hello(false, "/", List.of("echo", "well"), new TreeMap<>());
            Frame.write(out(client), Frame.Type.HELLO, hello.encode());
            DataInputStream in = in(client);
            assertThat(new String(Frame.read(in, 100).payload(), StandardCharsets.UTF_8))
                    .isEqualTo("well");
            assertThat(ByteBuffer.wrap(Frame.read(in, 100).payload()).getInt()).isEqualTo(7);
        });
    }

    /** Sends the bytes; returns when the daemon has closed its end. */
    private void sendAndSeeTheEnd(byte[] bytes) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(8), () -> {
            SocketChannel client = connect();
            try {
                out(client).write(bytes);
                client.shutdownOutput();
                in(client).readAllBytes();
            } catch (IOException e) {
                // Closed before it had heard all: an end as well.
                assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*");
            }
            client.close();
        });
    }

    private static byte[] frame(char type, int length, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) type)
                .putInt(length)
                .put(payload)
                .array();
    }

    private static byte[] hello(String... texts) {
        ByteBuffer payload = ByteBuffer.allocate(4_000);
        for (String text : texts) {
            payload.putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = new byte[payload.flip().limit()];
        payload.get(bytes);
        return frame('H', bytes.length, bytes);
    }

    private void nothingFailedInside() {
        assertThat(said)
                .filteredOn(event -> event.getMessage().contains("ended"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(said).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    /** One line with this word, which names this test's user. */
    private void toldOnce(String what) {
        assertThat(said)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains(what))
                .singleElement()
                .asString()
                .startsWith("A local connection of user " + System.getProperty("user.name") + " ");
    }

    @Test
    void garbageEndsTheConversationAndNothingElse() {
        Random random = new Random(6);
        for (int i = 0; i < 300; i++) {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            sendAndSeeTheEnd(garbage);
            sendAndSeeTheEnd(frame('H', garbage.length, garbage));
            sendAndSeeTheEnd(frame('A', garbage.length, garbage));
        }
        othersAreServed();
        nothingFailedInside();
        toldOnce(" ended: ");
    }

    @Test
    void aHelloWhoseNumbersLieIsNotUnderstood() {
        for (String count : List.of("-1", "0", "5", "2147483647", "-2147483648", "99999999999", "x", "")) {
            sendAndSeeTheEnd(hello("1", "0", "/", count, "echo"));
        }
        sendAndSeeTheEnd(hello("2"));
        sendAndSeeTheEnd(hello());
        othersAreServed();
        nothingFailedInside();
    }

    @Test
    void aFrameThatPromisesMoreThanItHoldsCostsNoMemory() {
        for (char type : new char[] {'H', 'A', 'D'}) {
            for (int length : new int[] {1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
                sendAndSeeTheEnd(frame(type, length, new byte[0]));
            }
        }
        othersAreServed();
        nothingFailedInside();
    }

    @Test
    void aFrameOverTheLimitIsReadToItsEndAndRefusedWithASentence() throws Exception {
        SocketChannel client = connect();
        int length = InputLimit.BYTES + 1;
        DataOutputStream out = out(client);
        out.write(frame('A', length, new byte[0]));
        byte[] piece = new byte[1 << 20];
        for (int left = length; left > 0; left -= piece.length) {
            out.write(piece, 0, Math.min(left, piece.length));
        }
        Frame answer = Frame.read(in(client), 10_000);
        assertThat(answer.type()).isEqualTo(Frame.Type.FAILED);
        assertThat(new String(answer.payload(), StandardCharsets.UTF_8)).contains("at most " + InputLimit.BYTES);
        othersAreServed();
        toldOnce("said too much: ");
    }

    /** Nearly all that one command may bring. */
    private final int most = (InputLimit.BYTES / FrameIo.PIECE_MAX - 1) * FrameIo.PIECE_MAX;

    /** Sends a command that reads its input, and all of the input but its end. */
    private SocketChannel bring(int bytes) throws IOException {
        SocketChannel client = connect();
        Hello hello = new Hello(false, "/", List.of("read"), new TreeMap<>());
        Frame.write(out(client), Frame.Type.HELLO, hello.encode());
        assertThat(Frame.read(in(client), 100).type()).isEqualTo(Frame.Type.READ_INPUT);
        byte[] piece = new byte[FrameIo.PIECE_MAX];
        for (int left = bytes; left > 0; left -= piece.length) {
            Frame.write(out(client), Frame.Type.DATA, piece);
        }
        return client;
    }

    /** What the command says once all its input is there. */
    private static String outcome(SocketChannel client) throws IOException {
        Frame.write(out(client), Frame.Type.END, new byte[0]);
        return new String(Frame.read(in(client), 10_000).payload(), StandardCharsets.UTF_8);
    }

    @Test
    void largeInputsTogetherTakeNoMoreThanOneMayAndTheirPlaceIsFreedWithThem() throws Exception {
        SocketChannel first = bring(most);
        SocketChannel second = bring(most);
        assertThat(outcome(second)).contains("other commands that run now have filled the place", "try again");
        othersAreServed();
        assertThat(outcome(first)).isEqualTo("read " + most);
        second.close();
        assertThat(outcome(bring(most))).isEqualTo("read " + most);
    }

    @Test
    void whoLeavesInTheMiddleOfALargeInputLeavesItsPlace() throws Exception {
        bring(most).close();
        String outcome = outcome(bring(most));
        // Until the daemon has noticed, the next one may be told to try again.
        for (int i = 0; i < 3 && outcome.contains("try again"); i++) {
            outcome = outcome(bring(most));
        }
        assertThat(outcome).isEqualTo("read " + most);
    }

    @Test
    void whoIsRefusedGivesItsPlaceToThoseWhoWaitForIt() throws Exception {
        InputLimit.Share most = new InputLimit.Share();
        InputLimit.Share rest = new InputLimit.Share();
        assertThat(most.take(InputLimit.BYTES - 100_000)).isTrue();
        assertThat(rest.take(80_000)).isTrue();
        CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(() -> rest.take(200_000));
        try {
            // What is left is had at once, beside the one that waits for more; what is not, when that one has given up.
            assertThat(most.take(10_000)).isTrue();
            assertThat(most.take(50_000)).isTrue();
            assertThat(refused.get(10, TimeUnit.SECONDS)).isFalse();
        } finally {
            most.free();
            rest.free();
        }
    }

    @Test
    void anXmlBombIsRefusedAndTheNextCallIsHeard() throws Exception {
        SocketChannel client = connect();
        DataInputStream in = in(client);
        StringBuilder bomb = new StringBuilder("<!DOCTYPE b [<!ENTITY a0 'boom'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>");
        }
        String file = "<!DOCTYPE b [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><cib x='1'>&f;</cib>";
        for (String xml : List.of(bomb + "]><cib>&a29;</cib>", file, "<a>".repeat(100_000))) {
            Frame.write(out(client), Frame.Type.CALL, xml.getBytes(StandardCharsets.UTF_8));
            Frame answer = Frame.read(in, 10_000);
            assertThat(answer.type()).isEqualTo(Frame.Type.FAILED);
            assertThat(new String(answer.payload(), StandardCharsets.UTF_8))
                    .containsAnyOf("document type declaration", "nested deeper than 256")
                    .doesNotContain("root:");
        }
        othersAreServed();
        toldOnce("made a call that failed: ");
    }

    @Test
    void clientsThatSayNothingKeepNobodyOutAndAreSentAway() throws Exception {
        List<SocketChannel> slow = new ArrayList<>();
        for (int i = 0; i < LocalSocket.CONVERSATIONS_MAX - 6; i++) {
            slow.add(connect());
        }
        othersAreServed();
        for (int i = 0; i < 100; i++) {
            slow.add(connect());
        }
        assertThat(threads()).isLessThanOrEqualTo(LocalSocket.CONVERSATIONS_MAX);
        // A byte now and then does not buy more time.
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        byte[] drop = frame('H', 1_000, new byte[0]);
        for (int sent = 0; !slow.isEmpty() && System.nanoTime() < end; sent++) {
            ByteBuffer one = ByteBuffer.wrap(drop, Math.min(sent, drop.length - 1), 1);
            slow.removeIf(client -> {
                try {
                    return client.write(one.duplicate()) < 0;
                } catch (IOException e) {
                    return true;
                }
            });
            Thread.sleep(200);
        }
        assertThat(slow).isEmpty();
        othersAreServed();
        assertThat(said)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("256 are served already"),
                        line -> assertThat(line).contains("it did not say what it wants within 5000 ms"));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("command"))
                .count();
    }
}
