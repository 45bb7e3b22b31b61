package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.membership.ClusterView;
import io.systole.core.port.ClusterChannel;
import io.systole.core.value.NodeName;
import io.systole.corosync.config.ConfReader;
import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two members on the loopback network, and somebody at the address of the third who does not have their key. */
class IntrudersTest {
    private static final int PORT = 15409;
    private static final InetSocketAddress ALPHA = new InetSocketAddress("127.0.0.1", PORT);
    private static final InetSocketAddress THIRD = new InetSocketAddress("127.0.0.3", PORT);
    /** The largest payload that IPv4 carries. */
    private static final int DATAGRAM_MAX = 65_507;

    @TempDir
    Path folder;

    private final List<ClusterChannel> open = new ArrayList<>();
    private final Warnings said = new Warnings();
    private Seen alpha;
    private Seen beta;

    @BeforeEach
    void twoMembers() throws Exception {
        alpha = join(config("secret", "aes256"), 1);
        alpha.awaitView("alpha");
        beta = join(config("secret", "aes256"), 2);
        alpha.awaitView("alpha", "beta");
        beta.awaitView("alpha", "beta");
    }

    @AfterEach
    void closeAll() {
        open.forEach(ClusterChannel::close);
        said.close();
    }

    private CorosyncConfig config(String key, String cipher) throws Exception {
        Path file = folder.resolve("authkey-" + key);
        if (!Files.exists(file)) {
            Files.writeString(file, key.repeat(8));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        StringBuilder text = new StringBuilder("""
                totem {
                    version: 2
                    cluster_name: intruders
                    token: 2000
                    crypto_cipher: %s
                    keyfile: %s
                    interface {
                        mcastport: %d
                    }
                }
                nodelist {
                """.formatted(cipher, file, PORT));
        for (String[] node : new String[][] {{"alpha", "1"}, {"beta", "2"}, {"gamma", "3"}}) {
            text.append("node {\nname: %1$s\nnodeid: %2$s\nring0_addr: 127.0.0.%2$s\n}\n".formatted((Object[]) node));
        }
        return ConfReader.read("corosync.conf", text.append("}\n").toString());
    }

    private Seen join(CorosyncConfig config, int node) throws Exception {
        CorosyncConfig.Node self = config.nodes().get(node - 1);
        Seen seen = new Seen();
        ClusterChannel channel = JGroupsChannel.create(config, new LocalNode(node, self.name(), self.address()));
        open.add(channel);
        channel.connect(seen);
        return seen;
    }

    /** The members have seen no other view, and hear each other, once each. */
    private void membersAreUnaffected() throws Exception {
        open.get(0).broadcast("from alpha".getBytes(StandardCharsets.UTF_8));
        open.get(1).broadcast("from beta".getBytes(StandardCharsets.UTF_8));
        List<Object> heard = new ArrayList<>();
        beta.await(event -> heard.add(event) && event.toString().endsWith(":from alpha"));
        alpha.await(event -> heard.add(event) && event.toString().endsWith(":from beta"));
        assertThat(heard).hasSize(2).noneMatch(event -> event instanceof ClusterView);
    }

    /** Each member tells of the third address once, however much came from there. */
    private void toldOnceByEach(int members) {
        assertThat(said.lines()).hasSize(members).allMatch(line -> line.contains(" bytes from 127.0.0.3:"));
    }

    private void staysOutside(String key, String cipher) throws Exception {
        Seen stranger = join(config(key, cipher), 3);
        stranger.awaitView("gamma");
        // Discovery, heartbeats and merge requests in the meantime.
        Thread.sleep(2_000);
        assertThat(stranger.events).noneMatch(event -> event instanceof ClusterView);
        open.get(2).broadcast("from the stranger".getBytes(StandardCharsets.UTF_8));
        open.get(2).send(NodeName.of("alpha"), "from the stranger".getBytes(StandardCharsets.UTF_8));
        membersAreUnaffected();
    }

    @Test
    void aNodeWithAnotherKeyDoesNotGetIn() throws Exception {
        staysOutside("guessed", "aes256");
        // The stranger hears the members and cannot open what they say: it tells of them, too.
        assertThat(said.lines()).filteredOn(line -> line.contains("127.0.0.3:")).hasSize(2);
        assertThat(said.lines()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void aNodeWithoutAKeyDoesNotGetIn() throws Exception {
        staysOutside("secret", "none");
        toldOnceByEach(2);
    }

    @Test
    void datagramsThatAreSentAgainHaveNoEffect() throws Exception {
        try (DatagramSocket ear = new DatagramSocket(THIRD)) {
            ear.setSoTimeout(10_000);
            List<byte[]> captured = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
                ear.receive(packet);
                captured.add(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
            }
            // The first pass goes to a member that may not have had them; from then on they are repetitions.
            for (int pass = 0; pass < 200; pass++) {
                for (byte[] datagram : captured) {
                    ear.send(new DatagramPacket(datagram, datagram.length, ALPHA));
                }
            }
        }
        membersAreUnaffected();
        toldOnceByEach(1);
    }

    @Test
    void whatALifeSaidThatIsOverHasNoEffectAndIsToldOnce() throws Exception {
        Seal over = new Seal(AuthKey.read(folder.resolve("authkey-secret")), new SecureRandom());
        byte[] words = "recorded".getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket mouth = new DatagramSocket(THIRD)) {
            byte[] recorded = over.seal(words, 0, words.length);
            for (int i = 0; i < 200; i++) {
                mouth.send(new DatagramPacket(recorded, recorded.length, ALPHA));
            }
        }
        membersAreUnaffected();
        for (int i = 0; i < 100 && said.lines().isEmpty(); i++) {
            Thread.sleep(100);
        }
        toldOnceByEach(1);
        assertThat(said.lines()).singleElement().asString().contains("its sender did not answer");
    }

    @Test
    void whatComesLateFromANodeThatJoinsIsNotToldOfAndWhatIsRepeatedIs() throws Exception {
        Seal joiner = new Seal(AuthKey.read(folder.resolve("authkey-secret")), new SecureRandom());
        byte[] overtaken = joiner.seal(new byte[] {1}, 0, 1);
        byte[] first = joiner.seal(new byte[] {2}, 0, 1);
        try (DatagramSocket mouth = new DatagramSocket(THIRD)) {
            mouth.setSoTimeout(10_000);
            mouth.send(new DatagramPacket(first, first.length, ALPHA));
            boolean answered = false;
            while (!answered) {
                DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
                mouth.receive(packet);
                // The members look for the third node meanwhile.
                byte[] answer = joiner.open("alpha", packet.getData(), 0, packet.getLength())
                        .map(Seal.Opened::reply)
                        .filter(reply -> packet.getSocketAddress().equals(ALPHA))
                        .orElse(null);
                if (answer != null) {
                    mouth.send(new DatagramPacket(answer, answer.length, ALPHA));
                    answered = answer[0] == 3;
                }
            }
            mouth.send(new DatagramPacket(overtaken, overtaken.length, ALPHA));
            membersAreUnaffected();
            assertThat(said.lines()).isEmpty();
            mouth.send(new DatagramPacket(overtaken, overtaken.length, ALPHA));
            for (int i = 0; i < 100 && said.lines().isEmpty(); i++) {
                Thread.sleep(100);
            }
        }
        toldOnceByEach(1);
        assertThat(said.lines()).singleElement().asString().contains("a repeated one");
    }

    @Test
    void garbageOfEverySizeHasNoEffect() throws Exception {
        Random random = new Random(6);
        try (DatagramSocket mouth = new DatagramSocket(THIRD)) {
            for (int i = 0; i < 2_000; i++) {
                byte[] garbage = new byte[i % 50 == 0 ? DATAGRAM_MAX : i % 200];
                random.nextBytes(garbage);
                if (garbage.length > 0) {
                    garbage[0] = (byte) (i % 3);
                }
                mouth.send(new DatagramPacket(garbage, garbage.length, ALPHA));
            }
        }
        membersAreUnaffected();
        toldOnceByEach(1);
    }

    @Test
    void theDoorbellAnswersBesideVisitorsThatTalkMuchOrNothing() throws Exception {
        List<Socket> visitors = new ArrayList<>();
        int threads = Thread.activeCount();
        try {
            byte[] much = new byte[1 << 20];
            new Random(6).nextBytes(much);
            for (int i = 0; i < 100; i++) {
                Socket visitor = new Socket(InetAddress.getByName("127.0.0.1"), PORT);
                visitors.add(visitor);
                if (i % 4 == 0) {
                    try {
                        visitor.getOutputStream().write(much);
                    } catch (java.io.IOException e) {
                        // The other end did not listen to all that.
                        assertThat(e).isNotNull();
                    }
                }
            }
            assertThat(Doorbell.answers(ALPHA, 1_000)).isTrue();
            assertThat(Thread.activeCount()).isLessThan(threads + 20);
        } finally {
            for (Socket visitor : visitors) {
                visitor.close();
            }
        }
        membersAreUnaffected();
    }
}
