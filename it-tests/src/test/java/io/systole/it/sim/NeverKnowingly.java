package io.systole.it.sim;

import io.systole.core.membership.ClusterView;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.value.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Without fencing a node that is silent is taken for dead, as Pacemaker documents, and what it had is started elsewhere. But
 * only then: nothing is started or promoted a second time while the machine that has it is in the view or answers.
 */
final class NeverKnowingly implements Simulation.Watcher {
    /** How long before a view is told its members may have found a machine silent, milliseconds. */
    private static final long NOTICED_MS = 2_000;

    private final Map<Integer, Long> silentAtMs = new TreeMap<>();
    private final Map<Integer, Long> viewSinceMs = new TreeMap<>();
    private final Map<Integer, ClusterView> views = new TreeMap<>();

    @Override
    public void after(Simulation world) {
        for (Machine machine : world.machines()) {
            boolean cut = world.machines().stream().anyMatch(other -> !world.connects(machine, other));
            if (machine.paused() || !machine.powered() || cut) {
                silentAtMs.put(machine.id(), world.nowMs());
            }
            if (views.put(machine.id(), machine.view()) != machine.view()) {
                viewSinceMs.put(machine.id(), world.nowMs());
            }
        }
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        String resource = call.key().resource();
        boolean starts =
                call.operation().equals("start") && !List.of("disk", "fence").contains(resource);
        boolean promotes = call.operation().equals("promote");
        for (Machine other : world.machines()) {
            Role role = other.active().get(resource);
            boolean there = starts && role != null || promotes && role == Role.PROMOTED;
            if (other == machine || !there) {
                continue;
            }
            long since = viewSinceMs.getOrDefault(machine.id(), 0L) - NOTICED_MS;
            boolean wasSilent = silentAtMs.getOrDefault(other.id(), -1L) >= since;
            boolean member = machine.view().member(other.name()).isPresent();
            if (member || !wasSilent) {
                throw new Violation(
                        "never twice knowingly",
                        call.key() + " is run on " + machine + " while " + other
                                + (member ? ", a member," : ", which answers,") + " has it");
            }
        }
    }
}
