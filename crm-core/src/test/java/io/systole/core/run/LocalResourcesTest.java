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
    /** The parameter that is configured now. */
    private String ip = "192.0.2.1";

    private final LocalResources local = new LocalResources("node1");

    private Doings begin(String operation, long intervalMs) {
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put("CRM_meta_interval", Long.toString(intervalMs));
        attributes.put("ip", ip);
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
        return local.execute(action, new TransitionKey(1, 1, 0, "dc"));
    }

    private Doings end(Doings begun, ExecutionStatus status) {
        return local.done(begun.calls().get(0).callId(), new AgentOutcome(0, status, "", "", 0, 0, 0), 0);
    }

    private Doings run(String operation, long intervalMs) {
        Doings doings = begin(operation, intervalMs);
        return doings.calls().isEmpty() ? doings : end(doings, ExecutionStatus.DONE);
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

    @Test
    void anActionIsReportedAlthoughItsResourceWasForgottenMeanwhile() {
        Doings start = begin("start", 0);
        local.forget("r1", null);
        local.forget(null, null);
        assertThat(end(start, ExecutionStatus.DONE).reports()).hasSize(1);
    }

    @Test
    void anActionIsReportedAlthoughItsResourceWasDeletedMeanwhile() {
        Doings start = begin("start", 0);
        run("delete", 0);
        assertThat(end(start, ExecutionStatus.DONE).reports()).hasSize(1);
    }

    @Test
    void aMonitorThatIsCutShortInItsFirstRunIsReported() {
        Doings monitor = begin("monitor", 10_000);
        assertThat(begin("stop", 0).cancels())
                .containsExactly(monitor.calls().get(0).callId());
        List<OperationReport> reports = end(monitor, ExecutionStatus.CANCELLED).reports();
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).failed()).isFalse();
        assertThat(reports.get(0).erased()).containsExactly("r1_monitor_10000");
    }

    @Test
    void aMonitorThatIsCutShortInALaterRunIsNot() {
        run("monitor", 10_000);
        Doings again = local.tick(10_000);
        begin("stop", 0);
        assertThat(end(again, ExecutionStatus.CANCELLED).reports()).isEmpty();
    }

    @Test
    void aMonitorThatIsStartedAnewWhileItRunsIsReportedForBoth() {
        Doings first = begin("monitor", 10_000);
        Doings second = begin("monitor", 10_000);
        assertThat(end(first, ExecutionStatus.DONE).reports()).hasSize(1);
        assertThat(end(second, ExecutionStatus.DONE).reports()).hasSize(1);
    }

    private String ipOf(Doings begun) {
        return begun.calls().get(0).attributes().get("ip");
    }

    @Test
    void aResourceIsStoppedWithTheParametersThatItWasStartedWith() {
        run("start", 0);
        ip = "192.0.2.2";
        Doings stop = begin("stop", 0);
        assertThat(ipOf(stop)).isEqualTo("192.0.2.1");
        assertThat(stop.calls().get(0).attributes()).containsEntry("CRM_meta_interval", "0");
    }

    @Test
    void aStartThatFailsIsCleanedUpWithItsOwnParameters() {
        run("monitor", 0);
        ip = "192.0.2.2";
        end(begin("start", 0), ExecutionStatus.TIMEOUT);
        ip = "192.0.2.3";
        assertThat(ipOf(begin("stop", 0))).isEqualTo("192.0.2.2");
    }

    @Test
    void aResourceThatWasReloadedIsStoppedWithItsNewParameters() {
        run("start", 0);
        ip = "192.0.2.2";
        run("reload-agent", 0);
        ip = "192.0.2.3";
        assertThat(ipOf(begin("stop", 0))).isEqualTo("192.0.2.2");
    }

    @Test
    void aResourceThatAProbeFoundIsStoppedWithTheParametersOfTheProbe() {
        run("monitor", 0);
        ip = "192.0.2.2";
        assertThat(ipOf(begin("stop", 0))).isEqualTo("192.0.2.1");
    }

    @Test
    void whatWasNeverStartedHereIsStoppedAsConfigured() {
        assertThat(ipOf(begin("stop", 0))).isEqualTo("192.0.2.1");
    }
}
