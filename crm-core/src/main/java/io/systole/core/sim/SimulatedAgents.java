package io.systole.core.sim;

import io.systole.core.controller.Input;
import io.systole.core.message.Request;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import io.systole.core.value.Role;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Agents of every kind, as a machine that keeps what it is told to: started, promoted, stopped. What an agent did stays done
 * when the daemon dies; it is gone with the machine's power. Promotable resources give their node a promotion score.
 */
final class SimulatedAgents {
    private static final int NOT_RUNNING = 7;
    private static final int RUNNING_PROMOTED = 8;
    private static final int FAILED = 1;

    private final Simulation world;
    private final Timeline time;
    private final Chance chance;
    /** Resources with the operations that fail wherever they run. */
    private final SortedSet<String> failing = new TreeSet<>();

    SimulatedAgents(Simulation world, Timeline time, Chance chance) {
        this.world = world;
        this.time = time;
        this.chance = chance;
    }

    void fail(String resource, String operation, boolean fails) {
        if (fails) {
            failing.add(failure(resource, operation));
        } else {
            failing.remove(failure(resource, operation));
        }
    }

    /** Instances of a clone fail alike. */
    private static String failure(String resource, String operation) {
        int colon = resource.indexOf(':');
        return operation + " " + (colon < 0 ? resource : resource.substring(0, colon));
    }

    void run(Machine machine, AgentCall call) {
        Habits habits = world.habits();
        boolean told = failing.contains(failure(call.key().resource(), call.operation()));
        boolean hangs = !told && chance.inHundred(habits.hangInHundred());
        boolean fails = told || !hangs && chance.inHundred(habits.failInHundred());
        boolean lies = !told && !fails && !hangs && chance.inHundred(habits.lieInHundred()) && mayLie(call);
        boolean works = !lies && (!fails && !hangs || !told && chance.inHundred(50));
        long runMs = hangs ? call.timeoutMs() : chance.between(habits.runMs(), habits.runMostMs());
        long startedMs = world.wallMs(machine);
        long life = machine.life;
        // The work is done somewhere on the way, also where the daemon that asked for it has died meanwhile.
        long workMs = chance.between(0, Math.min(runMs, habits.runMostMs()));
        int[] code = {0};
        time.in(workMs, () -> {
            if (machine.powered) {
                code[0] = act(machine, call, works);
                world.tell(watcher -> watcher.acted(world, machine, call, works));
            }
        });
        time.in(runMs, () -> {
            if (machine.up() && machine.life == life) {
                int rc = fails && !isQuestion(call) ? FAILED : code[0];
                ExecutionStatus status = hangs ? ExecutionStatus.TIMEOUT : ExecutionStatus.DONE;
                String reason = hangs ? "no end within " + call.timeoutMs() + " ms" : fails ? "made to fail" : "";
                AgentOutcome outcome = new AgentOutcome(hangs ? FAILED : rc, status, reason, "", startedMs, runMs, 0);
                world.tell(watcher -> watcher.reported(world, machine, call, outcome));
                Input done = new Input.AgentDone(call.callId(), outcome);
                world.perhapsAgain(machine, 0, done);
                world.input(machine, done);
            }
        });
    }

    /**
     * Agents may say that they have started or promoted what they have not, or call broken what is well. That a stop or a probe
     * may be believed is what a cluster rests on.
     */
    private boolean mayLie(AgentCall call) {
        return switch (call.operation()) {
            case "start", "promote" -> true;
            case "monitor" -> call.key().intervalMs() > 0;
            default -> false;
        };
    }

    private static boolean isQuestion(AgentCall call) {
        return call.operation().equals("monitor");
    }

    /** Does the work and returns what the agent says. */
    private int act(Machine machine, AgentCall call, boolean works) {
        String resource = call.key().resource();
        Role now = machine.active.getOrDefault(resource, Role.STOPPED);
        switch (call.operation()) {
            case "monitor":
                return look(machine, call, now, works);
            case "start", "migrate_from":
                return become(machine, call, Role.STARTED, works);
            case "promote":
                return now == Role.STOPPED ? NOT_RUNNING : become(machine, call, Role.PROMOTED, works);
            case "demote":
                if (world.has(Flaw.STOPS_LIE)) {
                    return OcfExit.OK;
                }
                return now == Role.STOPPED ? NOT_RUNNING : become(machine, call, Role.STARTED, works);
            case "stop", "migrate_to":
                if (works && !world.has(Flaw.STOPS_LIE)) {
                    machine.active.remove(resource);
                    score(machine, call, null);
                }
                return OcfExit.OK;
            default:
                return OcfExit.OK;
        }
    }

    private int look(Machine machine, AgentCall call, Role now, boolean works) {
        if (!works && now != Role.STOPPED) {
            // What a failing monitor finds is broken, and holds what it has until it is stopped.
            return FAILED;
        }
        if (now == Role.STOPPED || world.has(Flaw.PROBES_BLIND) && call.key().intervalMs() == 0) {
            return NOT_RUNNING;
        }
        score(machine, call, now == Role.PROMOTED ? "10" : "5");
        return now == Role.PROMOTED ? RUNNING_PROMOTED : OcfExit.OK;
    }

    private int become(Machine machine, AgentCall call, Role role, boolean works) {
        if (works) {
            machine.active.put(call.key().resource(), role);
            score(machine, call, role == Role.PROMOTED ? "10" : "5");
        }
        return OcfExit.OK;
    }

    private void score(Machine machine, AgentCall call, String score) {
        if (!call.attributes().containsKey("CRM_meta_promoted_max") || !machine.up()) {
            return;
        }
        String resource = call.key().resource();
        int colon = resource.lastIndexOf(':');
        String name = "master-" + (colon < 0 ? resource : resource.substring(0, colon));
        String known = machine.published()
                .attributes()
                .getOrDefault(machine.name(), java.util.Collections.emptySortedMap())
                .get(name);
        if (!java.util.Objects.equals(known, score)) {
            world.ask(machine, new Request.Attribute(machine.name(), name, score, false));
        }
    }
}
