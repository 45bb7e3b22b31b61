package io.systole.core.transition;

import io.systole.core.operation.AgentId;
import io.systole.core.transition.TransitionGraph.Synapse;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Transition graphs in Pacemaker's XML. */
public final class TransitionGraphXml {
    /** The order in which Pacemaker writes a graph's own attributes. */
    private static final List<String> HEADER = List.of(
            "cluster-delay",
            "fencing-timeout",
            "failed-stop-offset",
            "failed-start-offset",
            "batch-limit",
            "transition_id",
            "migration-limit",
            "recheck-by");

    private TransitionGraphXml() {}

    public static Element format(TransitionGraph graph) {
        return format(graph, Map.of());
    }

    /**
     * @param absent by number, actions that are inputs but are not in the graph themselves, as they cannot run; what waits
     *     for one of them is never started
     */
    public static Element format(TransitionGraph graph, Map<Integer, GraphAction> absent) {
        Map<Integer, GraphAction> actions = new LinkedHashMap<>(absent);
        for (Synapse synapse : graph.synapses()) {
            actions.put(synapse.action().id(), synapse.action());
        }
        Element.Builder out = Element.builder("transition_graph");
        HEADER.forEach(name -> out.attribute(name, graph.attributes().get(name)));
        graph.attributes().forEach(out::attribute);
        for (Synapse synapse : graph.synapses()) {
            Element.Builder inputs = Element.builder("inputs");
            for (int input : synapse.inputs()) {
                if (actions.containsKey(input)) {
                    inputs.child(Element.of("trigger").withChild(head(actions.get(input))));
                }
            }
            out.child(Element.of(
                            "synapse",
                            "id",
                            Integer.toString(synapse.id()),
                            "priority",
                            synapse.priority() > 0 ? Integer.toString(synapse.priority()) : null)
                    .withChild(Element.of("action_set").withChild(action(synapse.action())))
                    .withChild(inputs.build()));
        }
        return out.build();
    }

    private static Element head(GraphAction action) {
        boolean named = action.kind() != GraphAction.Kind.PSEUDO || action.onNode() != null;
        return Element.of(
                action.kind().element(),
                "mode",
                action.mode(),
                "id",
                Integer.toString(action.id()),
                "operation",
                action.operation(),
                "operation_key",
                action.operationKey(),
                "internal_operation_key",
                action.internalOperationKey(),
                "on_node",
                named ? action.onNode() : null,
                "on_node_uuid",
                named ? action.onNodeUuid() : null,
                "router_node",
                action.routerNode());
    }

    /** One action with everything that its executor needs. */
    public static Element action(GraphAction action) {
        Element.Builder out = head(action).toBuilder().attribute("shutdown-lock", action.shutdownLock());
        if (action.resource() != null) {
            AgentId agent = action.resource().agent();
            out.child(Element.of(
                    "primitive",
                    "id",
                    action.resource().id(),
                    "long-id",
                    action.resource().longId(),
                    "class",
                    agent.standard(),
                    "provider",
                    agent.provider(),
                    "type",
                    agent.type()));
        }
        Element.Builder attributes = Element.builder("attributes");
        action.attributes().forEach((name, value) -> {
            if (isNumber(name)) {
                attributes.child(Element.of("param", "name", name, "value", value));
            } else {
                attributes.attribute(name, value);
            }
        });
        out.child(attributes.build());
        nodes(out, "downed", action.downed(), "id");
        if (!action.maintenance().isEmpty()) {
            Element.Builder list = Element.builder("maintenance");
            action.maintenance()
                    .forEach(node -> list.child(Element.of(
                            "node", "id", node.nodeId(), "node_in_maintenance", node.maintenance() ? "1" : "0")));
            out.child(list.build());
        }
        return out.build();
    }

