package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibOperation;
import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.VirtualCluster;
import io.systole.core.xml.Element;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plan for a node that is taken for dead is made while it is still being asked whether its machine answers. */
class ForesightTest {
    private final VirtualCluster cluster = new VirtualCluster(2, 3);
    private Machine survivor;
    private int lines;

    @BeforeEach
    void nodeWithTheResourceLosesItsPower() {
        cluster.startAll();
        cluster.run(3_000);
        Element option = Element.of("nvpair", "id", "o", "name", "stonith-enabled", "value", "false");
        Element set = Element.of("cluster_property_set", "id", "opts").withChild(option);
        change(1, new CibOperation.Modify("crm_config", Element.of("crm_config").withChild(set), true));
        change(1, resource("a"));
        cluster.run(2_000);
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
        survivor = cluster.node(2);
        lines = cluster.log.size();
        cluster.world.kill(cluster.node(1));
        runUntil("a new plan is needed: a partition of 1 member(s) has formed");
        assertThat(said("is taken for dead")).isFalse();
    }

    private static CibOperation resource(String id) {
        return new CibOperation.Create(
                "resources", Element.of("primitive", "id", id, "class", "ocf", "provider", "p", "type", "t"));
    }

    private void change(int node, CibOperation operation) {
        cluster.ask(cluster.node(node), new Request.Change(List.of(operation), null, false, "test/root"));
        cluster.run(50);
    }

    private boolean said(String words) {
        return cluster.log.stream().skip(lines).anyMatch(line -> line.contains(words));
    }

    private void runUntil(String words) {
        for (int i = 0; i < 5_000 && !said(words); i++) {
            cluster.run(1);
        }
        assertThat(said(words)).as(words).isTrue();
    }

    @Test
    void itIsCarriedOutInTheMomentInWhichTheSilenceIsSure() {
        assertThat(said("transition")).isFalse();
        runUntil("is taken for dead");
        assertThat(said("transition")).isTrue();
        cluster.run(3_000);
        assertThat(survivor.active()).containsOnlyKeys("a");
    }

    @Test
    void itIsDroppedWhereTheConfigurationHasChangedMeanwhile() {
        change(2, resource("b"));
        runUntil("is taken for dead");
        assertThat(said("transition")).isFalse();
        cluster.run(3_000);
        assertThat(survivor.active()).containsOnlyKeys("a", "b");
    }
}
