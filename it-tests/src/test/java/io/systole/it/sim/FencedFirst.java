package io.systole.it.sim;

import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.value.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nothing of a node that was lost without a word is started or promoted elsewhere before a fencing of it was confirmed, a
 * person has said that it is down, or it is back; whether it really is off does not count.
 */
final class FencedFirst implements Watcher {
    /** By machine, what was active there when its daemon was last part of a view, and nobody has made sure of since. */
    private final Map<Integer, Map<String, Role>> unclean = new TreeMap<>();

    @Override
    public void after(Simulation world) {
        for (Machine machine : world.machines()) {
            if (machine.up() && machine.active().isEmpty()) {
                unclean.remove(machine.id());
            }
        }
    }

    @Override
    public void acted(Simulation world, Machine machine, AgentCall call, boolean worked) {
        unclean.put(machine.id(), new TreeMap<>(machine.active()));
    }

    @Override
    public void ended(Simulation world, Machine machine, Effect.Exit exit) {
        if (machine.active().isEmpty()) {
            unclean.remove(machine.id());
        }
    }

    @Override
    public void fenced(Simulation world, Machine machine, Input.Fenced outcome) {
        if (outcome.ok()) {
            world.machine(outcome.target().text()).ifPresent(target -> unclean.remove(target.id()));
        }
    }

    /** A person has looked. */
    void confirmed(Machine machine) {
        unclean.remove(machine.id());
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        String resource = call.key().resource();
        boolean starts =
                call.operation().equals("start") && !List.of("disk", "fence").contains(resource);
        boolean promotes = call.operation().equals("promote");
        if (!starts && !promotes) {
            return;
        }
        for (Machine other : world.machines()) {
            Role role = unclean.getOrDefault(other.id(), Map.of()).get(resource);
            boolean member = machine.view().member(other.name()).isPresent();
            if (other != machine && !member && role != null && (starts || role == Role.PROMOTED)) {
                throw new Violation(
                        "fenced first",
                        call.key() + " is run on " + machine + " before the fencing of " + other + " was confirmed");
            }
        }
    }
}
