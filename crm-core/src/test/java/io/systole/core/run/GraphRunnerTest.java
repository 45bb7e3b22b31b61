package io.systole.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.AgentId;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GraphRunnerTest {
    private final List<TransitionGraph.Synapse> synapses = new ArrayList<>();

    /** Adds an action and returns its id. */
    private int action(String key, String operation, String node, Integer... inputs) {
        boolean cluster = operation.equals("do_shutdown");
        return add(cluster ? GraphAction.Kind.CLUSTER : GraphAction.Kind.RESOURCE, key, operation, node, inputs);
    }

    private int pseudo(String key, Integer... inputs) {
        return add(GraphAction.Kind.PSEUDO, key, "promoted", null, inputs);
    }

    private int add(GraphAction.Kind kind, String key, String operation, String node, Integer... inputs) {
        int id = synapses.size();
        GraphAction action = new GraphAction(
                id,
                kind,
                operation,
                key,
                null,
                node,
                node,
                null,
                null,
                null,
                kind == GraphAction.Kind.CLUSTER
                        ? null
                        : new GraphAction.GraphResource(
                                key.substring(0, key.indexOf('_')), null, new AgentId("ocf", "pacemaker", "Stateful")),
                new TreeMap<>(),
                List.of(),
                List.of());
        synapses.add(new TransitionGraph.Synapse(id, 0, action, List.of(inputs)));
        return id;
    }

    private GraphRunner runner() {
        return new GraphRunner(new TransitionGraph(new TreeMap<>(), synapses));
    }

    private static List<String> keys(List<GraphAction> actions) {
        return actions.stream().map(GraphAction::operationKey).toList();
    }

    @Test
    void anActionWaitsForItsInputs() {
        int first = action("a_stop_0", "stop", "node1");
        action("a_start_0", "start", "node2", first);
        GraphRunner runner = runner();
        assertThat(keys(runner.fire(0))).containsExactly("a_stop_0");
        assertThat(runner.fire(0)).isEmpty();
        runner.confirm(first);
        assertThat(keys(runner.fire(0))).containsExactly("a_start_0");
    }

    @Test
    void nothingIsPromotedWhileItIsBeingLookedForElsewhere() {
        action("disk:1_promote_0", "promote", "node2");
        int probe = action("disk:0_monitor_0", "monitor", "node1");
        action("other_monitor_0", "monitor", "node1");
        GraphRunner runner = runner();
        assertThat(keys(runner.fire(0))).containsExactly("disk:0_monitor_0", "other_monitor_0");
        assertThat(runner.finished()).isFalse();
        runner.confirm(probe);
        assertThat(keys(runner.fire(0))).containsExactly("disk:1_promote_0");
    }

    @Test
    void nothingIsPromotedWhenTheProbeFindsSomething() {
        action("disk:1_promote_0", "promote", "node2");
        int probe = action("disk:0_monitor_0", "monitor", "node1");
        GraphRunner runner = runner();
        runner.fire(0);
        runner.fail(probe, "disk was found running on node1");
        assertThat(runner.fire(0)).isEmpty();
        assertThat(runner.finished()).isTrue();
    }

    @Test
    void recurringMonitorsHoldNothingUp() {
        action("disk:1_promote_0", "promote", "node2");
        action("disk:0_monitor_10000", "monitor", "node1");
        assertThat(runner().fire(0)).hasSize(2);
    }

    @Test
    void aNodeIsNotLetGoBeforeItIsKnownWhatRunsThere() {
        action("do_shutdown-node1", "do_shutdown", "node1");
        action("do_shutdown-node2", "do_shutdown", "node2");
        int probe = action("a_monitor_0", "monitor", "node1");
        GraphRunner runner = runner();
        assertThat(keys(runner.fire(0))).containsExactly("do_shutdown-node2", "a_monitor_0");
        runner.confirm(probe);
        assertThat(keys(runner.fire(0))).containsExactly("do_shutdown-node1");
    }

    @Test
    void theFirstRunOfAMonitorGivesWayToWhatStartsOnItsNode() {
        int server = action("server_start_0", "start", "node1");
        action("server_monitor_30000", "monitor", "node1", server);
        int address = action("address_start_0", "start", "node1", server);
        GraphRunner runner = runner();
        runner.fire(0);
        runner.confirm(server);
        assertThat(keys(runner.fire(0))).containsExactly("address_start_0");
        runner.confirm(address);
        assertThat(keys(runner.fire(0))).containsExactly("server_monitor_30000");
    }

    @Test
    void itGivesWayToWhatFollowsAPseudoActionToo() {
        int promoted = action("disk_promote_0", "promote", "node1");
        action("disk_monitor_9000", "monitor", "node1", promoted);
        int told = pseudo("disk_promoted_0", promoted);
        action("disk_notify_0", "notify", "node1", told);
        GraphRunner runner = runner();
        runner.fire(0);
        runner.confirm(promoted);
        assertThat(keys(runner.fire(0))).containsExactly("disk_notify_0");
    }

    @Test
    void itGivesWayForItsIntervalAndTenSecondsAtMost() {
        action("slow_start_0", "start", "node1");
        int often = action("often_monitor_5000", "monitor", "node1");
        action("seldom_monitor_30000", "monitor", "node1");
        GraphRunner runner = runner();
        assertThat(keys(runner.fire(100))).containsExactly("slow_start_0");
        assertThat(runner.finished()).isFalse();
        assertThat(runner.nextAtMs()).isEqualTo(5_100);
        assertThat(runner.fire(5_099)).isEmpty();
        assertThat(keys(runner.fire(5_100))).containsExactly("often_monitor_5000");
        runner.confirm(often);
        assertThat(runner.fire(10_099)).isEmpty();
        assertThat(keys(runner.fire(10_100))).containsExactly("seldom_monitor_30000");
    }

    @Test
    void whatStartsOnAnotherNodeIsNoReasonToWait() {
        action("a_start_0", "start", "node1");
        action("b_monitor_10000", "monitor", "node2");
        assertThat(keys(runner().fire(0))).containsExactly("a_start_0", "b_monitor_10000");
    }

    @Test
    void aMonitorThatWaitsDoesNotKeepAStoppedTransition() {
        int start = action("a_start_0", "start", "node1");
        action("b_monitor_10000", "monitor", "node1");
        GraphRunner runner = runner();
        runner.fire(0);
        runner.fail(start, "it failed");
        assertThat(runner.fire(20_000)).isEmpty();
        assertThat(runner.finished()).isTrue();
    }

    @Test
    void theBatchLimitHoldsForMonitorsToo() {
        action("a_monitor_10000", "monitor", "node1");
        action("b_monitor_10000", "monitor", "node1");
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put("batch-limit", "1");
        GraphRunner runner = new GraphRunner(new TransitionGraph(attributes, synapses));
        assertThat(keys(runner.fire(0))).containsExactly("a_monitor_10000");
        runner.confirm(0);
        assertThat(keys(runner.fire(0))).containsExactly("b_monitor_10000");
    }
}
