package io.systole.agents;

import io.systole.agents.builtin.BuiltinRunner;
import io.systole.agents.builtin.NodeAttributes;
import io.systole.agents.builtin.Surroundings;
import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.LocalExecutor;
import io.systole.agents.lsb.LsbRunner;
import io.systole.agents.metadata.InstalledAgents;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.ocf.OcfRunner;
import io.systole.agents.systemd.SystemdRunner;
import io.systole.core.port.AgentCatalog;
import io.systole.core.port.AgentExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agents of this machine, where Debian puts them, and the way to run them. */
public final class Agents {
    private static final String OCF_ROOT = "/usr/lib/ocf";
    private static final Path INIT_SCRIPTS = Path.of("/etc/init.d");
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
            String helpers, Path announcer, SortedMap<String, String> passed, NodeAttributes attributes)
            throws IOException {
        Path states = Path.of(AgentEnvironment.STATE_DIRECTORY);
        if (!Files.isDirectory(states)) {
            Files.createDirectories(states);
            Files.setPosixFilePermissions(states, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
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
        runners.put("systemd", systemd);
        runners.put(
                "service",
                (call, queuedMs, handle) ->
                        Files.isExecutable(INIT_SCRIPTS.resolve(call.agent().type()))
                                ? lsb.run(call, queuedMs, handle)
                                : systemd.run(call, queuedMs, handle));
        return new LocalExecutor(runners, LocalExecutor.defaultLimit());
    }

    /** What there is. Nothing is looked at before it is asked for. */
    public static AgentCatalog catalog(String helpers) {
        return new InstalledAgents(
                new OcfDirectory(Path.of(OCF_ROOT)),
                INIT_SCRIPTS,
                FENCE_AGENTS,
                new AgentEnvironment(OCF_ROOT, helpers, new TreeMap<>()));
    }
}
