package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.Member;
import io.systole.core.port.ClusterChannel;
import io.systole.core.value.NodeName;
import io.systole.corosync.config.ConfReader;
import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real channels on two addresses of the loopback network. */
class JGroupsChannelTest {
    @TempDir
    Path folder;

    private final List<ClusterChannel> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(ClusterChannel::close);
    }

    private CorosyncConfig config(String key) throws Exception {
        Path file = folder.resolve("authkey-" + key);
        Files.writeString(file, key.repeat(32));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return ConfReader.read("corosync.conf", """
                totem {
                    version: 2
                    cluster_name: channel-test
                    token: 1000
                    keyfile: %s
                    interface {
                        mcastport: 15405
                    }
                }
                nodelist {
                    node {
                        name: Alpha
                        nodeid: 1
                        ring0_addr: 127.0.0.1
                    }
                    node {
                        name: beta
                        nodeid: 2
                        ring0_addr: 127.0.0.2
                    }
                }
                """.formatted(file));
    }

    private Seen join(CorosyncConfig config, int node) throws Exception {
        CorosyncConfig.Node self = config.nodes().get(node - 1);
        return join(config, new LocalNode(node, self.name(), self.address()), JGroupsChannel.PROTOCOL);
    }

    private Seen join(CorosyncConfig config, LocalNode self, int protocol) throws Exception {
        Seen seen = new Seen();
        ClusterChannel channel = JGroupsChannel.create(config, self, protocol);
        open.add(channel);
        channel.connect(seen);
        return seen;
    }

    @Test
    void nodesMeetTalkAndNoticeALeave() throws Exception {
        CorosyncConfig config = config("k");
        Seen alpha = join(config, 1);
        alpha.awaitView("Alpha");
        Seen beta = join(config, 2);
        ClusterView view = beta.awaitView("Alpha", "beta");
        alpha.awaitView("Alpha", "beta");
        assertThat(view.members()).extracting(Member::nodeId).containsExactly(1, 2);
        assertThat(view.member(NodeName.of("BETA"))).isPresent();

        open.get(0).send(NodeName.of("beta"), "to beta".getBytes(StandardCharsets.UTF_8));
        open.get(1).broadcast("to all".getBytes(StandardCharsets.UTF_8));
        beta.await(("Alpha:" + view.id().sequence() + ":to beta")::equals);
        alpha.await(("beta:" + view.id().sequence() + ":to all")::equals);

        open.get(1).close();
        alpha.awaitView("Alpha");
    }

    @Test
    void messagesOfOneSenderKeepTheirOrderWhetherToOneOrToAll() throws Exception {
        CorosyncConfig config = config("k");
        join(config, 1).awaitView("Alpha");
        Seen beta = join(config, 2);
        beta.awaitView("Alpha", "beta");
        for (int i = 0; i < 400; i++) {
            byte[] payload = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            if (i % 2 == 0) {
                open.get(0).broadcast(payload);
            } else {
                open.get(0).send(NodeName.of("beta"), payload);
            }
        }
        for (int i = 0; i < 400; i++) {
            String next = (String) beta.events.poll(10, TimeUnit.SECONDS);
            assertThat(next).endsWith(":" + i);
        }
    }

    @Test
    void aDaemonOfAnotherProtocolIsNotLetIn() throws Exception {
        CorosyncConfig config = config("k");
        Seen alpha = join(config, 1);
        alpha.awaitView("Alpha");
        Seen newer = join(config, new LocalNode(2, "beta", "127.0.0.2"), JGroupsChannel.PROTOCOL + 1);
        newer.await(
                ("refused: the cluster speaks protocol 1 (node Alpha), this daemon speaks 2; install the same release"
                        + " on all nodes")::equals);
        alpha.awaitView("Alpha");
    }

    @Test
    void aNodeWithAnotherKeyStaysAlone() throws Exception {
        Seen alpha = join(config("k"), 1);
        alpha.awaitView("Alpha");
        Seen stranger = join(config("x"), 2);
        stranger.awaitView("beta");
        Thread.sleep(1_500);
        assertThat(alpha.events).noneMatch(e -> e instanceof ClusterView);
        assertThat(stranger.events).noneMatch(e -> e instanceof ClusterView);
    }
}
