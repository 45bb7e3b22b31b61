package io.systole.agents.lsb;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of resource.d as Heartbeat ran them: arguments before the action, words rather than exit codes. */
class HeartbeatScriptsTest {
    @TempDir
    Path root;

    private LsbRunner runner;

    @BeforeEach
    void directories() throws IOException {
        Files.createDirectories(root.resolve("resource.d"));
        Files.createDirectories(root.resolve("init.d"));
        runner = LsbRunner.heartbeat(
                List.of(root.resolve("resource.d"), root.resolve("init.d")),
                root.resolve("states"),
                new AgentEnvironment("/none", null, new TreeMap<>()));
    }

    private void script(String place, String text) throws IOException {
        Path path = root.resolve(place);
        Files.writeString(path, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private AgentOutcome run(String type, String action, String... arguments) {
        TreeMap<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            parameters.put(String.valueOf(i + 1), arguments[i]);
        }
        return runner.run(
                new AgentCall(
                        1,
                        new OperationKey("it", action, action.equals("monitor") ? 10_000 : 0),
                        new AgentId("heartbeat", null, type),
                        action,
                        parameters,
                        10_000),
                0,
                new AgentProcess.Handle());
    }

    /** Keeps its state in a file named by its arguments and always ends with 0. */
    private String wordy() {
        return "f=" + root + "/state-$1-$2; case $3 in start) touch $f;; stop) rm -f $f;;"
                + " status) if [ -e $f ]; then echo running; else echo stopped; fi;; esac; exit 0";
    }

    @Test
    void manyLongArgumentsOfAnyTextAreRemembered() throws IOException {
        script(
                "resource.d/thing",
                "f=" + root + "/on; case $4 in start) touch $f;; stop) rm -f $f;;"
                        + " status) if [ -e $f ]; then echo running; else echo stopped; fi;; esac; exit 0");
        String[] arguments = {"a ; b ".repeat(100), "c\nd".repeat(100), "/e".repeat(100)};

        assertThat(run("thing", "monitor", arguments).exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run("thing", "start", arguments).exitCode()).isEqualTo(OcfExit.OK);
        assertThat(run("thing", "monitor", arguments).exitCode()).isEqualTo(OcfExit.OK);
        assertThat(run("thing", "stop", arguments).exitCode()).isEqualTo(OcfExit.OK);
        assertThat(root.resolve("on")).doesNotExist();
    }

    @Test
    void argumentsComeBeforeTheActionAndWordsCount() throws IOException {
        script("resource.d/thing", wordy());

        assertThat(run("thing", "monitor", "a", "b").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run("thing", "start", "a", "b").exitCode()).isEqualTo(OcfExit.OK);
        assertThat(root.resolve("state-a-b")).exists();
        assertThat(run("thing", "monitor", "a", "b").exitCode()).isEqualTo(OcfExit.OK);
        assertThat(run("thing", "monitor", "a", "c").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run("thing", "stop", "a", "b").exitCode()).isEqualTo(OcfExit.OK);
        assertThat(run("thing", "monitor", "a", "b").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
    }

    @Test
    void argumentsAreNoShellText() throws IOException {
        script("resource.d/thing", "printf '%s\\n' \"$1\" >" + root + "/got");

        run("thing", "start", "$(touch " + root + "/bad); x");

        assertThat(root.resolve("bad")).doesNotExist();
        assertThat(root.resolve("got")).hasContent("$(touch " + root + "/bad); x\n");
    }

    @Test
    void initScriptsAreFoundWhereResourceDHasNone() throws IOException {
        script("init.d/web", "case $1 in status) exit 3;; esac");

        assertThat(run("web", "monitor").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
    }

    @Test
    void theExitCodeCountsWhereTheWordsSayNothing() {
        assertThat(StatusWords.code("", 3)).isEqualTo(3);
        assertThat(StatusWords.code("Postmaster is fine\n", 0)).isZero();
        assertThat(StatusWords.code("postmaster (pid 12) is running...\n", 4)).isZero();
        assertThat(StatusWords.code("service is NOT currently running\n", 0)).isEqualTo(3);
        assertThat(StatusWords.code("OK\n", 1)).isZero();
        assertThat(StatusWords.code("broken\n", 1)).isEqualTo(1);
    }

    @Test
    void aMissingScriptIsNamedWithEveryPlaceItMayBeIn() {
        AgentOutcome outcome = run("nobody", "start");

        assertThat(outcome.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(outcome.exitReason()).contains("resource.d/nobody").contains("init.d/nobody");
    }

    @Test
    void aScriptThatSaysRunningInAnEmptyRoomIsALiar() throws IOException {
        script("resource.d/liar", "echo running");

        assertThat(run("liar", "monitor").exitReason()).contains("says 0 (running) when the service is stopped");
    }
}
