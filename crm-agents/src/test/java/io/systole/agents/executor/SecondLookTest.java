package io.systole.agents.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An agent that ends in time only from the second run on, or never. */
class SecondLookTest {
    private final List<Long> timeouts = new ArrayList<>();
    private ExecutionStatus later = ExecutionStatus.DONE;

    private AgentOutcome run(String operation, long intervalMs, long timeoutMs, ExecutionStatus first) {
        AgentRunner agent = (call, queuedMs, handle) -> {
            timeouts.add(call.timeoutMs());
            ExecutionStatus status = timeouts.size() == 1 ? first : later;
            return ProcessOutcome.of(OcfExit.NOT_RUNNING, status, "", queuedMs);
        };
        AgentCall call = new AgentCall(
                1,
                new OperationKey("db", operation, intervalMs),
                new AgentId("ocf", "heartbeat", "Dummy"),
                operation,
                new TreeMap<>(),
                timeoutMs);
        return new SecondLook(agent).run(call, 0, new AgentProcess.Handle());
    }

    @Test
    void a_probe_that_does_not_end_is_run_once_more_and_that_one_counts() {
        assertThat(run("monitor", 0, 20_000, ExecutionStatus.TIMEOUT).status()).isEqualTo(ExecutionStatus.DONE);
        assertThat(timeouts).containsExactly(20_000L, 20_000L);
    }

    @Test
    void one_that_never_ends_is_reported_as_such_within_the_time_that_the_dc_waits() {
        later = ExecutionStatus.TIMEOUT;
        assertThat(run("monitor", 0, 120_000, ExecutionStatus.TIMEOUT).status()).isEqualTo(ExecutionStatus.TIMEOUT);
        assertThat(timeouts).containsExactly(120_000L, SecondLook.LONGEST_MS);
    }

    @Test
    void what_ends_and_what_is_no_probe_runs_once() {
        run("monitor", 0, 20_000, ExecutionStatus.CANCELLED);
        assertThat(timeouts).hasSize(1);
        timeouts.clear();
        assertThat(run("monitor", 10_000, 20_000, ExecutionStatus.TIMEOUT).status())
                .isEqualTo(ExecutionStatus.TIMEOUT);
        assertThat(timeouts).hasSize(1);
        timeouts.clear();
        run("start", 0, 20_000, ExecutionStatus.TIMEOUT);
        assertThat(timeouts).hasSize(1);
    }
}
