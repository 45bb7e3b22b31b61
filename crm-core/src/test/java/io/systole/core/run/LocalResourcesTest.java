package io.systole.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.TransitionKey;
import io.systole.core.run.LocalResources.Doings;
import io.systole.core.transition.GraphAction;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LocalResourcesTest {
    private final LocalResources local = new LocalResources("node1");

    private Doings run(String operation, long intervalMs) {
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put("CRM_meta_interval", Long.toString(intervalMs));
        GraphAction action = new GraphAction(
                1,
                GraphAction.Kind.RESOURCE,
                operation,
                "r1_" + operation + "_" + intervalMs,
                null,
                "node1",
                "1",
                null,
                null,
                null,
                new GraphAction.GraphResource("r1", null, new AgentId("ocf", "heartbeat", "Dummy")),
                attributes,
                List.of(),
                List.of());
        Doings doings = local.execute(action, new TransitionKey(1, 1, 0, "dc"), 0);
        if (doings.calls().isEmpty()) {
            return doings;
        }
        return local.done(
                doings.calls().get(0).callId(), new AgentOutcome(0, ExecutionStatus.DONE, "", "", 0, 0, 0), 0);
    }

    @Test
    void theStopOfAResourceErasesItsMonitorsFromTheHistory() {
        run("start", 0);
        run("monitor", 10_000);
        assertThat(run("stop", 0).reports().get(0).erased()).containsExactly("r1_monitor_10000");
    }

    @Test
    void aDeletedResourceLeavesNoHistoryAtAll() {
        run("start", 0);
        run("monitor", 10_000);
        run("stop", 0);
        run("delete", 0);
        assertThat(local.lrm("1").child("lrm_resources").childCount()).isZero();
    }
}
