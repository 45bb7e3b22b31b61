package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One DC in every view; and neither in the life of a daemon nor on a disk does the version of a CIB go back. */
final class OneLeader implements Watcher {
    private final Map<Long, CibVersion> highest = new LinkedHashMap<>();
    private final Map<Integer, Cib> disks = new TreeMap<>();

    private void disk(Machine machine) {
        Cib disk = machine.disk();
        Cib before = disks.put(machine.id(), disk);
        boolean same = before == null
                || before == disk
                || disk.version().equals(Cib.empty().version());
        if (!same && epochs(disk).compareTo(epochs(before)) < 0) {
            throw new Violation(
                    "versions go forward",
                    "the disk of " + machine + " went back from " + before.version() + " to " + disk.version());
        }
    }

    private static CibVersion epochs(Cib cib) {
        return new CibVersion(cib.version().adminEpoch(), cib.version().epoch(), 0);
    }

    @Override
    public void after(Simulation world) {
        for (Machine machine : world.machines()) {
            disk(machine);
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