    /** The parameters of heartbeat agents are numbered, and XML has no attributes of such names. */
    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
    }

    private static void nodes(Element.Builder out, String name, List<String> nodes, String attribute) {
        if (!nodes.isEmpty()) {
            Element.Builder list = Element.builder(name);
            nodes.forEach(node -> list.child(Element.of("node", attribute, node)));
            out.child(list.build());
        }
    }

    /** @throws XmlException where the element is no transition graph */
    public static TransitionGraph parse(Element element) throws XmlException {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.attributeCount(); i++) {
            attributes.put(element.attributeName(i), element.attributeValue(i));
        }
        List<Synapse> synapses = new ArrayList<>();
        for (Element synapse : element.children("synapse")) {
            List<Integer> inputs = new ArrayList<>();
            Element triggers = synapse.child("inputs");
            if (triggers != null) {
                for (Element trigger : triggers.children("trigger")) {
                    inputs.add(number(only(trigger), "id"));
                }
            }
            Element set = synapse.child("action_set");
            if (set == null) {
                throw new XmlException("synapse " + synapse.id() + " has no action", 0, 0);
            }
            int priority = synapse.has("priority") ? number(synapse, "priority") : 0;
            synapses.add(new Synapse(number(synapse, "id"), priority, parseAction(only(set)), inputs));
        }
        return new TransitionGraph(attributes, synapses);
    }

    private static Element only(Element parent) throws XmlException {
        if (parent.childCount() == 0) {
            throw new XmlException("<" + parent.name() + "> is empty", 0, 0);
        }
        return parent.child(0);
    }

    private static int number(Element element, String attribute) throws XmlException {
        try {
            return Integer.parseInt(element.attribute(attribute, ""));
        } catch (NumberFormatException e) {
            throw new XmlException("<" + element.name() + "> has no number " + attribute, 0, 0);
        }
    }

    /** @throws XmlException where the element is no action */
    public static GraphAction parseAction(Element element) throws XmlException {
        GraphAction.Kind kind = null;
        for (GraphAction.Kind candidate : GraphAction.Kind.values()) {
            kind = candidate.element().equals(element.name()) ? candidate : kind;
        }
        if (kind == null) {
            throw new XmlException("<" + element.name() + "> is no action", 0, 0);
        }
        SortedMap<String, String> attributes = new TreeMap<>();
        Element list = element.child("attributes");
        for (int i = 0; list != null && i < list.attributeCount(); i++) {
            attributes.put(list.attributeName(i), list.attributeValue(i));
        }
        for (Element param : list == null ? List.<Element>of() : list.children("param")) {
            attributes.put(param.attribute("name", ""), param.attribute("value", ""));
        }
        Element primitive = element.child("primitive");
        return new GraphAction(
                number(element, "id"),
                kind,
                element.attribute("operation", ""),
                element.attribute("operation_key", ""),
                element.attribute("internal_operation_key"),
                element.attribute("on_node"),
                element.attribute("on_node_uuid"),
                element.attribute("router_node"),
                element.attribute("shutdown-lock"),
                element.attribute("mode"),
                primitive == null ? null : resource(primitive),
                attributes,
                ids(element.child("downed")),
                maintenance(element.child("maintenance")));
    }

    private static GraphAction.GraphResource resource(Element primitive) {
        return new GraphAction.GraphResource(
                primitive.attribute("id", ""),
                primitive.attribute("long-id"),
                new AgentId(
                        primitive.attribute("class", ""),
                        primitive.attribute("provider"),
                        primitive.attribute("type", "")));
    }

    private static List<GraphAction.NodeMaintenance> maintenance(Element list) {
        return list == null
                ? List.of()
                : list.children().stream()
                        .map(n -> new GraphAction.NodeMaintenance(
                                n.attribute("id", ""), "1".equals(n.attribute("node_in_maintenance"))))
                        .toList();
    }

    private static List<String> ids(Element list) {
        return list == null
                ? List.of()
                : list.children().stream().map(n -> n.attribute("id", "")).toList();
    }
}
