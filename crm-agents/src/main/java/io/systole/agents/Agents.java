package io.systole.agents;

import io.systole.agents.builtin.BuiltinRunner;
import io.systole.agents.builtin.NodeAttributes;
import io.systole.agents.builtin.Surroundings;
import io.systole.agents.drbd.LostPeers;
import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.DescribingRunner;
import io.systole.agents.executor.LocalExecutor;
import io.systole.agents.executor.SecondLook;
import io.systole.agents.lsb.LsbRunner;
import io.systole.agents.metadata.InstalledAgents;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.ocf.OcfRunner;
import io.systole.agents.process.AgentProcess;
import io.systole.agents.systemd.SystemdRunner;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.OperationKey;
import io.systole.core.port.AgentCatalog;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.port.AgentExecutor;
import io.systole.core.port.Replication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents of this machine, where Debian puts them, and the way to run them. */
public final class Agents {
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    private static final String OCF_ROOT = "/usr/lib/ocf";
    private static final Path INIT_SCRIPTS = Path.of("/etc/init.d");
    private static final List<Path> HEARTBEAT_SCRIPTS =
            List.of(Path.of("/etc/ha.d/resource.d"), Path.of("/etc/ha.d/resources.d"), INIT_SCRIPTS);
    private static final Path FENCE_AGENTS = Path.of("/usr/sbin");
    private static final Path RUN = Path.of("/run");

    private Agents() {}

    /**
     * @param helpers the directory with the commands that agents call, first on their PATH; null for none
     * @param announcer the program that tells the network of an address; null for none
     * @param passed variables that agents get beside their own, such as SYSTOLE_SOCKET
     * @param attributes the attribute manager, for agents that run in this process
     */
    public static AgentExecutor executor(
            String helpers, Path announcer, SortedMap<String, String> passed, NodeAttributes attributes) {
        return executor(runners(helpers, announcer, passed, attributes));
    }

    /** An executor whose outcomes tell what the agents say of themselves, so that changed parameters can be reloaded. */
    public static AgentExecutor executor(
            String helpers,
            Path announcer,
            SortedMap<String, String> passed,
            NodeAttributes attributes,
            AgentCatalog catalog) {
        SortedMap<String, AgentRunner> runners = runners(helpers, announcer, passed, attributes);
        runners.computeIfPresent("ocf", (standard, runner) -> new DescribingRunner(runner, catalog));
        return executor(runners);
    }

    private static AgentExecutor executor(SortedMap<String, AgentRunner> runners) {
        runners.replaceAll((standard, runner) -> new SecondLook(runner));
        return new LocalExecutor(runners, LocalExecutor.defaultLimit());
    }

    private static SortedMap<String, AgentRunner> runners(
            String helpers, Path announcer, SortedMap<String, String> passed, NodeAttributes attributes) {
        Path states = stateDirectory();
        AgentEnvironment environment = new AgentEnvironment(OCF_ROOT, helpers, passed);
        OcfDirectory installed = new OcfDirectory(Path.of(OCF_ROOT));
        AgentRunner lsb = new LsbRunner(INIT_SCRIPTS, states, environment);
        AgentRunner systemd = new SystemdRunner(environment);
        SortedMap<String, AgentRunner> runners = new TreeMap<>();
        runners.put(
                "ocf",
                new BuiltinRunner(
                        installed,
                        new OcfRunner(installed, environment),
                        environment,
                        new Surroundings(states, RUN, announcer, attributes)));
        runners.put("lsb", lsb);
        runners.put("heartbeat", LsbRunner.heartbeat(HEARTBEAT_SCRIPTS, states, environment));
        runners.put("systemd", systemd);
        runners.put(
                "service",
                (call, queuedMs, handle) ->
                        Files.isExecutable(INIT_SCRIPTS.resolve(call.agent().type()))
                                ? lsb.run(call, queuedMs, handle)
                                : systemd.run(call, queuedMs, handle));
        return runners;
    }

    /** Agents of the distribution expect it to be there. */
    private static Path stateDirectory() {
        Path states = Path.of(AgentEnvironment.STATE_DIRECTORY);
        try {
            if (!Files.isDirectory(states)) {
                Files.createDirectories(states);
                Files.setPosixFilePermissions(states, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be made, and agents that keep their state there will fail: {}", states, e.toString());
        }
        return states;
    }

    /**
     * What keeps copies of data on other nodes: DRBD.
     *
     * @param agents what can wait is done when these have nothing to do
     */
    public static Replication replication(AgentExecutor agents) {
        return new LostPeers(new AgentEnvironment(OCF_ROOT, null, new TreeMap<>()).basic(), agents::busy);
    }

    /** What there is. Nothing is looked at before it is asked for. */
    public static AgentCatalog catalog(String helpers) {
        return new InstalledAgents(
                new OcfDirectory(Path.of(OCF_ROOT)),
                INIT_SCRIPTS,
                HEARTBEAT_SCRIPTS,
                FENCE_AGENTS,
                new AgentEnvironment(OCF_ROOT, helpers, new TreeMap<>()));
    }

    /**
     * Runs an agent of ours and reads its meta-data, so that a class-data archive made afterwards holds what the first
     * agents of a daemon need. Touches nothing outside the folder.
     *
     * @param folder an empty one, for state files
     */
    public static void warmUp(Path folder) {
        AgentId dummy = new AgentId("ocf", "heartbeat", "Dummy");
        AgentEnvironment environment = new AgentEnvironment(folder.toString(), null, new TreeMap<>());
        OcfDirectory none = new OcfDirectory(folder);
        AgentRunner runner = new BuiltinRunner(
                none,
                new OcfRunner(none, environment),
                environment,
                new Surroundings(folder, folder, null, (name, value, dampeningMs) -> {}));
        for (String action : List.of("monitor", "start", "stop")) {
            runner.run(
                    new AgentCall(0, new OperationKey("warm-up", action, 0), dummy, action, new TreeMap<>(), 5_000),
                    0,
                    new AgentProcess.Handle());
        }
        AgentProcess.run(List.of("true"), environment.basic(), new byte[0], 5_000, new AgentProcess.Handle());
        LostPeers.warmUp(environment.basic());
        try {
            catalog(null).describe(dummy);
        } catch (AgentTrouble e) {
            throw new IllegalStateException(e);
        }
    }
}
