package io.systole.core.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.AgentId;
import io.systole.core.operation.OperationKey;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GraphActionTest {
    private static GraphAction action(String operation, String key) {
        return new GraphAction(
                1,
                GraphAction.Kind.RESOURCE,
                operation,
                key,
                null,
                "node1",
                "1",
                null,
                null,
                null,
                new GraphAction.GraphResource("st", "st:0", new AgentId("ocf", "pacemaker", "Stateful")),
                new TreeMap<>(),
                List.of(),
                List.of());
    }

    @Test
    void aNotificationIsNoneOfTheOperationsItTellsOf() {
        assertThat(action("notify", "st_pre_notify_demote_0").historyKey())
                .isEqualTo(new OperationKey("st", "notify", 0));
        assertThat(action("notify", "st:0_post_notify_promote_0").historyKey())
                .isEqualTo(new OperationKey("st", "notify", 0));
    }

    @Test
    void anInstanceIsKnownByItsPrimitivesName() {
        assertThat(action("monitor", "st:0_monitor_10000").historyKey())
                .isEqualTo(new OperationKey("st", "monitor", 10_000));
        assertThat(action("cancel", "st:0_monitor_10000").historyKey())
                .isEqualTo(new OperationKey("st", "monitor", 10_000));
    }
}
