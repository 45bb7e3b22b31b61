package io.systole.agents.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.metadata.InstalledAgents;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.ocf.OcfRunner;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
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

/** Real scripts that write down what they are asked. */
class DescribingRunnerTest {
    private static final AgentId AGENT = new AgentId("ocf", "test", "It");

    @TempDir
    Path root;

    private Path asked;
    private DescribingRunner runner;

    @BeforeEach
    void directories() throws IOException {
        Files.createDirectories(root.resolve("resource.d/test"));
        asked = Files.createFile(root.resolve("asked"));
        AgentEnvironment environment = new AgentEnvironment(root.toString(), "/helpers", new TreeMap<>());
        OcfDirectory installed = new OcfDirectory(root);
        runner = new DescribingRunner(
                new OcfRunner(installed, environment),
                new InstalledAgents(
                        installed,
                        root.resolve("init.d"),
                        List.of(root.resolve("resource.d")),
                        root.resolve("fence"),
                        environment));
    }

    private void agent(String metadata, int exitCode) throws IOException {
        Path file = root.resolve("resource.d/test/It");
        Files.writeString(
                file,
                "#!/bin/sh\necho $1 >> " + asked + "\n[ $1 != meta-data ] || { echo '" + metadata
                        + "'; exit 0; }\nexit " + exitCode + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String metadata(String version, String reload) {
        return "<resource-agent name=\"It\" version=\"1\"><version>" + version
                + "</version><parameters/><actions><action name=\"" + reload
                + "\" timeout=\"20s\"/></actions></resource-agent>";
    }

    private AgentOutcome run(String operation) {
        OperationKey key = new OperationKey("a", operation, 0);
        return runner.run(
                new AgentCall(1, key, AGENT, operation, new TreeMap<>(), 10_000), 0, new AgentProcess.Handle());
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(asked);
    }

    @Test
    void anAgentIsAskedOnceAndItsDescriptionComesWithEveryOutcome() throws IOException {
        agent(metadata("1.1", "reload-agent"), 0);
        assertThat(run("monitor").agent()).isPresent();
        assertThat(run("start").agent()).isPresent();
        assertThat(asked()).containsExactly("monitor", "meta-data", "start");
    }

    @Test
    void aFailureDoesNotWaitForTheDescription() throws IOException {
        agent(metadata("1.1", "reload-agent"), 1);
        assertThat(run("monitor").agent()).isEmpty();
        assertThat(asked()).containsExactly("monitor");
    }

    @Test
    void anAgentThatPrintsGarbageWorksOnAndIsAskedOnlyOnce() throws IOException {
        agent("no XML", 0);
        assertThat(run("start").exitCode()).isZero();
        assertThat(run("monitor").agent()).isEmpty();
        assertThat(asked()).containsExactly("start", "meta-data", "monitor");
    }

    @Test
    void aReloadIsCalledByTheNameThatTheAgentHasForIt() throws IOException {
        agent(metadata("1.1", "reload-agent"), 0);
        run("reload-agent");
        agent(metadata("1.0", "reload"), 0);
        run("reload-agent");
        assertThat(asked()).containsExactly("meta-data", "reload-agent", "meta-data", "reload");
    }
}
