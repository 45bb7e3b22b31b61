package io.systole.it.sim;

import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.value.Role;

/** The group's members start one after another where the disk is promoted, and stop in the opposite order. */
final class OrderHeld implements Simulation.Watcher {
    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        String broken = switch (call.key().resource() + " " + call.operation()) {
            case "fs start" -> machine.active().get("disk") == Role.PROMOTED ? null : "the disk is not promoted there";
            case "db start" -> machine.active().containsKey("fs") ? null : "fs is not active there";
            case "vip start" -> machine.active().containsKey("db") ? null : "db is not active there";
            case "fs stop" -> machine.active().containsKey("db") ? "db is still active there" : null;
            case "db stop" -> machine.active().containsKey("vip") ? "vip is still active there" : null;
            case "disk demote" -> machine.active().containsKey("fs") ? "fs is still active there" : null;
            default -> null;
        };
        if (broken != null) {
            throw new Violation("order", call.key() + " is run on " + machine + ", but " + broken);
        }
    }
}
