package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibOperation;
import io.systole.core.message.Request;
import io.systole.core.sim.VirtualCluster;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what runs on a node is told not to wait for a lost one. */
class BereavedTest {
    private VirtualCluster cluster;

    private void started(int nodes, String... options) {
        cluster = new VirtualCluster(nodes, 3);
        cluster.startAll();
        cluster.run(3_000);
        Element set = Element.of("cluster_property_set", "id", "opts");
        for (int i = 0; i < options.length; i += 2) {
            set = set.withChild(Element.of("nvpair", "id", "o" + i, "name", options[i], "value", options[i + 1]));
        }
        change(new CibOperation.Modify("crm_config", Element.of("crm_config").withChild(set), true));
        change(new CibOperation.Create(
                "resources", Element.of("primitive", "id", "a", "class", "ocf", "provider", "linbit", "type", "drbd")));
        cluster.run(2_000);
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
    }

    private void change(CibOperation operation) {
        cluster.ask(cluster.node(1), new Request.Change(List.of(operation), null, false, "test/root"));
        cluster.run(300);
    }

    @Test
    void survivorIsToldOnceAndAtTheMomentOfTheLoss() {
        started(2, "stonith-enabled", "false");
        cluster.world.kill(cluster.node(2));
        long killedMs = cluster.world.nowMs();
        while (cluster.letGo.isEmpty() && cluster.world.nowMs() < killedMs + 10_000) {
            cluster.run(1);
        }
        assertThat(cluster.node(1).view().members()).hasSize(1);
        // Before the partition has agreed on anything, and before the machine's silence is sure.
        assertThat(cluster.log).noneMatch(line -> line.contains("taken for dead"));
        cluster.run(60_000);
        assertThat(cluster.letGo).containsExactly("node1 node2 [a]");
    }

    @Test
    void nodeThatLeavesInGoodOrderIsNoLoss() {
        started(2, "stonith-enabled", "false");
        cluster.world.stop(cluster.node(2));
        cluster.run(30_000);
        assertThat(cluster.node(2).up()).isFalse();
        assertThat(cluster.letGo).isEmpty();
    }

    @Test
    void everyLossIsToldAnew() {
        started(2, "stonith-enabled", "false");
        for (int i = 0; i < 2; i++) {
            cluster.world.kill(cluster.node(2));
            cluster.run(10_000);
            cluster.world.start(cluster.node(2));
            cluster.run(10_000);
        }
        assertThat(cluster.letGo).containsExactly("node1 node2 [a]", "node1 node2 [a]");
    }

    @Test
    void whereNodesAreFencedNothingIsToldBeforeItIsConfirmed() {
        started(2);
        cluster.world.kill(cluster.node(2));
        cluster.run(30_000);
        assertThat(cluster.letGo).isEmpty();
        cluster.ask(cluster.node(1), new Request.ConfirmFenced(NodeName.of("node2")));
        cluster.run(1_000);
        assertThat(cluster.letGo).containsExactly("node1 node2 [a]");
    }

    @Test
    void confirmationReachesEverySurvivor() {
        started(3);
        cluster.world.kill(cluster.node(3));
        cluster.run(10_000);
        assertThat(cluster.letGo).isEmpty();
        cluster.ask(cluster.node(2), new Request.ConfirmFenced(NodeName.of("node3")));
        cluster.run(1_000);
        assertThat(cluster.letGo).containsExactlyInAnyOrder("node1 node3 [a]", "node2 node3 []");
    }

    @Test
    void partitionWithoutQuorumLetsNobodyGo() {
        started(3, "stonith-enabled", "false");
        cluster.split(1, 2, 2);
        cluster.run(30_000);
        assertThat(cluster.letGo).containsExactlyInAnyOrder("node2 node1 []", "node3 node1 []");
    }

    @Test
    void partitionThatMayActWithoutQuorumLetsGo() {
        started(3, "stonith-enabled", "false", "no-quorum-policy", "ignore");
        cluster.split(1, 2, 2);
        cluster.run(10_000);
        assertThat(cluster.letGo).contains("node1 node2 [a]", "node1 node3 [a]");
    }

    @Test
    void machineThatDiesAfterItsDaemonIsToldOfAgain() {
        started(2, "stonith-enabled", "false");
        cluster.world.killDaemon(cluster.node(2));
        cluster.run(10_000);
        // It is for the one who is told to see that the machine still answers.
        assertThat(cluster.letGo).hasSize(1);
        cluster.world.kill(cluster.node(2));
        cluster.run(5_000);
        assertThat(cluster.letGo).hasSize(2);
        cluster.run(30_000);
        assertThat(cluster.letGo).hasSize(2);
    }
}
