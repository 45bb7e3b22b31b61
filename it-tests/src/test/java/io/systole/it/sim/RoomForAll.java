package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.membership.ClusterView;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where resources are placed by the room they take, none is started on a node that has no room left for it.
 *
 * <p>Pacemaker parity: what a person's cleanup has made the cluster forget takes no room until it is found again.
 */
final class RoomForAll implements Watcher {
    /** What the DC of a view knew when it asked for its last plan. */
    private final Map<ClusterView.ViewId, Cib> plannedFrom = new LinkedHashMap<>();

    @Override
    public void planned(Simulation world, Machine machine, Cib from) {
        plannedFrom.put(machine.view().id(), from);
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        boolean comes = call.operation().equals("start") || call.operation().equals("migrate_from");
        if (!comes || !Clusters.LARGE.contains(call.key().resource())) {
            return;
        }
        Cib known = plannedFrom.get(machine.view().id());
        long there = Clusters.LARGE.stream()
                .filter(machine.active()::containsKey)
                .filter(resource -> Histories.active(known, machine.name().text(), resource))
                .filter(resource -> !resource.equals(call.key().resource()))
                .count();
        if ((there + 1) * Clusters.TAKEN > Clusters.ROOM) {
            throw new Violation(
                    "room for all", machine + " begins " + call.key() + " beside " + there + " that take as much");
        }
    }
}
