package io.systole.corosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.systole.core.conf.ConfFinding;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConfReaderTest {
    private static final String TWO_NODES = """
            # a comment
            totem {
                version: 2
                cluster_name: pg
                token: 1000
            }
            quorum {
                provider: corosync_votequorum
                two_node: 1
            }
            nodelist {
                node {
                    name: HA-node1
                    nodeid: 1
                    ring0_addr: 10.77.0.1
                }
                node {
                    name: HA-node2
                    nodeid: 2
                    ring0_addr: 10.77.0.2
                }
            }
            logging {
                to_syslog: yes
            }
            """;

    private static final List<LocalNode.LocalAddress> ETH1 =
            List.of(new LocalNode.LocalAddress("eth1", "192.168.56.10", 24));

    private static CorosyncConfig read(String text) throws ConfException {
        return ConfReader.read("corosync.conf", text);
    }

    private static List<String> errors(String text) {
        return catchThrowableOfType(ConfException.class, () -> read(text)).findings().stream()
                .filter(ConfFinding::error)
                .map(ConfFinding::toString)
                .toList();
    }

    @Test
    void aNodelistGivesNodesQuorumAndTiming() throws ConfException {
        CorosyncConfig config = read(TWO_NODES);
        assertThat(config.clusterName()).isEqualTo("pg");
        assertThat(config.nodes()).extracting(CorosyncConfig.Node::name).containsExactly("HA-node1", "HA-node2");
        assertThat(config.quorum().expectedVotes()).isEqualTo(2);
        assertThat(config.quorum().waitForAll())
                .as("two_node implies wait_for_all")
                .isTrue();
        assertThat(config.timing().worstCaseDetectionMs()).isEqualTo(750);
        assertThat(config.crypto()).isTrue();
        assertThat(config.warnings()).isEmpty();
        assertThat(config.entries()).containsEntry("nodelist.node.1.name", "HA-node2");
    }

    @Test
    void theDefaultTokenGrowsWithTheThirdNode() throws ConfException {
        String third = TWO_NODES
                .replace("two_node: 1", "")
                .replace("token: 1000", "")
                .replace("logging {", "nodelist {\nnode {\nname: c\nnodeid: 3\nring0_addr: 10.77.0.3\n}\n}\nlogging {");
        assertThat(read(third).timing().tokenMs()).isEqualTo(3_650);
    }

    @Test
    void unknownKeysAreWarnedOfWithFileLineAndTheNearestKnownOne() throws ConfException {
        List<ConfFinding> warnings =
                read(TWO_NODES.replace("token: 1000", "tokn: 1000")).warnings();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).toString())
                .isEqualTo("corosync.conf:5: unknown key \"tokn\" in section \"totem\" is ignored; did you mean"
                        + " \"token\"?");
    }

    @Test
    void wrongValuesAreRefusedAllAtOnceWithWhatWouldBeRight() {
        assertThat(errors(TWO_NODES.replace("token: 1000", "token: fast").replace("two_node: 1", "two_node: maybe")))
                .containsExactlyInAnyOrder(
                        "corosync.conf:5: token takes a whole number from 300 to 3600000, not \"fast\"",
                        "corosync.conf:9: two_node takes 1 or 0, not \"maybe\"");
        assertThat(errors(TWO_NODES.replace("token: 1000", "crypto_cipher: aes265")))
                .containsExactly("corosync.conf:5: crypto_cipher takes aes256, aes192, aes128, none, not \"aes265\";"
                        + " did you mean \"aes256\"?");
        assertThat(errors(TWO_NODES.replace("nodeid: 2", "nodeid: 1")))
                .containsExactly("corosync.conf:17: nodeid 1 is already that of the node in line 12");
        assertThat(errors(TWO_NODES.replace("version: 2", "version: 3")))
                .containsExactly("corosync.conf:3: version 3 is out of range; it takes 2 to 2, the nearest is 2");
    }

    @Test
    void namesThatLeadElsewhereAreNoNodes() throws ConfException {
        for (String name : List.of("../../etc/passwd", "a/b", "-rf", "..", "two words")) {
            String text = "nodelist {\nnode {\nname: " + name + "\nnodeid: 1\nring0_addr: 10.0.0.1\n}\n}\n";
            assertThat(catchThrowableOfType(ConfException.class, () -> read(text)))
                    .as(name)
                    .hasMessageContaining("\"" + name + "\" cannot be a node's name");
        }
        read("nodelist {\nnode {\nname: HA-node_1.example.org\nnodeid: 1\nring0_addr: 10.0.0.1\n}\n}\n");
    }

    @Test
    void unbalancedBracesNameTheirLine() {
        assertThat(errors("totem {\nversion: 2\n"))
                .contains("corosync.conf:1: section \"totem\" is not closed; add a line with }");
        assertThat(errors(TWO_NODES + "}\n"))
                .containsExactly(
                        "corosync.conf:26: this } closes no section; remove it or add the line that opens the section");
    }

    @Test
    void theTalksMistypedBindnetaddrIsExplained() throws ConfException {
        CorosyncConfig config = read(
                "totem {\nversion: 2\ninterface {\nringnumber: 0\nbindnetaddr: 192.68.56.0\nmcastaddr: 226.94.1.1\n}\n}\n");
        assertThatThrownBy(() -> LocalNode.find(config, "HA-node1", ETH1))
                .hasMessage("corosync.conf: bindnetaddr 192.68.56.0 is no network of this machine; it takes the"
                        + " network's address (not the broadcast address) or this machine's own. Did you mean"
                        + " 192.168.56.0 (eth1 has 192.168.56.10/24)?");
    }

    @Test
    void bindnetaddrMayBeTheNetworkOrTheOwnAddress() throws ConfException {
        for (String address : List.of("192.168.56.0", "192.168.56.10")) {
            CorosyncConfig config = read(
                    "totem {\nversion: 2\ninterface {\nbindnetaddr: " + address + "\nmcastaddr: 226.94.1.1\n}\n}\n");
            assertThat(LocalNode.find(config, "HA-node1", ETH1).address()).isEqualTo("192.168.56.10");
        }
    }

    @Test
    void thisNodeIsFoundByAddressThenByNameIgnoringCase() throws ConfException {
        CorosyncConfig config = read(TWO_NODES);
        assertThat(LocalNode.find(config, "whatever", List.of(new LocalNode.LocalAddress("eth0", "10.77.0.2", 24))))
                .isEqualTo(new LocalNode(2, "HA-node2", "10.77.0.2"));
        CorosyncConfig byName = read(TWO_NODES.replace("10.77.0.1", "ha-node1").replace("10.77.0.2", "ha-node2"));
        assertThat(LocalNode.find(byName, "ha-NODE1", ETH1)).isEqualTo(new LocalNode(1, "HA-node1", "192.168.56.10"));
        assertThatThrownBy(() -> LocalNode.find(config, "other", ETH1))
                .hasMessageContaining("this machine (other, 192.168.56.10 on eth1) is not in the nodelist; nodes are"
                        + " HA-node1 (10.77.0.1), HA-node2 (10.77.0.2)");
    }

    @Test
    void encryptionIsTurnedOffByCryptoCipherNoneOnly() throws ConfException {
        assertThat(read(TWO_NODES.replace("token: 1000", "crypto_cipher: none")).crypto())
                .isFalse();
        CorosyncConfig secauth = read(TWO_NODES.replace("token: 1000", "secauth: off"));
        assertThat(secauth.crypto()).isTrue();
        assertThat(secauth.warnings()).hasSize(1);
    }

    @Test
    void aFileThatIsTooLongOrNestedTooDeepIsRefusedWithItsLine() throws ConfException {
        assertThat(read(TWO_NODES + "\n".repeat(19_900)).clusterName()).isEqualTo("pg");
        assertThat(errors(TWO_NODES + "\n".repeat(20_000)))
                .contains("corosync.conf:20000: the file has more than 20000 lines; it is not a corosync.conf");
        assertThat(read(TWO_NODES + "a {\n".repeat(8) + "}\n".repeat(8)).clusterName())
                .isEqualTo("pg");
        assertThat(errors(TWO_NODES + "a {\n".repeat(9) + "}\n".repeat(9)))
                .anyMatch(e -> e.contains("sections are nested deeper than 8"));
    }

    @Property(tries = 300)
    void anyTextEndsInAConfigurationOrInSentences(@ForAll String text) {
        try {
            read(text);
        } catch (ConfException e) {
            assertThat(e.getMessage()).contains("corosync.conf");
        }
    }
}
