package io.systole.it.sim;

import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;

/** Where resources are placed by the room they take, none is started on a node that has no room left for it. */
final class RoomForAll implements Watcher {
    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        boolean comes = call.operation().equals("start") || call.operation().equals("migrate_from");
        if (!comes || !Clusters.LARGE.contains(call.key().resource())) {
            return;
        }
        long there = Clusters.LARGE.stream()
                .filter(machine.active()::containsKey)
                .filter(resource -> !resource.equals(call.key().resource()))
                .count();
        if ((there + 1) * Clusters.TAKEN > Clusters.ROOM) {
            throw new Violation(
                    "room for all", machine + " begins " + call.key() + " beside " + there + " that take as much");
        }
    }
}
