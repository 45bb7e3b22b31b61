package io.systole.it.sim;

import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.value.Role;
import java.util.List;
import java.util.function.Predicate;

/** With fencing on, what may be active once is never active on two machines that have power, whatever daemons believe. */
final class NeverTwice implements Watcher {
    private static final String RULE = "never twice";

    @Override
    public void acted(Simulation world, Machine machine, AgentCall call, boolean worked) {
        String resource = call.key().resource();
        if (!machine.active().containsKey(resource)) {
            return;
        }
        if (resource.equals("disk")) {
            check(world, "the promoted role of disk", m -> m.active().get("disk") == Role.PROMOTED);
        } else if (!resource.equals("fence")) {
            check(world, resource, m -> m.active().containsKey(resource));
        }
    }

    private static void check(Simulation world, String what, Predicate<Machine> has) {
        List<Machine> on = world.machines().stream().filter(has).toList();
        if (on.size() > 1) {
            throw new Violation(RULE, what + " is active on " + on);
        }
    }
}
