package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * No action is begun by a plan that was made from another configuration or in another view than the DC has then; no daemon
 * begins one that it was told in another view than its own; and what its own copy of the CIB forbids (maintenance, standby, a
 * resource that is to be stopped) no daemon begins.
 */
final class PlansFresh implements Watcher {
    private static final List<String> ACTIONS = List.of("start", "stop", "promote", "demote");

    private record Basis(ClusterView.ViewId view, Element configuration) {}

    private final Map<Long, Basis> bases = new LinkedHashMap<>();
    private ClusterView.ViewId saidIn;
    private Machine hearing;

    @Override
    public void planned(Simulation world, Machine machine, Cib from) {
        bases.put(machine.life(), new Basis(machine.view().id(), from.configuration()));
    }

    private static Basis basis(Machine machine) {
        return new Basis(machine.view().id(), machine.published().cib().configuration());
    }

    @Override
    public void told(Simulation world, Machine machine, Message message) {
        if (message instanceof Message.Execute execute) {
            checkBasis(machine, execute.action().operationKey());
        }
    }

    private void checkBasis(Machine machine, String action) {
        Basis basis = bases.get(machine.life());
        if (basis == null || !basis.equals(basis(machine))) {
            throw new Violation("plans are fresh", machine + " begins " + action + " by a plan made before a change");
        }
    }

    @Override
    public void received(Simulation world, Machine machine, ClusterView.ViewId sentIn, Message message) {
        hearing = machine;
        saidIn = sentIn;
    }

    @Override
    public void after(Simulation world) {
        hearing = null;
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        if (!ACTIONS.contains(call.operation())) {
            return;
        }
        if (machine.leads()) {
            checkBasis(machine, call.key().toString());
        }
        if (hearing == machine && !saidIn.equals(machine.view().id())) {
            throw new Violation("no word of another view", machine + " begins " + call.key() + ", said in " + saidIn);
        }
        forbidden(machine, call);
    }

    private static void forbidden(Machine machine, AgentCall call) {
        Element configuration = machine.published().cib().configuration();
        if ("true".equals(value(configuration, "people-maintenance-mode"))) {
            throw new Violation("hands off", machine + " begins " + call.key() + " in maintenance mode");
        }
        boolean brings = call.operation().equals("start") || call.operation().equals("promote");
        String resource = call.key().resource();
        boolean stopped = "Stopped".equals(value(configuration, resource + "-role"))
                || List.of("fs", "db", "vip").contains(resource) && "Stopped".equals(value(configuration, "pg-role"));
        if (brings && stopped) {
            throw new Violation("stopped stays stopped", machine + " begins " + call.key());
        }
        Map<String, String> attributes = machine.published().attributes().get(machine.name());
        if (brings && attributes != null && "on".equals(attributes.get("standby"))) {
            throw new Violation("standby runs nothing", machine + " begins " + call.key());
        }
    }

    private static String value(Element configuration, String id) {
        Element pair = configuration.find(id);
        return pair == null ? null : pair.attribute("value");
    }
}
