package io.systole.it.sim;

import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Of the actions that change a resource, a daemon never runs two at the same time. */
final class OneAtATime implements Watcher {
    private final Map<String, Long> underWay = new TreeMap<>();

    private static boolean changes(AgentCall call) {
        return List.of("start", "stop", "promote", "demote").contains(call.operation());
    }

    private static String what(Machine machine, AgentCall call) {
        return machine.life() + " " + call.key().resource();
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        if (changes(call) && underWay.put(what(machine, call), call.callId()) != null) {
            throw new Violation("one at a time", call.key() + " is begun on " + machine + " beside another action");
        }
    }

    @Override
    public void reported(Simulation world, Machine machine, AgentCall call, AgentOutcome outcome) {
        underWay.remove(what(machine, call), call.callId());
    }
}
