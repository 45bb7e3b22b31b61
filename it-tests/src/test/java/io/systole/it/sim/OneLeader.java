package io.systole.it.sim;

import io.systole.core.cib.CibVersion;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;

/** One DC in every view; and in the life of a daemon, the version of its CIB never goes back. */
final class OneLeader implements Simulation.Watcher {
    private final Map<Long, CibVersion> highest = new LinkedHashMap<>();

    @Override
    public void after(Simulation world) {
        for (Machine machine : world.machines()) {
            if (!machine.up()) {
                continue;
            }
            CibVersion version = machine.published().cib().version();
            CibVersion before = highest.put(machine.life(), version);
            if (before != null && version.compareTo(before) < 0) {
                throw new Violation("versions go forward", machine + " went back from " + before + " to " + version);
            }
            if (machine.leads() && machine.view() != null) {
                for (Machine other : world.machines()) {
                    if (other != machine
                            && other.leads()
                            && other.view() != null
                            && other.view().id().equals(machine.view().id())) {
                        throw new Violation(
                                "one leader",
                                machine + " and " + other + " both lead "
                                        + machine.view().id());
                    }
                }
            }
        }
    }
}
