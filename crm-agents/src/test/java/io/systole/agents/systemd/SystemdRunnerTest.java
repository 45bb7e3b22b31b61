package io.systole.agents.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.ocf.AgentEnvironment;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a systemctl that is a script with its units in files. */
class SystemdRunnerTest {
    @TempDir
    Path root;

    @BeforeEach
    void systemctl() throws IOException {
        Path file = root.resolve("systemctl");
        Files.writeString(file, """
                #!/bin/sh
                verb=$1; for unit; do :; done; state=%1$s/$unit
                case $verb in
                cat) [ -e $state ]; exit ;;
                show) [ -e $state ] || { echo LoadState=not-found; echo ActiveState=inactive; exit 0; }
                    echo LoadState=loaded; echo ActiveState=$(cat $state)
                    [ "$(cat $state)" != activating ] || echo active >$state ;;
                start) [ -e $state ] || { echo "Failed to start $unit: Unit $unit not found." >&2; exit 5; }
                    [ "$(cat $state)" != broken ] || { echo "Job for $unit failed." >&2; exit 1; }
                    echo active >$state ;;
                stop) [ -e $state ] || { echo "Unit $unit not loaded." >&2; exit 5; }; echo inactive >$state ;;
                esac
                """.formatted(root));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private AgentOutcome run(boolean systemd, String type, String operation) {
        SystemdRunner runner =
                new SystemdRunner(new AgentEnvironment("/none", root.toString(), new TreeMap<>()), () -> systemd);
        return runner.run(
                new AgentCall(
                        1,
                        new OperationKey("r", operation, 0),
                        new AgentId("systemd", null, type),
                        operation,
                        new TreeMap<>(),
                        5_000),
                0,
                new AgentProcess.Handle());
    }

    @Test
    void aUnitIsStartedWatchedAndStopped() throws IOException {
        Files.writeString(root.resolve("nginx.service"), "inactive\n");
        assertThat(run(true, "nginx", "monitor").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run(true, "nginx", "start").exitCode()).isZero();
        assertThat(run(true, "nginx", "monitor").exitCode()).isZero();
        assertThat(run(true, "nginx", "stop").exitCode()).isZero();
        Files.writeString(root.resolve("nginx.service"), "failed\n");
        assertThat(run(true, "nginx", "monitor").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
    }

    @Test
    void aUnitOnItsWayIsWaitedFor() throws IOException {
        Files.writeString(root.resolve("db.socket"), "activating\n");
        assertThat(run(true, "db.socket", "monitor").exitCode()).isZero();
    }

    @Test
    void aUnitThatIsMissingOrFailsIsNamed() throws IOException {
        assertThat(run(true, "none", "monitor").exitReason())
                .isEqualTo("there is no systemd unit none.service on this node");
        assertThat(run(true, "none", "start").exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(run(true, "none", "stop").exitCode()).isZero();
        Files.writeString(root.resolve("bad.service"), "broken\n");
        AgentOutcome bad = run(true, "bad", "start");
        assertThat(bad.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(bad.exitReason()).isEqualTo("Job for bad.service failed.");
    }

    @Test
    void whereNoSystemdRunsASentenceSaysSo() {
        AgentOutcome outcome = run(false, "nginx", "monitor");
        assertThat(outcome.status()).isEqualTo(ExecutionStatus.NOT_INSTALLED);
        assertThat(outcome.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(outcome.exitReason())
                .isEqualTo(
                        "systemd:nginx needs systemd, which does not run on this machine; use an agent of the class ocf"
                                + " or lsb");
    }

    @Test
    void patternsAndPathsAreNoUnits() throws Exception {
        Files.writeString(root.resolve("systemctl"), "#!/bin/sh\ntouch " + root + "/asked\n");
        for (String type : new String[] {"*", "ssh*", "[a-z]", "../../tmp/x", "/tmp/x", "a b", "$(id)", "a;b"}) {
            AgentOutcome outcome = run(true, type, "stop");
            assertThat(outcome.status()).isEqualTo(ExecutionStatus.NOT_INSTALLED);
            assertThat(outcome.exitReason()).isEqualTo("\"" + type + "\" is no name of a systemd unit");
        }
        assertThat(root.resolve("asked")).doesNotExist();
        run(true, "postgresql@15-main", "start");
        assertThat(root.resolve("asked")).exists();
    }
}
