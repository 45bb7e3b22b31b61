package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.xml.Element;
import java.util.List;

/**
 * What a daemon's own copy of the CIB says of a single resource holds: without its ticket it is not started, nor on a node that
 * it is banned from, and one that is to be left alone is.
 */
final class Wishes implements Watcher {
    private static final List<String> ACTIONS = List.of("start", "stop", "migrate_to", "migrate_from");

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        if (!ACTIONS.contains(call.operation())) {
            return;
        }
        Cib cib = machine.published().cib();
        String resource = call.key().resource();
        Element configuration = cib.configuration();
        if (pair(configuration, resource + "-is-managed", "false")
                || pair(configuration, resource + "-maintenance", "true")) {
            throw new Violation("left alone", machine + " begins " + call.key());
        }
        if (!call.operation().equals("start")) {
            return;
        }
        if (configuration.find("cli-ban-" + resource + "-on-" + machine.name()) != null) {
            throw new Violation("bans keep away", machine + " begins " + call.key());
        }
        String ticket = List.of("guarded", "held").contains(resource) ? "T" : resource.equals("vital") ? "V" : null;
        if (ticket != null && !granted(cib, ticket)) {
            throw new Violation("no start without the ticket", machine + " begins " + call.key());
        }
    }

    private static boolean granted(Cib cib, String ticket) {
        Element tickets = cib.status().child("tickets");
        return tickets != null
                && tickets.children("ticket_state").stream()
                        .anyMatch(state -> ticket.equals(state.id())
                                && "true".equals(state.attribute("granted"))
                                && "false".equals(state.attribute("standby")));
    }

    private static boolean pair(Element configuration, String id, String value) {
        Element pair = configuration.find(id);
        return pair != null && value.equals(pair.attribute("value"));
    }
}
