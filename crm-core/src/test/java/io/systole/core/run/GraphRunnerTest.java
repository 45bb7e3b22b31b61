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
        int id = synapses.size();
        boolean cluster = operation.equals("do_shutdown");
        GraphAction action = new GraphAction(
                id,
                cluster ? GraphAction.Kind.CLUSTER : GraphAction.Kind.RESOURCE,
                operation,
                key,
                null,
                node,
                node,
                null,
                null,
                null,
                cluster
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
}
