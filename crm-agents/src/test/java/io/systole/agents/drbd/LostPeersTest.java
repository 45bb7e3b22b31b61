package io.systole.agents.drbd;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.AgentId;
import io.systole.core.run.ActiveResource;
import io.systole.core.value.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of DRBD are scripts that write down how they are called. */
class LostPeersTest {
    private static final String CONNECTED = """
            version: 8.4.11 (api:1/proto:86-101)
             0: cs:Connected ro:Primary/Secondary ds:UpToDate/UpToDate C r-----
            """;

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean answers;
    private String conf = """
            resource pg {
              device /dev/drbd0; disk /dev/sdb; meta-disk internal;
              on HA-node1 { address 192.168.56.10:7788; }
              on HA-node2 { address 192.168.56.20:7788; }
            }
            """;

    @BeforeEach
    void programs() throws IOException {
        program("drbdadm", "");
        program("drbdsetup", "");
        proc(CONNECTED);
        Files.writeString(folder.resolve("host"), "HA-node1\n");
    }

    private void program(String name, String does) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(
                file, "#!/bin/sh\necho \"" + name + " $*\" >>" + folder.resolve("calls") + "\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void proc(String text) throws IOException {
        Files.writeString(folder.resolve("proc"), text);
    }

    private List<String> calls() throws IOException {
        Path file = folder.resolve("calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private PeerConnection.Machine machine() {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", folder + ":/usr/bin:/bin");
        return new PeerConnection.Machine(
                environment,
                new DrbdConfTest.Files("/etc/drbd.conf", conf),
                folder.resolve("proc"),
                folder.resolve("host"),
                address -> {
                    asked.add(address);
                    return answers;
                },
                () -> looks.getAndDecrement() > 0);
    }

