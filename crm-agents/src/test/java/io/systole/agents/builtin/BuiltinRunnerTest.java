package io.systole.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.ocf.OcfRunner;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinRunnerTest {
    @TempDir
    Path root;

    private BuiltinRunner runner(NodeAttributes attributes) {
        AgentEnvironment environment = new AgentEnvironment(root.toString(), null, new TreeMap<>());
        OcfDirectory directory = new OcfDirectory(root);
        return new BuiltinRunner(
                directory,
                new OcfRunner(directory, environment),
                environment,
                new Surroundings(root.resolve("states"), root, null, attributes));
    }

    private static AgentCall call(String provider, String type, String action, long timeoutMs, String... parameters) {
        TreeMap<String, String> all = new TreeMap<>();
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            all.put(pair[0], pair[1]);
        }
        return new AgentCall(
                1, new OperationKey("d1", action, 0), new AgentId("ocf", provider, type), action, all, timeoutMs);
    }

    private AgentOutcome run(AgentCall call) {
        return runner((name, value, dampeningMs) -> {}).run(call, 0, new AgentProcess.Handle());
    }

    @Test
    void theDistributionsAgentComesFirstAndOursStandsIn() throws IOException {
        assertThat(run(call("heartbeat", "Dummy", "start", 5_000)).exitCode()).isZero();
        assertThat(root.resolve("states/Dummy-d1.state")).exists();
        assertThat(run(call("heartbeat", "dummy", "monitor", 5_000)).exitCode()).isZero();
        Path file = root.resolve("resource.d/heartbeat/Dummy");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\nexit 190\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(run(call("heartbeat", "Dummy", "monitor", 5_000)).exitCode()).isEqualTo(OcfExit.DEGRADED);
        assertThat(run(call("heartbeat", "Nothing", "monitor", 5_000)).exitReason())
                .startsWith("agent ocf:heartbeat:Nothing is not installed");
    }

    @Test
    void anAgentThatIsCancelledEndsAtOnce() throws Exception {
        AgentProcess.Handle handle = new AgentProcess.Handle();
        CompletableFuture<AgentOutcome> outcome =
                CompletableFuture.supplyAsync(() -> runner((name, value, dampeningMs) -> {})
                        .run(call("heartbeat", "Delay", "start", 60_000, "startdelay=50"), 0, handle));
        Thread.sleep(200);
        handle.cancel();
        assertThat(outcome.get(3, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void workThatHangsIsLeftBehindAtItsTimeout() {
        NodeAttributes dead = (name, value, dampeningMs) -> {
            while (true) {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    // As a system call on a dead disk, it does not listen.
                    continue;
                }
            }
        };
        AgentOutcome outcome = runner(dead)
                .run(
                        call("pacemaker", "Stateful", "start", 300, "state=" + root.resolve("s")),
                        0,
                        new AgentProcess.Handle());
        assertThat(outcome.status()).isEqualTo(ExecutionStatus.TIMEOUT);
        assertThat(outcome.exitReason()).isEqualTo("start did not end within 300 ms and was killed");
        assertThat(outcome.runMs()).isBetween(300L, 2_000L);
    }

    @Test
    void aFullOrUnwritablePlaceIsASentence() {
        AgentOutcome outcome = run(call("heartbeat", "Dummy", "start", 5_000, "state=/proc/nothing/here"));
        assertThat(outcome.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(outcome.exitReason()).isEqualTo("/proc/nothing/here: NoSuchFile");
    }
}
