package io.systole.it.sim;

import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.value.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The group's members start one after another where the disk is promoted, and stop in the opposite order. A member whose stop
 * failed does not count any more: a person's cleanup forgets that failure, and the plan that follows does not know of it.
 *
 * <p>Pacemaker parity: without fencing a member whose stop failed is blocked, those before it are left as they are, and the
 * disk is demoted under them all the same.
 */
final class OrderHeld implements Simulation.Watcher {
    private static final List<String> GROUP = List.of("fs", "db", "vip");

    private final boolean fenced;
    private final Set<String> stuck = new TreeSet<>();

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

    private boolean blocked(Machine machine) {
        return !fenced && GROUP.stream().anyMatch(member -> stuck.contains(machine + " " + member));
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        String broken = switch (call.key().resource() + " " + call.operation()) {
            case "fs start" -> machine.active().get("disk") == Role.PROMOTED ? null : "the disk is not promoted there";
            case "db start" -> machine.active().containsKey("fs") ? null : "fs is not active there";
            case "vip start" -> machine.active().containsKey("db") ? null : "db is not active there";
            case "fs stop" -> holds(machine, "db") ? "db is still active there" : null;
            case "db stop" -> holds(machine, "vip") ? "vip is still active there" : null;
            case "disk demote" -> holds(machine, "fs") && !blocked(machine) ? "fs is still active there" : null;
            default -> null;
        };
        if (broken != null) {
            throw new Violation("order", call.key() + " is run on " + machine + ", but " + broken);
        }
    }
}
