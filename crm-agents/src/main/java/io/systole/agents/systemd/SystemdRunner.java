package io.systole.agents.systemd;

import io.systole.agents.executor.AgentRunner;
import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Runs systemd units through systemctl(1). A monitor waits while a unit is on its way up or down, as Pacemaker's does. */
public final class SystemdRunner implements AgentRunner {
    private static final long AGAIN_MS = 200;

    /** systemd.unit(5). systemctl takes other names for patterns and paths: {@code *} would be every unit there is. */
    private static final Pattern UNIT_NAME = Pattern.compile("[A-Za-z0-9:_.\\\\@-]+");

    private final AgentEnvironment environment;
    private final BooleanSupplier systemdRuns;

    public SystemdRunner(AgentEnvironment environment) {
        this(environment, Systemd::runsHere);
    }

    SystemdRunner(AgentEnvironment environment, BooleanSupplier systemdRuns) {
        this.environment = environment;
        this.systemdRuns = systemdRuns;
    }

    @Override
    public AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle) {
        if (!systemdRuns.getAsBoolean()) {
            return ProcessOutcome.of(
                    OcfExit.NOT_INSTALLED, ExecutionStatus.NOT_INSTALLED, Systemd.notHere(call.agent()), queuedMs);
        }
        String type = call.agent().type();
        if (!UNIT_NAME.matcher(type).matches()) {
            return ProcessOutcome.of(
                    OcfExit.NOT_INSTALLED,
                    ExecutionStatus.NOT_INSTALLED,
                    "\"" + type + "\" is no name of a systemd unit",
                    queuedMs);
        }
        Unit unit = new Unit(call, type.indexOf('.') > 0 ? type : type + ".service", queuedMs, handle);
        boolean asks = call.operation().equals("monitor") || call.operation().equals("status");
        return asks ? monitor(unit) : act(unit);
    }

    private AgentOutcome act(Unit unit) {
        AgentProcess.Result result = unit.systemctl(unit.call.operation(), "--", unit.name);
        if (result.exitCode() == 0) {
            return unit.outcome(result, OcfExit.OK);
        }
        boolean known = unit.systemctl("cat", "--", unit.name).exitCode() == 0;
        if (!known && unit.call.operation().equals("stop")) {
            // What does not exist does not run.
            return unit.outcome(new AgentProcess.Result(0, false, false, "", "", ""), OcfExit.OK);
        }
        return unit.outcome(result, known ? OcfExit.UNKNOWN_ERROR : OcfExit.NOT_INSTALLED);
    }

    private AgentOutcome monitor(Unit unit) {
        while (true) {
            AgentProcess.Result result =
                    unit.systemctl("show", "--property=LoadState", "--property=ActiveState", "--", unit.name);
            if (result.exitCode() != 0) {
                return unit.outcome(result, OcfExit.UNKNOWN_ERROR);
            }
            List<String> lines = result.output().lines().map(String::strip).toList();
            if (lines.contains("LoadState=not-found")) {
                return unit.outcome(result, OcfExit.NOT_INSTALLED);
            }
            if (lines.contains("ActiveState=active") || lines.contains("ActiveState=reloading")) {
                return unit.outcome(result, OcfExit.OK);
            }
            boolean moving = lines.contains("ActiveState=activating") || lines.contains("ActiveState=deactivating");
            if (!moving || !unit.pause()) {
                return unit.outcome(result, moving ? OcfExit.UNKNOWN_ERROR : OcfExit.NOT_RUNNING);
            }
        }
    }

    /** One unit during one call. */
    private final class Unit {
        private final AgentCall call;
        private final String name;
        private final long queuedMs;
        private final AgentProcess.Handle handle;
        private final long startedAtMs = System.currentTimeMillis();
        private final long startNanos = System.nanoTime();

        Unit(AgentCall call, String name, long queuedMs, AgentProcess.Handle handle) {
            this.call = call;
            this.name = name;
            this.queuedMs = queuedMs;
            this.handle = handle;
        }

        private long ranMs() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        }

        AgentProcess.Result systemctl(String... words) {
            List<String> command = new java.util.ArrayList<>(List.of("systemctl"));
            command.addAll(List.of(words));
            return AgentProcess.run(
                    command, environment.basic(), new byte[0], Math.max(1, call.timeoutMs() - ranMs()), handle);
        }

        boolean pause() {
            if (call.timeoutMs() - ranMs() <= 2 * AGAIN_MS) {
                return false;
            }
            try {
                Thread.sleep(AGAIN_MS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        AgentOutcome outcome(AgentProcess.Result result, int exitCode) {
            AgentOutcome outcome = ProcessOutcome.of(call, result, code -> exitCode, startedAtMs, ranMs(), queuedMs);
            String reason = switch (exitCode) {
                case OcfExit.NOT_INSTALLED -> "there is no systemd unit " + name + " on this node";
                case OcfExit.UNKNOWN_ERROR ->
                    result.error().isBlank()
                            ? "systemd unit " + name + ": "
                                    + String.join(", ", result.output().lines().toList())
                            : result.error().lines().findFirst().orElse("").strip();
                default -> "";
            };
            return outcome.status() == ExecutionStatus.DONE
                            && outcome.exitReason().isEmpty()
                            && !reason.isEmpty()
                    ? new AgentOutcome(
                            outcome.exitCode(),
                            outcome.status(),
                            reason,
                            outcome.output(),
                            outcome.startedAtMs(),
                            outcome.runMs(),
                            outcome.queuedMs())
                    : outcome;
        }
    }
}
