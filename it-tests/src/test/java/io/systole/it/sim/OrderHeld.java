package io.systole.it.sim;

import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OcfExit;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.value.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The group's members start one after another where the disk is promoted, and stop in the opposite order. A member whose stop
 * failed does not count any more: a person's cleanup forgets that failure, and the plan that follows does not know of it.
 *
 * <p>Pacemaker parity: without fencing a member whose stop failed on some node is blocked on all, those before it are left as
 * they are, and the disk is demoted under them all the same (crm_simulate plans that, too).
 */
final class OrderHeld implements Watcher {
    private static final List<String> GROUP = List.of("fs", "db", "vip");

    private final boolean fenced;
    private final Set<String> stuck = new TreeSet<>();
    /** What an agent has said is active, or promoted, although it may have lied. */
    private final Set<String> told = new TreeSet<>();
    /** Whose last stop was called a failure, whatever it did. */
    private final Set<String> failed = new TreeSet<>();

    OrderHeld(boolean fenced) {
        this.fenced = fenced;
    }

    @Override
    public void acted(Simulation world, Machine machine, AgentCall call, boolean worked) {
        String what = machine + " " + call.key().resource();
        if (call.operation().equals("stop") && !worked) {
            stuck.add(what);
        } else if (!call.operation().equals("monitor")) {
            stuck.remove(what);
        }
    }

    private boolean holds(Machine machine, String resource) {
        return machine.active().containsKey(resource) && !stuck.contains(machine + " " + resource);
    }

    private boolean active(Machine machine, String resource) {
        return machine.active().containsKey(resource) || told.contains(machine + " " + resource);
    }

    private boolean blocked(Simulation world) {
        return !fenced
                && world.machines().stream()
                        .anyMatch(m -> m.up() && GROUP.stream().anyMatch(member -> failed.contains(m + " " + member)));
    }

    @Override
    public void reported(Simulation world, Machine machine, AgentCall call, AgentOutcome outcome) {
        String what = machine + " " + call.key().resource();
        if (call.operation().equals("stop") && HistoryEntry.failed(outcome, OcfExit.OK)) {
            failed.add(what);
        } else if (!call.operation().equals("monitor")) {
            failed.remove(what);
        }
        String role = what + (List.of("promote", "demote").contains(call.operation()) ? " promoted" : "");
        boolean brings = List.of("start", "promote").contains(call.operation());
        if (brings && !HistoryEntry.failed(outcome, OcfExit.OK)) {
            told.add(role);
        } else if (brings || List.of("stop", "demote").contains(call.operation())) {
            told.remove(role);
        }
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        String broken = switch (call.key().resource() + " " + call.operation()) {
            case "fs start" ->
                machine.active().get("disk") == Role.PROMOTED || told.contains(machine + " disk promoted")
                        ? null
                        : "the disk is not promoted there";
            case "db start" -> active(machine, "fs") ? null : "fs is not active there";
            case "vip start" -> active(machine, "db") ? null : "db is not active there";
            case "fs stop" -> holds(machine, "db") ? "db is still active there" : null;
            case "db stop" -> holds(machine, "vip") ? "vip is still active there" : null;
            case "disk demote" -> holds(machine, "fs") && !blocked(world) ? "fs is still active there" : null;
            default -> null;
        };
        if (broken != null) {
            throw new Violation("order", call.key() + " is run on " + machine + ", but " + broken);
        }
    }
}
