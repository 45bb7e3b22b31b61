package io.systole.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryEntryTest {
    private static List<Element> of(int rc, int targetRc) {
        return HistoryEntry.of(
                new OperationKey("pg_lsb", "monitor", 5_000),
                new TransitionKey(1, 2, targetRc, "dc"),
                Map.of(),
                new AgentOutcome(rc, ExecutionStatus.DONE, "the reason", "", 0, 0, 0),
                7,
                "node1",
                0);
    }

    @Test
    void aReasonIsKeptForFailuresAndForWhatMightFailSoon() {
        assertThat(of(OcfExit.NOT_RUNNING, 0).get(0).attribute("exit-reason")).isEqualTo("the reason");
        assertThat(of(OcfExit.DEGRADED, 0).get(0).attribute("exit-reason")).isEqualTo("the reason");
        assertThat(of(OcfExit.OK, 0).get(0).attribute("exit-reason")).isEmpty();
    }

    @Test
    void degradedIsNoFailure() {
        assertThat(of(OcfExit.DEGRADED, 0).get(0).id()).isEqualTo("pg_lsb_monitor_5000");
        assertThat(of(OcfExit.DEGRADED_PROMOTED, 8).get(0).id()).isEqualTo("pg_lsb_monitor_5000");
        assertThat(of(OcfExit.DEGRADED, 8).get(0).id()).isEqualTo("pg_lsb_last_failure_0");
    }
}
