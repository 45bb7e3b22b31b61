package io.systole.it.sim;

import io.systole.core.membership.ClusterView;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Of two partitions of more than two nodes, once both have been formed for a while, one acts at most. */
final class OneSide implements Watcher {
    /** Views of one change come within so many milliseconds of each other. */
    private static final long FORMED_MS = 3_000;

    private final Map<Integer, Long> sinceMs = new TreeMap<>();
    private final Map<Integer, ClusterView> views = new TreeMap<>();

    @Override
    public void after(Simulation world) {
        for (Machine machine : world.machines()) {
            boolean lives = machine.up() && !machine.paused();
            ClusterView view = lives ? machine.view() : null;
            if (views.put(machine.id(), view) != view) {
                sinceMs.put(machine.id(), world.nowMs());
            }
        }
    }

    private boolean formed(Simulation world, Machine machine) {
        return views.get(machine.id()) == machine.view()
                && machine.view() != null
                && world.nowMs() - sinceMs.get(machine.id()) > FORMED_MS;
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        if (!List.of("start", "promote").contains(call.operation()) || !acts(world, machine)) {
            return;
        }
        for (Machine other : world.machines()) {
            if (acts(world, other) && apart(machine.view(), other.view())) {
                throw new Violation(
                        "one side", call.key() + " is run on " + machine + " while " + other + " has quorum, too");
            }
        }
    }

    private boolean acts(Simulation world, Machine machine) {
        return machine.up()
                && !machine.paused()
                && formed(world, machine)
                && machine.published().quorum().quorate();
    }

    private static boolean apart(ClusterView one, ClusterView other) {
        return one.members().stream().noneMatch(m -> other.member(m.name()).isPresent());
    }
}
