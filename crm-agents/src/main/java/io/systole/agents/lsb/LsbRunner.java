package io.systole.agents.lsb;

import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.lsb.Reputation.Verdict;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.agents.process.Watched;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs init scripts, and scripts of Heartbeat's resource.d: {@code monitor} is asked as {@code status}, and what it says goes
 * through the {@link StatusGate}.
 */
public final class LsbRunner implements AgentRunner {
    /** Arguments of resource.d's scripts; more are a mistake. */
    private static final int ARGUMENTS_MAX = 99;

    /** The first one that has the script counts. */
    private final List<Path> directories;

    private final boolean heartbeat;
    private final AgentEnvironment environment;
    private final StartMarks marks;
    private final Reputation reputation = new Reputation();
    private final StatusGate gate;

    /**
     * @param directory by convention /etc/init.d
     * @param states {@code HA_RSCTMP}
     */
    public LsbRunner(Path directory, Path states, AgentEnvironment environment) {
        this(List.of(directory), false, states, environment);
    }

    private LsbRunner(List<Path> directories, boolean heartbeat, Path states, AgentEnvironment environment) {
        this.directories = directories;
        this.heartbeat = heartbeat;
        this.environment = environment;
        this.marks = new StartMarks(states);
        this.gate = new StatusGate(reputation, marks);
    }

    /**
     * For the class {@code heartbeat}: the parameters {@code 1}, {@code 2}… are arguments before the action, and of a status
     * what is printed counts more than the exit code.
     *
     * @param directories by convention /etc/ha.d/resource.d and /etc/init.d
     * @param states {@code HA_RSCTMP}
     */
    public static LsbRunner heartbeat(List<Path> directories, Path states, AgentEnvironment environment) {
        return new LsbRunner(List.copyOf(directories), true, states, environment);
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        String type = call.agent().type();
        Path path = find(type);
        if (path == null) {
            return ProcessOutcome.of(
                    OcfExit.NOT_INSTALLED,
                    ExecutionStatus.NOT_INSTALLED,
                    (heartbeat ? "script " : "init script ")
                            + String.join(
                                    " or ",
                                    directories.stream()
                                            .map(d -> d + "/" + type)
                                            .toList())
                            + " does not exist or may not be run",
                    queuedMs);
        }
        // The script watches its time by itself; our own looks at disks are watched here.
        return Watched.run("agent-" + type, () -> run(call, path, queuedMs, handle), call.timeoutMs() + 1_000, handle)
                .orElseGet(() -> ProcessOutcome.of(
                        OcfExit.UNKNOWN_ERROR, ExecutionStatus.TIMEOUT, ProcessOutcome.tooSlow(call), queuedMs));
    }

    private Path find(String type) {
        if (type.indexOf('/') >= 0 || type.startsWith(".")) {
            return null;
        }
        return directories.stream()
                .map(directory -> directory.resolve(type))
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst()
                .orElse(null);
    }

    private InitScript script(AgentCall call, Path path) throws IOException {
        InitScript script = InitScript.read(path);
        if (!heartbeat) {
            return script;
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 1; i <= ARGUMENTS_MAX && call.attributes().containsKey(String.valueOf(i)); i++) {
            arguments.add(call.attributes().get(String.valueOf(i)));
        }
        return script.withArguments(arguments);
    }

    private AgentOutcome run(AgentCall call, Path path, long queuedMs, AgentProcess.Handle handle) {
        try {
            LsbRun run = new LsbRun(call, script(call, path), environment.basic(), handle, queuedMs);
            return switch (call.operation()) {
                case "monitor", "status" -> gate.monitor(run);
                case "start" -> new LsbStart(run, reputation, marks).run();
                case "stop" -> new LsbStop(run, reputation, marks).run();
                default -> other(run);
            };
        } catch (IOException e) {
            return ProcessOutcome.of(
                    OcfExit.NOT_INSTALLED,
                    ExecutionStatus.ERROR,
                    "init script " + path + " cannot be read: " + e.getMessage(),
                    queuedMs);
        } catch (UncheckedIOException e) {
            return ProcessOutcome.of(OcfExit.UNKNOWN_ERROR, ExecutionStatus.ERROR, e.getMessage(), queuedMs);
        }
    }

    private static AgentOutcome other(LsbRun run) {
        AgentProcess.Result result = run.script(run.call().operation(), run.leftMs());
        return run.outcome(result, LsbExit.action(result.exitCode()));
    }

    /** Whether a script must not be started: nobody would notice that the service has died. */
    static boolean quarantined(Verdict verdict, Witness witness) {
        return verdict == Verdict.SAYS_RUNNING && !witness.reliable();
    }
}
