package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibOperation;
import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.VirtualCluster;
import io.systole.core.status.StatusSection;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VirtualClusterTest {
    private static Request.Change option(String name, String value) {
        Element set = Element.of("cluster_property_set", "id", "opts")
                .withChild(Element.of("nvpair", "id", "opts-" + name, "name", name, "value", value));
        return new Request.Change(
                List.of(new CibOperation.Modify(
                        "crm_config", Element.of("crm_config").withChild(set), true)),
                null,
                false,
                "test/root");
    }

    private static Request.Change primitive(String id) {
        Element primitive = Element.of("primitive", "id", id, "class", "ocf", "provider", "heartbeat", "type", "Dummy");
        return new Request.Change(List.of(new CibOperation.Create("resources", primitive)), null, false, "test/root");
    }

    private static VirtualCluster started(int size) {
        VirtualCluster cluster = new VirtualCluster(size, 1);
        cluster.startAll();
        cluster.run(2_000);
        return cluster;
    }

    private static Published seen(VirtualCluster cluster, int id) {
        return cluster.node(id).published();
    }

    private static int code(VirtualCluster cluster, long token) {
        assertThat(cluster.replies).as("replies; log %s", cluster.log).containsKey(token);
        return cluster.replies.get(token).exitCode();
    }

    private static boolean has(VirtualCluster cluster, int id, String name) {
        return seen(cluster, id).cib().configuration().find("opts-" + name) != null;
    }

    @Test
    void firstStartTakesLessThanTwoSecondsWhenAllConfiguredNodesAreThere() {
        VirtualCluster cluster = started(3);
        assertThat(seen(cluster, 1).state()).isEqualTo(ControllerState.S_IDLE);
        assertThat(seen(cluster, 2).state()).isEqualTo(ControllerState.S_NOT_DC);
        assertThat(seen(cluster, 3).dc()).contains(cluster.node(1).name());
        assertThat(seen(cluster, 2).cib()).isEqualTo(seen(cluster, 1).cib());
        assertThat(cluster.node(2).disk().section("nodes").childCount()).isEqualTo(3);
    }

    @Test
    void missingNodesAreWaitedForUntilDcDeadtime() {
        VirtualCluster cluster = new VirtualCluster(3, 1);
        cluster.world.start(cluster.node(1));
        cluster.world.start(cluster.node(2));
        cluster.run(10_000);
        assertThat(seen(cluster, 1).state()).isEqualTo(ControllerState.S_PENDING);
        cluster.run(15_000);
        assertThat(seen(cluster, 1).state()).isEqualTo(ControllerState.S_IDLE);
    }

    @Test
    void changeIsAnsweredWhenEveryMemberHasItOnDisk() {
        VirtualCluster cluster = started(3);
        cluster.world.disk(cluster.node(3), false, 500);
        long token = cluster.ask(cluster.node(2), option("batch-limit", "5"));
        cluster.run(300);
        assertThat(cluster.replies).doesNotContainKey(token);
        cluster.run(400);
        assertThat(code(cluster, token)).isZero();
        for (Machine node : cluster.world.machines()) {
            assertThat(node.disk().configuration().find("opts-batch-limit")).isNotNull();
        }
        assertThat(seen(cluster, 1).cib().root().attribute("update-origin")).isEqualTo("node2");
    }

    @Test
    void fullDiskIsSaidInTheAnswer() {
        VirtualCluster cluster = started(2);
        cluster.world.disk(cluster.node(2), true, 5);
        long token = cluster.ask(cluster.node(1), option("batch-limit", "5"));
        cluster.run(500);
        assertThat(code(cluster, token)).isEqualTo(74);
        assertThat(cluster.replies.get(token).sentences().get(0)).contains("node2", "no space left");
    }

    @Test
    void changeSurvivesTheDeathOfTheDcInTheMiddle() {
        for (int atMs = 0; atMs < 40; atMs++) {
            VirtualCluster cluster = new VirtualCluster(3, atMs);
            cluster.startAll();
            cluster.run(2_000);
            long token = cluster.ask(cluster.node(2), option("batch-limit", "5"));
            cluster.run(atMs);
            cluster.world.kill(cluster.node(1));
            cluster.run(30_000);
            assertThat(code(cluster, token)).isZero();
            assertThat(has(cluster, 2, "batch-limit")).isTrue();
            assertThat(has(cluster, 3, "batch-limit")).isTrue();
        }
    }

    @Test
    void changeThatIsRefusedNamesWhy() {
        VirtualCluster cluster = started(2);
        cluster.ask(cluster.node(2), primitive("a"));
        cluster.run(200);
        long token = cluster.ask(cluster.node(2), primitive("a"));
        cluster.run(200);
        assertThat(code(cluster, token)).isEqualTo(108);
        assertThat(cluster.replies.get(token).sentences().get(0)).contains("\"a\"");
    }

    @Test
    void twoHundredSequentialAttributesTakeTwoRoundTripsEach() {
        VirtualCluster cluster = started(3);
        long from = cluster.world.nowMs();
        for (int i = 0; i < 200; i++) {
            long token = cluster.ask(
                    cluster.node(3), new Request.Attribute(cluster.node(3).name(), "a", Integer.toString(i), false));
            while (!cluster.replies.containsKey(token)) {
                cluster.run(1);
            }
        }
        assertThat(cluster.world.nowMs() - from).isLessThan(200 * 12);
        cluster.run(100);
        assertThat(seen(cluster, 2).attributes().get(cluster.node(3).name())).containsEntry("a", "199");
    }

    @Test
    void losersConfigurationIsKeptAside() {
        VirtualCluster cluster = started(3);
        cluster.split(0, 0, 1);
        cluster.run(3_000);
        cluster.ask(cluster.node(3), option("minority", "1"));
        cluster.ask(cluster.node(1), option("majority", "1"));
        cluster.run(1_000);
        cluster.world.heal();
        cluster.run(3_000);
        assertThat(cluster.aside.get(cluster.node(3))).isEqualTo(1);
        assertThat(has(cluster, 3, "majority")).isTrue();
        assertThat(has(cluster, 3, "minority")).isFalse();
    }

    /** Each of two nodes alone has quorum. */
    @Test
    void aChangeMadeOnOneHalfIsKeptAsideAlsoAfterARestartAndAgainstALargerVersion() {
        VirtualCluster cluster = started(2);
        cluster.split(0, 1);
        cluster.run(3_000);
        cluster.ask(cluster.node(1), option("one", "1"));
        cluster.ask(cluster.node(2), option("other", "1"));
        cluster.run(1_000);
        cluster.world.kill(cluster.node(1));
        cluster.ask(cluster.node(2), option("later", "1"));
        cluster.run(1_000);
        cluster.world.heal();
        cluster.world.start(cluster.node(1));
        cluster.run(5_000);
        assertThat(has(cluster, 1, "later")).isTrue();
        assertThat(has(cluster, 1, "one")).isFalse();
        assertThat(cluster.aside.get(cluster.node(1))).isEqualTo(1);
    }

    @Test
    void aMemberThatTheDcHasNotHeardKeepsItsCibUntilItIsHeard() {
        VirtualCluster cluster = started(3);
        cluster.split(0, 0, 1);
        cluster.run(3_000);
        cluster.ask(cluster.node(3), option("minority", "1"));
        cluster.run(1_000);
        cluster.mute(cluster.node(3), true);
        cluster.world.heal();
        cluster.run(5_000);
        assertThat(seen(cluster, 1).state()).isEqualTo(ControllerState.S_IDLE);
        assertThat(has(cluster, 3, "minority")).isTrue();
        cluster.mute(cluster.node(3), false);
        cluster.run(30_000);
        assertThat(seen(cluster, 3).cib()).isEqualTo(seen(cluster, 1).cib());
        assertThat(cluster.aside.get(cluster.node(3))).isEqualTo(1);
    }

    @Test
    void aNodesAttributesOutliveAJoinThatIsCutOffAtAnyMoment() {
        for (int cutAfterMs = 0; cutAfterMs < 40; cutAfterMs++) {
            VirtualCluster cluster = started(3);
            cluster.split(0, 1, 0);
            cluster.run(3_000);
            Machine node = cluster.node(2);
            cluster.ask(node, new Request.Attribute(node.name(), "site", "a", false));
            cluster.run(500);
            cluster.world.heal();
            while (node.view().members().size() == 1) {
                cluster.run(1);
            }
            cluster.run(cutAfterMs);
            cluster.world.killDaemon(cluster.node(1));
            cluster.world.start(cluster.node(1));
            cluster.run(10_000);
            assertThat(seen(cluster, 3).attributes().get(node.name()))
                    .as("cut off after %d ms", cutAfterMs)
                    .containsEntry("site", "a");
        }
    }

    @Test
    void aNodeThatMissedChangesKeepsNothingAside() {
        VirtualCluster cluster = started(3);
        cluster.ask(cluster.node(1), option("before", "1"));
        cluster.run(1_000);
        cluster.world.kill(cluster.node(3));
        cluster.run(3_000);
        for (int i = 0; i < 20; i++) {
            cluster.ask(cluster.node(1), option("o" + i, "1"));
            cluster.run(100);
        }
        // Also the others have forgotten by then what happened before they were started.
        cluster.world.kill(cluster.node(1));
        cluster.world.kill(cluster.node(2));
        cluster.startAll();
        cluster.run(5_000);
        assertThat(has(cluster, 3, "o19")).isTrue();
        assertThat(cluster.aside).isEmpty();
    }

    @Test
    void aChangeThatDidNotReachTheDiskIsNotCalledMadeBecauseTheViewChanged() {
        VirtualCluster cluster = started(2);
        cluster.world.disk(cluster.node(1), true, 2_000);
        long token = cluster.ask(cluster.node(1), option("batch-limit", "5"));
        cluster.run(50);
        cluster.world.kill(cluster.node(2));
        cluster.run(6_000);
        assertThat(code(cluster, token)).isEqualTo(74);
        assertThat(cluster.replies.get(token).sentences().get(0))
                .contains("the change is in use, but node node1 could not write");
    }

    @Test
    void restartedDaemonFindsItsResourceRunningAndLeavesItAlone() {
        VirtualCluster cluster = started(2);
        cluster.ask(cluster.node(1), primitive("a"));
        cluster.run(1_000);
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
        cluster.world.killDaemon(cluster.node(1));
        cluster.agentRuns.clear();
        cluster.world.start(cluster.node(1));
        cluster.run(5_000);
        assertThat(cluster.agentRuns).doesNotContain("node1 a_start_0", "node1 a_stop_0", "node2 a_start_0");
        assertThat(cluster.agentRuns).contains("node1 a_monitor_0");
    }

    @Test
    void leavingNodeGivesItsResourcesAwayFirst() {
        VirtualCluster cluster = started(2);
        cluster.ask(cluster.node(1), primitive("a"));
        cluster.run(1_000);
        cluster.world.stop(cluster.node(1));
        cluster.run(3_000);
        assertThat(cluster.node(1).up()).isFalse();
        assertThat(cluster.node(1).active()).isEmpty();
        cluster.run(3_000);
        assertThat(cluster.node(2).active()).containsOnlyKeys("a");
        Element state =
                StatusSection.node(seen(cluster, 2).cib(), cluster.node(1).name());
        assertThat(state.attribute("expected")).isEqualTo("down");
        assertThat(state.attribute("crmd")).isEqualTo("offline");
    }

    @Test
    void aDcLeavesOnlyWhenEverybodyKnowsThatItsAbsenceIsNoFailure() {
        for (long seed = 0; seed < 20; seed++) {
            VirtualCluster cluster = new VirtualCluster(3, seed);
            cluster.startAll();
            cluster.run(2_000);
            cluster.loseLastWords(cluster.node(1));
            cluster.world.stop(cluster.node(1));
            while (cluster.node(1).up()) {
                cluster.run(1);
            }
            for (int id = 2; id <= 3; id++) {
                Element state = StatusSection.node(
                        seen(cluster, id).cib(), cluster.node(1).name());
                assertThat(state.attribute("expected")).isEqualTo("down");
            }
        }
    }

    @Test
    void stalledNodeDoesNotActOnItsOldView() {
        VirtualCluster cluster = started(2);
        cluster.world.pause(cluster.node(1));
        cluster.run(10_000);
        cluster.world.resume(cluster.node(1));
        assertThat(seen(cluster, 1).state()).isEqualTo(ControllerState.S_PENDING);
        assertThat(seen(cluster, 1).dc()).isEmpty();
        cluster.run(20_000);
        // The one that went on without it leads on; the old claim does not count.
        assertThat(seen(cluster, 1).state()).isEqualTo(ControllerState.S_NOT_DC);
        assertThat(seen(cluster, 1).dc()).contains(cluster.node(2).name());
    }

    @Test
    void acknowledgedChangesSurviveWhateverHappens() {
        for (long seed = 0; seed < 200; seed++) {
            try {
                storm(seed);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void storm(long seed) {
        Random chance = new Random(seed);
        int size = 3 + 2 * (int) (seed % 2);
        VirtualCluster cluster = new VirtualCluster(size, seed);
        cluster.startAll();
        cluster.run(2_000);
        cluster.ask(cluster.node(1), primitive("a"));
        TreeMap<Long, String> asked = new TreeMap<>();
        TreeMap<Long, Long> askedInLife = new TreeMap<>();
        TreeSet<Integer> down = new TreeSet<>();
        for (int act = 0; act < 25; act++) {
            Machine node = cluster.node(1 + chance.nextInt(size));
            switch (chance.nextInt(6)) {
                case 0 -> {
                    int[] sides = new int[size];
                    for (int i = 0; i < size; i++) {
                        sides[i] = chance.nextInt(2);
                    }
                    cluster.split(sides);
                }
                case 1 -> cluster.world.heal();
                case 2 -> {
                    if (node.up() && down.size() < size / 2) {
                        if (chance.nextBoolean()) {
                            cluster.world.kill(node);
                        } else {
                            cluster.world.killDaemon(node);
                        }
                        down.add(node.id());
                    }
                }
                case 3 ->
                    down.removeIf(id -> {
                        cluster.world.start(cluster.node(id));
                        return true;
                    });
                default -> {
                    if (node.up()
                            && node.published().quorum() != null
                            && node.published().quorum().quorate()) {
                        String name = "c" + act;
                        long token = cluster.ask(node, option(name, "1"));
                        asked.put(token, name);
                        askedInLife.put(token, node.life());
                    }
                }
            }
            cluster.run(chance.nextInt(2_500));
        }
        cluster.world.heal();
        down.forEach(id -> cluster.world.start(cluster.node(id)));
        cluster.run(60_000);
        for (Machine node : cluster.world.machines()) {
            assertThat(node.published().dc()).isPresent();
            assertThat(node.published().cib())
                    .isEqualTo(cluster.node(1).published().cib());
        }
        assertThat(cluster.world.machines().stream()
                        .filter(n -> n.active().containsKey("a"))
                        .count())
                .as("nodes that run a")
                .isLessThanOrEqualTo(1);
        TreeSet<Long> lives = new TreeSet<>();
        cluster.world.machines().forEach(node -> lives.add(node.life()));
        askedInLife.forEach((token, life) -> {
            if (lives.contains(life)) {
                assertThat(cluster.replies).as("every request is answered").containsKey(token);
            }
        });
        asked.forEach((token, name) -> {
            if (cluster.repliedWithQuorum.contains(token) && code(cluster, token) == 0) {
                assertThat(has(cluster, 1, name))
                        .as("%s; log %s", name, cluster.log)
                        .isTrue();
            }
        });
    }

    @Test
    void aChangeThatIsMadeAlreadyIsAnsweredOnceItIsOnEveryDisk() {
        VirtualCluster cluster = started(3);
        cluster.world.disk(cluster.node(3), false, 600);
        long first = cluster.ask(cluster.node(1), option("same", "1"));
        cluster.run(100);
        long second = cluster.ask(cluster.node(2), option("same", "1"));
        cluster.run(300);
        assertThat(cluster.replies).as("node 3 still writes").doesNotContainKeys(first, second);
        cluster.run(600);
        assertThat(cluster.replies).containsKeys(first, second);
    }
}
