package io.systole.it.sim;

import io.systole.core.controller.Effect;
import io.systole.core.membership.ClusterView;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.status.StatusSection;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Without fencing a node that is silent is taken for dead, as Pacemaker documents, and what it had is started elsewhere. But
 * only then: nothing is started or promoted a second time while the machine that has it is in the view or answers.
 *
 * <p>Pacemaker parity: a node that leaves in good order while the cluster keeps its hands off leaves behind what it runs, and
 * that is started elsewhere when the cluster may act again (Pacemaker Administration, "Maintenance Mode", the warning). So
 * what was active on a machine whose daemon left in maintenance mode does not count until that machine is a member again.
 *
 * <p>A machine that was silent when it was lost has been taken for dead, and that is written down: it is not asked again when it
 * answers later, until it is a member.
 */
final class NeverKnowingly implements Watcher {
    /** How long before a view is told its members may have found a machine silent, milliseconds. */
    private static final long NOTICED_MS = 2_000;

    private final Map<Integer, Long> silentAtMs = new TreeMap<>();
    private final Map<Integer, Long> viewSinceMs = new TreeMap<>();
    private final Map<Integer, Long> memberSinceMs = new TreeMap<>();
    private final Map<Integer, ClusterView> views = new TreeMap<>();
    /** By machine, what was active there when its daemon left in maintenance mode. */
    private final Map<Integer, Set<String>> leftRunning = new TreeMap<>();

    @Override
    public void ended(Simulation world, Machine machine, Effect.Exit exit) {
        if (Orders.inMaintenance(machine.published().cib())) {
            leftRunning.put(machine.id(), new TreeSet<>(machine.active().keySet()));
        } else {
            leftRunning.remove(machine.id());
        }
    }

    @Override
    public void after(Simulation world) {
        for (Machine machine : world.machines()) {
            boolean cut = world.machines().stream().anyMatch(other -> !world.connects(machine, other));
            if (machine.paused() || !machine.powered() || cut) {
                silentAtMs.put(machine.id(), world.nowMs());
            }
            if (machine.up() && machine.view() != null) {
                leftRunning.remove(machine.id());
            }
            if (views.put(machine.id(), machine.view()) != machine.view()) {
                viewSinceMs.put(machine.id(), world.nowMs());
                if (machine.view() != null) {
                    memberSinceMs.put(machine.id(), world.nowMs());
                }
            }
        }
    }

    private boolean takenForDead(Machine by, Machine lost) {
        boolean wasSilent = silentAtMs.getOrDefault(lost.id(), -1L) > memberSinceMs.getOrDefault(lost.id(), 0L);
        Element state = StatusSection.node(by.published().cib(), lost.name());
        return wasSilent && state != null && "down".equals(state.attribute("expected"));
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
            boolean left =
                    !member && leftRunning.getOrDefault(other.id(), Set.of()).contains(resource);
            if (member || !wasSilent && !left && !takenForDead(machine, other)) {
                throw new Violation(
                        "never twice knowingly",
                        call.key() + " is run on " + machine + " while " + other
                                + (member ? ", a member," : ", which answers,") + " has it");
            }
        }
    }
}