    private List<String> lost(String node) throws Exception {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("drbd_resource", "pg");
        new LostPeers(machine())
                .lost(
                        NodeName.of(node),
                        List.of(
                                new ActiveResource("drbd_pg:0", new AgentId("ocf", "linbit", "drbd"), parameters),
                                new ActiveResource("ip", new AgentId("ocf", "heartbeat", "IPaddr2"), parameters)));
        List<Thread> threads = new ArrayList<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("drbd-peer-pg"))
                .forEach(threads::add);
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        return calls();
    }

    @Test
    void connectionToASilentPeerIsTakenDownAndMadeReadyAgain() throws Exception {
        assertThat(lost("ha-NODE2"))
                .containsExactly(
                        "drbdsetup disconnect ipv4:192.168.56.10:7788 ipv4:192.168.56.20:7788 --force",
                        "drbdadm connect pg");
        assertThat(asked).containsExactly("192.168.56.20");
    }

    @Test
    void theWayBackIsMadeWhenTheNodeHasNothingMoreUrgentToDo() throws Exception {
        looks.set(3);
        assertThat(lost("HA-node2")).endsWith("drbdadm connect pg");
        // Two quiet looks, one after the other, after the three.
        assertThat(looks.get()).isEqualTo(-2);
    }

    @Test
    void theWayBackIsMadeInTheEndWhateverTheNodeDoes() throws Exception {
        looks.set(1_000_000);
        assertThat(lost("HA-node2")).endsWith("drbdadm connect pg");
    }

    @Test
    void connectionToAPeerThatAnswersIsLeftAlone() throws Exception {
        answers = true;
        assertThat(lost("HA-node2")).isEmpty();
    }

    @Test
    void peerIsAskedWhereItsCopyIsReached() throws Exception {
        LostPeers peers = new LostPeers(machine());
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("drbd_resource", "pg");
        List<ActiveResource> here =
                List.of(new ActiveResource("drbd_pg", new AgentId("ocf", "linbit", "drbd"), parameters));
        for (boolean up : new boolean[] {true, false}) {
            answers = up;
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            peers.ask(NodeName.of("HA-node2"), here, answer::complete);
            assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(up);
        }
        CompletableFuture<Boolean> nothingHere = new CompletableFuture<>();
        answers = true;
        peers.ask(NodeName.of("HA-node2"), List.of(), nothingHere::complete);
        assertThat(nothingHere.get(5, TimeUnit.SECONDS)).isFalse();
        assertThat(asked).containsExactly("192.168.56.20", "192.168.56.20");
    }

    @Test
    void nodeThatIsNoHostOfTheResourceIsNoneOfItsPeers() throws Exception {
        assertThat(lost("HA-node3")).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void connectionThatWasGivenUpBeforeIsLeftToAPerson() throws Exception {
        proc(CONNECTED.replace("cs:Connected", "cs:StandAlone"));
        assertThat(lost("HA-node2")).isEmpty();
    }

    @Test
    void whatDrbdsetupCannotDoDrbdadmIsAskedFor() throws Exception {
        program("drbdsetup", "exit 1");
        assertThat(lost("HA-node2")).contains("drbdadm disconnect --force pg", "drbdadm connect pg");
    }

    @Test
    void programThatFailedAlthoughTheConnectionIsDownHasDoneItsWork() throws Exception {
        program("drbdsetup", "sed -i s/cs:Connected/cs:StandAlone/ " + folder.resolve("proc") + "; exit 10");
        assertThat(lost("HA-node2")).hasSize(2).endsWith("drbdadm connect pg");
    }

    @Test
    void connectIsTriedAgainWhereItFails() throws Exception {
        program(
                "drbdadm",
                "[ \"$1\" = connect ] || sed -i s/cs:Connected/cs:StandAlone/ " + folder.resolve("proc")
                        + "\n[ \"$1\" != connect ] || [ -e " + folder.resolve("once") + " ] || { touch "
                        + folder.resolve("once")
                        + "; exit 1; }");
        program("drbdsetup", "sed -i s/cs:Connected/cs:StandAlone/ " + folder.resolve("proc"));
        assertThat(lost("HA-node2")).hasSize(3).endsWith("drbdadm connect pg", "drbdadm connect pg");
    }

    @Test
    void olderReleasesWantTheirOptionInFront() throws Exception {
        proc(CONNECTED.replace("8.4.11", "8.3.13"));
        assertThat(lost("HA-node2")).containsExactly("drbdadm -- --force disconnect pg", "drbdadm connect pg");
    }

    @Test
    void ofSeveralPeersOnlyTheLostOneIsLetGo() throws Exception {
        proc("version: 9.2.5 (api:2/proto:86-122)\n");
        conf = """
                resource pg {
                  volume 0 { device minor 0; disk /dev/sdb; meta-disk internal; }
                  on HA-node1 { node-id 0; }
                  on HA-node2 { node-id 1; }
                  on HA-node3 { node-id 2; }
                  connection {
                    path { host HA-node1 address 10.0.0.1:7788; host HA-node2 address 10.0.0.2:7788; }
                    path { host HA-node1 address 10.1.0.1:7788; host HA-node2 address ipv4 10.1.0.2:7788; }
                  }
                  connection { host HA-node1 address 10.0.0.1:7789; host HA-node3 address ipv6 [fd00::3]:7789; }
                }
                """;
        program("drbdsetup", """
                echo "pg role:Primary
                  disk:UpToDate
                  HA-node2 role:Secondary
                    peer-disk:UpToDate
                  HA-node3 role:Secondary
                    peer-disk:UpToDate"
                """);
        assertThat(lost("HA-node3"))
                .startsWith(
                        "drbdsetup status pg", "drbdadm disconnect --force pg:HA-node3", "drbdadm connect pg:HA-node3");
        assertThat(asked).containsExactly("fd00::3");
        asked.clear();
        lost("HA-node2");
        assertThat(asked).containsExactly("10.0.0.2", "10.1.0.2");
    }
}
