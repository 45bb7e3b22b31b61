package io.systole.agents.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.systole.agents.lsb.LsbRunner;
import io.systole.agents.metadata.InstalledAgents;
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
import io.systole.core.port.AgentCatalog.AgentTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that lead out of the agents' folders, and parameters that a shell would take for more than text. */
class TrickyNamesTest {
    @TempDir
    Path root;

    private AgentEnvironment environment;
    private AgentRunner ocf;
    private AgentRunner lsb;

    @BeforeEach
    void agents() throws IOException {
        Files.createDirectories(root.resolve("ocf/resource.d/test"));
        Files.createDirectories(root.resolve("init.d"));
        environment = new AgentEnvironment(root.resolve("ocf").toString(), null, new TreeMap<>());
        ocf = new OcfRunner(new OcfDirectory(root.resolve("ocf")), environment);
        lsb = new LsbRunner(root.resolve("init.d"), root.resolve("states"), environment);
        // Whoever gets out of the folders finds this.
        script("outside", "touch " + root + "/ran");
        script("ocf/outside", "touch " + root + "/ran");
    }

    private void script(String path, String body) throws IOException {
        Path file = root.resolve(path);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static AgentOutcome run(AgentRunner runner, AgentId agent, SortedMap<String, String> parameters) {
        return runner.run(
                new AgentCall(1, new OperationKey("r", "start", 0), agent, "start", parameters, 10_000),
                0,
                new AgentProcess.Handle());
    }

    @Test
    void noNameOfAnAgentLeadsOutOfTheAgentsFolders() {
        InstalledAgents catalog = new InstalledAgents(
                new OcfDirectory(root.resolve("ocf")),
                root.resolve("init.d"),
                List.of(root.resolve("resource.d")),
                root.resolve("sbin"),
                environment);
        List<AgentId> tricks = List.of(
                new AgentId("ocf", "test", "../../outside"),
                new AgentId("ocf", "..", "outside"),
                new AgentId("ocf", "../..", "outside"),
                new AgentId("ocf", "test/../..", "outside"),
                new AgentId("ocf", ".", "../outside"),
                new AgentId("ocf", "test", root + "/outside"),
                new AgentId("ocf", root.toString(), "outside"),
                new AgentId("ocf", "heartbeat", "../../../bin/sh"),
                new AgentId("lsb", null, "../outside"),
                new AgentId("lsb", null, root + "/outside"),
                new AgentId("lsb", null, "../../bin/sh"),
                new AgentId("lsb", null, ".."),
                new AgentId("stonith", null, "../outside"));
        for (AgentId trick : tricks) {
            if (!trick.standard().equals("stonith")) {
                AgentOutcome outcome = run(trick.standard().equals("ocf") ? ocf : lsb, trick, new TreeMap<>());
                assertThat(outcome.exitCode()).as("%s", trick).isEqualTo(OcfExit.NOT_INSTALLED);
                assertThat(outcome.status()).isEqualTo(ExecutionStatus.NOT_INSTALLED);
                assertThat(outcome.exitReason()).contains(trick.type());
            }
            assertThat(catalog.resolve(trick.toString()).found())
                    .as("%s", trick)
                    .isFalse();
            assertThatThrownBy(() -> catalog.metadata(trick)).isInstanceOf(AgentTrouble.class);
            assertThatThrownBy(() -> catalog.describe(trick)).isInstanceOf(AgentTrouble.class);
        }
        assertThat(root.resolve("ran")).doesNotExist();
    }

    @Test
    void parametersReachTheAgentAsTheyStandAndNoShellSeesThem() throws Exception {
        script("ocf/resource.d/test/Show", "printf '%s' \"$OCF_RESKEY_text\"");
        String mark = root + "/shell";
        for (String text : List.of(
                "$(touch " + mark + ")",
                "`touch " + mark + "`",
                "; touch " + mark + " #",
                "a' \"b\" | touch " + mark + " & \\ * ? ~ $HOME ${PATH} %s",
                "two\nlines\ttab",
                "() { :; }; touch " + mark,
                "-e --help")) {
            TreeMap<String, String> parameters = new TreeMap<>();
            parameters.put("text", text);
            AgentOutcome outcome = run(ocf, new AgentId("ocf", "test", "Show"), parameters);
            assertThat(outcome.output()).isEqualTo(text);
        }
        assertThat(Path.of(mark)).doesNotExist();
    }

    @Test
    void namesOfParametersDoNotBecomeOtherVariables() throws Exception {
        script("ocf/resource.d/test/Env", "env");
        TreeMap<String, String> parameters = new TreeMap<>();
        for (String name : List.of(
                "PATH",
                "LD_PRELOAD",
                "BASH_ENV",
                "a=b",
                "a\nLD_PRELOAD",
                "x() { :; }",
                "BASH_FUNC_env%%",
                "",
                "../x")) {
            parameters.put(name, "evil");
        }
        AgentOutcome outcome = run(ocf, new AgentId("ocf", "test", "Env"), parameters);
        assertThat(outcome.output().lines())
                .filteredOn(line -> line.contains("evil"))
                .allMatch(line -> line.matches("OCF_RESKEY_[A-Za-z0-9_]*=evil"));
        assertThat(outcome.output()).contains("OCF_RESKEY_LD_PRELOAD=evil").contains("PATH=/usr/local/sbin:");
    }
}
