package io.systole.shell.simulate;

import io.systole.core.xml.Element;
import io.systole.policy.graph.PlannedAction;
import io.systole.policy.graph.PlannedAction.OnNode;
import io.systole.policy.graph.PlannedAction.OnResource;
import io.systole.policy.simulate.SimulatedEvent;
import io.systole.policy.simulate.SimulatedEvent.Attribute;
import io.systole.policy.simulate.SimulatedEvent.ClusterAction;
import io.systole.policy.simulate.SimulatedEvent.Fencing;
import io.systole.policy.simulate.SimulatedEvent.Injected;
import io.systole.policy.simulate.SimulatedEvent.NodeChanged;
import io.systole.policy.simulate.SimulatedEvent.PseudoAction;
import io.systole.policy.simulate.SimulatedEvent.ResourceAction;
import io.systole.policy.simulate.SimulatedEvent.Setting;
import io.systole.policy.simulate.SimulatedEvent.TicketChanged;
import io.systole.policy.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A simulation in the parts of Pacemaker's {@code pacemaker-result} ({@code crm_simulate --output-as=xml}). Unlike
 * Pacemaker's, it goes on behind events that were put in.
 */
final class SimulationXml {
    private SimulationXml() {}

    /** The elements between the root and its {@code status}. */
    static List<Element> of(Simulation simulation, ShownStatus shown, Figures figures) {
        List<Element> parts = new ArrayList<>();
        parts.add(shown.xml("cluster_status", simulation.before().view(), true));
        addEvents(parts, simulation.input().events());
        if (figures.element() != null) {
            parts.add(figures.xml());
        }
        if (simulation.plan() != null) {
            List<Element> actions = new ArrayList<>();
            simulation.plan().actions().forEach(action -> addAction(actions, action));
            parts.add(Element.of("actions").withChildren(actions));
        }
        if (simulation.transition() != null) {
            List<Element> done = new ArrayList<>();
            simulation.transition().events().forEach(event -> addEvent(done, event));
            parts.add(Element.of("transition").withChildren(done));
            parts.add(shown.xml("revised_cluster_status", simulation.after().view(), false));
        }
        return parts;
    }

    private static void addEvents(List<Element> parts, List<SimulatedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Element settings = Element.of("modifications");
        for (SimulatedEvent event : events) {
            if (event instanceof Setting setting) {
                settings = settings.with(setting.what(), setting.value());
            }
        }
        parts.add(settings);
        events.forEach(event -> addEvent(parts, event));
    }

    /** An action that was made to fail is not told of, as in Pacemaker's. */
    private static void addEvent(List<Element> parts, SimulatedEvent event) {
        if (event instanceof ResourceAction action) {
            parts.add(Element.of(
                    "rsc_action",
                    "resource",
                    action.resource(),
                    "op",
                    action.operation(),
                    "node",
                    action.node(),
                    "interval",
                    action.intervalMs() == 0 ? null : Long.toString(action.intervalMs())));
        } else if (event instanceof PseudoAction action) {
            parts.add(Element.of("pseudo_action", "task", action.key(), "node", action.node()));
        } else if (event instanceof ClusterAction action) {
            parts.add(Element.of(
                    "cluster_action", "task", action.task(), "node", action.node(), "id", action.resource()));
        } else if (event instanceof Fencing fencing) {
            parts.add(Element.of("fencing_action", "target", fencing.target(), "op", fencing.action()));
        } else if (event instanceof Attribute change) {
            parts.add(Element.of(
                    "inject_attr",
                    "name",
                    change.name(),
                    "value",
                    change.value(),
                    "node_path",
                    "/node_state",
                    "cib_node",
                    change.nodeId()));
        } else if (event instanceof NodeChanged change) {
            parts.add(Element.of("modify_node", "action", change.way().word(), "node", change.node()));
        } else if (event instanceof TicketChanged change) {
            parts.add(Element.of("modify_ticket", "action", change.action(), "ticket", change.ticket()));
        } else if (event instanceof Injected injected) {
            parts.add(Element.of("inject_spec", "spec", injected.operation()));
        }
    }

    private static void addAction(List<Element> parts, PlannedAction action) {
        if (action instanceof OnResource resource) {
            parts.add(xml(resource));
        } else if (action instanceof OnNode node && node.reason() != null) {
            parts.add(Element.of("node_action", "task", node.task(), "node", node.node(), "reason", node.reason()));
        }
    }

    private static Element xml(OnResource action) {
        Element element = Element.of(
                "rsc_action", "action", action.change().toLowerCase(Locale.ROOT), "resource", action.resource());
        return withReason(withPlaces(element, action), action);
    }

    private static Element withPlaces(Element element, OnResource action) {
        String role = action.needsRole() ? action.role().toString() : null;
        String next = action.needsRole() ? action.nextRole().toString() : null;
        if (action.from() == null) {
            return role == null
                    ? element.with("node", action.to())
                    : with(element, "role", role, "next-role", next, "dest", action.to());
        }
        if (action.to() == null) {
            return with(element, "role", role, "node", action.from());
        }
        boolean sameHost = action.from().equals(action.to());
        if (action.role() == action.nextRole()) {
            return sameHost
                    ? with(element, "role", role, "source", action.from())
                    : with(element, "source", action.from(), "dest", action.to(), "role", role);
        }
        String was = action.role().toString();
        String willBe = action.nextRole().toString();
        return sameHost
                ? with(element, "role", was, "next-role", willBe, "source", action.from())
                : with(element, "role", was, "source", action.from(), "next-role", willBe, "dest", action.to());
    }

    /** Names and values in turn; those without a value are left out. */
    private static Element with(Element element, String... attributes) {
        Element changed = element;
        for (int i = 0; i < attributes.length; i += 2) {
            changed = attributes[i + 1] == null ? changed : changed.with(attributes[i], attributes[i + 1]);
        }
        return changed;
    }

    private static Element withReason(Element element, OnResource action) {
        return with(element, "reason", action.reason(), "blocked", action.blocked() ? "true" : null);
    }
}
