package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two real nodes with a resource that must never run on both. */
class TwoNodesTest extends UnfencedPair {
    @BeforeAll
    static void create() throws Exception {
        lab.on(
                "node1",
                "cibadmin",
                "--create",
                "--scope",
                "resources",
                "--xml-text",
                "<primitive id='d' class='ocf' provider='heartbeat' type='Dummy'/>");
        settled();
    }

    /** Waits until both nodes are online and the resource runs on exactly one. */
    private static String settled() throws Exception {
        lab.run(130, "wait", "2");
        long end = System.nanoTime() + 30_000_000_000L;
        while (lab.running("d").size() != 1 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        TreeSet<String> nodes = lab.running("d");
        assertThat(nodes).hasSize(1);
        return nodes.first();
    }

    private static String other(String node) {
        return node.equals("node1") ? "node2" : "node1";
    }

    /** Where the resource was seen within the time, every few milliseconds. */
    private static Set<TreeSet<String>> watch(long forMs) throws Exception {
        Set<TreeSet<String>> seen = new java.util.LinkedHashSet<>();
        long end = System.nanoTime() + forMs * 1_000_000;
        while (System.nanoTime() < end) {
            seen.add(lab.running("d"));
            Thread.sleep(5);
        }
        return seen;
    }

    @Test
    void aDaemonThatIsKilledComesBackAndItsResourceNeverStops() throws Exception {
        String node = settled();
        lab.on(node, "bash", "-c", "kill -9 $(cat /run/systoled.pid)");
        assertThat(watch(6_000)).containsExactly(new TreeSet<>(Set.of(node)));
        assertThat(settled()).isEqualTo(node);
    }

    @Test
    void aNodeThatLosesItsPowerIsReplacedAndComesBack() throws Exception {
        String node = settled();
        lab.run(20, "kill", node);
        Set<TreeSet<String>> seen = watch(10_000);
        assertThat(seen).contains(new TreeSet<>(Set.of(other(node))));
        assertThat(seen).noneMatch(nodes -> nodes.size() > 1);
        lab.run(20, "join", node);
        settled();
    }

    @Test
    void aDaemonThatIsToldToStopMovesItsResourceFirst() throws Exception {
        String node = settled();
        lab.on(node, "bash", "-c", "kill -TERM $(cat /run/systoled.pid)");
        Set<TreeSet<String>> seen = watch(6_000);
        assertThat(seen).contains(new TreeSet<>(Set.of(other(node))));
        assertThat(seen).noneMatch(nodes -> nodes.size() > 1);
        lab.on(node, "bash", "-c", "systoled >>/run/again 2>&1 </dev/null & echo $! >/run/systoled.pid");
        settled();
    }
}
