package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibOperation;
import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.VirtualCluster;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What happens where a client asks for more than a node keeps. */
class LimitsTest {
    private final VirtualCluster cluster = new VirtualCluster(1, 1);

    private int code(long token) {
        return cluster.replies.get(token).exitCode();
    }

    private long attribute(String name, String value) {
        return cluster.ask(
                cluster.node(1), new Request.Attribute(cluster.node(1).name(), name, value, true));
    }

    @Test
    void privateAttributesOverTheLimitAreRefusedAndThoseThatAreThereCanStillBeSet() {
        cluster.startAll();
        cluster.run(25_000);
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < NodeAttributes.PRIVATE_MAX; i++) {
            tokens.add(attribute("a" + i, "1"));
        }
        cluster.run(1_000);
        assertThat(tokens).allMatch(token -> code(token) == CrmExit.OK.code());
        long further = attribute("further", "1");
        long known = attribute("a7", "2");
        cluster.run(1_000);
        assertThat(code(further)).isEqualTo(CrmExit.CANTCREAT.code());
        assertThat(cluster.replies.get(further).sentences().get(0)).contains("10000 private attributes");
        assertThat(code(known)).isEqualTo(CrmExit.OK.code());
        attribute("a8", null);
        long place = attribute("further", "1");
        cluster.run(1_000);
        assertThat(code(place)).isEqualTo(CrmExit.OK.code());
    }

    private long status(String name, String value, long dampeningMs) {
        NodeName node = cluster.node(1).name();
        return cluster.ask(cluster.node(1), new Request.Attribute(node, name, value, false, dampeningMs));
    }

    @Test
    void attributesThatTogetherAreTooLongAreRefusedWhileTheyGrowAndMayShrink() {
        cluster.startAll();
        cluster.run(25_000);
        int most = (int) Simulation.CONFIGURATION_MAX;
        String half = "v".repeat(most / 2 - 10_000);
        long shown = status("shown", half, 0);
        // What waits to be written takes as much room as what is.
        long waits = status("waits", half, 60_000);
        cluster.run(1_000);
        long over = status("over", "v".repeat(30_000), 0);
        long hidden = attribute("hidden", "v".repeat(30_000));
        long longer = status("shown", half + "v".repeat(30_000), 0);
        cluster.run(1_000);
        assertThat(List.of(code(shown), code(waits))).containsOnly(CrmExit.OK.code());
        for (long token : List.of(over, hidden, longer)) {
            assertThat(code(token)).isEqualTo(CrmExit.CANTCREAT.code());
            assertThat(cluster.replies.get(token).sentences())
                    .containsExactly("nothing was changed: attributes of nodes would have more than " + most
                            + " characters, which is as many as daemons with this heap keep; delete some");
        }
        long small = status("small", "1", 0);
        long shorter = status("shown", "short", 0);
        long place = status("over", "v".repeat(30_000), 0);
        cluster.run(1_000);
        assertThat(List.of(code(small), code(shorter), code(place))).containsOnly(CrmExit.OK.code());
    }

    @Test
    void ofTooManyThatWaitForRestTheLongestWaitingIsToldSo() {
        cluster.startAll();
        cluster.run(25_000);
        Element primitive =
                Element.of("primitive", "id", "p", "class", "ocf", "provider", "heartbeat", "type", "Dummy");
        cluster.ask(
                cluster.node(1),
                new Request.Change(List.of(new CibOperation.Create("resources", primitive)), null, false, "test/root"));
        cluster.run(10);
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i <= DcDesk.AWAITING_MAX; i++) {
            tokens.add(cluster.ask(cluster.node(1), new Request.AwaitIdle()));
        }
        cluster.run(5_000);
        assertThat(code(tokens.get(0))).isEqualTo(CrmExit.TEMPFAIL.code());
        assertThat(tokens.subList(1, tokens.size())).allMatch(token -> code(token) == CrmExit.OK.code());
    }

    /** A change of this one property set, by its value's length. */
    private long properties(int length, boolean dryRun) {
        Element pair = Element.of("nvpair", "id", "p", "name", "p", "value", "v".repeat(length));
        Element set = Element.of("cluster_property_set", "id", "s").withChild(pair);
        CibOperation operation = new CibOperation.Modify("crm_config", set, true);
        return cluster.ask(cluster.node(1), new Request.Change(List.of(operation), null, dryRun, "test/root"));
    }

    @Test
    void aConfigurationOverTheLimitIsRefusedWhileItGrowsAndMayShrink() {
        cluster.startAll();
        cluster.run(25_000);
        int most = (int) Simulation.CONFIGURATION_MAX;
        long large = properties(most - 10_000, false);
        cluster.run(1_000);
        long trial = properties(most, true);
        long over = properties(most, false);
        cluster.run(1_000);
        assertThat(code(large)).isEqualTo(CrmExit.OK.code());
        for (long token : List.of(trial, over)) {
            assertThat(code(token)).isEqualTo(CrmExit.CANTCREAT.code());
            assertThat(cluster.replies.get(token).sentences().get(0))
                    .startsWith("nothing was changed: the configuration would have ")
                    .contains("keep at most " + most, "SYSTOLE_HEAP");
        }
        long smaller = properties(most - 20_000, false);
        cluster.run(1_000);
        assertThat(code(smaller)).isEqualTo(CrmExit.OK.code());
    }

    @Test
    void aNodeThatItsDcDoesNotLetGoLeavesAfterTheTimeOfAShutdown() {
        VirtualCluster three = new VirtualCluster(3, 1);
        three.startAll();
        three.run(25_000);
        Machine dc = three.world.machines().stream()
                .filter(Machine::leads)
                .findFirst()
                .orElseThrow();
        Machine leaver =
                three.world.machines().stream().filter(m -> m != dc).findFirst().orElseThrow();
        three.mute(dc, true);
        three.world.stop(leaver);
        three.run(Departure.ESCALATION_DEFAULT_MS - 2_000);
        assertThat(leaver.up()).isTrue();
        three.run(4_000);
        assertThat(leaver.up()).isFalse();
    }

    @Test
    void aRequestThatFindsNoDcIsAnsweredAfterItsTime() {
        Site site = new Site(new Settings(NodeName.of("node1"), 1, 1, new TreeMap<>(), "3.20.1", 600, 1_000));
        Requests requests = new Requests(site);
        site.begin(1_000, 1_000);
        requests.ask(7, new Request.AwaitIdle());
        site.begin(1_000 + Requests.NO_DC_LIMIT_MS - 1, 1_000);
        requests.tick();
        assertThat(site.drain()).noneMatch(Effect.Reply.class::isInstance);
        site.begin(1_000 + Requests.NO_DC_LIMIT_MS, 1_000);
        requests.tick();
        assertThat(site.drain())
                .filteredOn(Effect.Reply.class::isInstance)
                .singleElement()
                .satisfies(effect -> {
                    Effect.Reply reply = (Effect.Reply) effect;
                    assertThat(reply.token()).isEqualTo(7);
                    assertThat(reply.exitCode()).isEqualTo(CrmExit.TEMPFAIL.code());
                    assertThat(reply.sentences()).containsExactly("no DC was found; nothing was changed");
                });
    }
}
