package io.systole.core.message;

import io.systole.core.operation.AgentId;
import io.systole.core.status.StatusChange;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link StatusChange}s as XML elements. */
final class StatusChangeXml {
    private StatusChangeXml() {}

    static Element encode(StatusChange change) {
        if (change instanceof StatusChange.NodeState state) {
            return Element.of(
                            "node-state",
                            "id",
                            state.nodeId(),
                            "node",
                            state.node().text())
                    .withChild(map(state.attributes()));
        }
        if (change instanceof StatusChange.History history) {
            Element.Builder out = Element.builder("history")
                    .attribute("node", history.node().text())
                    .attribute("resource", history.resource());
            agent(history.agent(), out);
            history.erased().forEach(id -> out.child(Element.of("erased", "id", id)));
            return out.children(history.written()).build();
        }
        if (change instanceof StatusChange.Forget forget) {
            return Element.of(
                    "forget",
                    "node",
                    forget.node().text(),
                    "resource",
                    forget.resource(),
                    "key",
                    forget.operationKey());
        }
        if (change instanceof StatusChange.ReplaceHistory replace) {
            Element out = Element.of("replace-history", "node", replace.node().text());
            return replace.lrm() == null ? out : out.withChild(replace.lrm());
        }
        if (change instanceof StatusChange.Attribute attribute) {
            return Element.of(
                    "attribute", "node", attribute.node().text(), "name", attribute.name(), "value", attribute.value());
        }
        if (change instanceof StatusChange.ReplaceAttributes replace) {
            return Element.of("replace-attributes", "node", replace.node().text())
                    .withChild(map(replace.values()));
        }
        return Element.of(
                "drop-node", "node", ((StatusChange.DropNode) change).node().text());
    }

    static StatusChange decode(Element element) throws XmlException {
        NodeName node = NodeName.of(element.attribute("node", "?"));
        return switch (element.name()) {
            case "node-state" ->
                new StatusChange.NodeState(element.attribute("id", ""), node, map(element.child("values")));
            case "history" ->
                new StatusChange.History(
                        node,
                        element.attribute("resource", ""),
                        agent(element),
                        element.children("lrm_rsc_op"),
                        element.children("erased").stream().map(Element::id).toList());
            case "forget" -> new StatusChange.Forget(node, element.attribute("resource"), element.attribute("key"));
            case "replace-history" -> new StatusChange.ReplaceHistory(node, element.child("lrm"));
            case "attribute" ->
                new StatusChange.Attribute(node, element.attribute("name", ""), element.attribute("value"));
            case "replace-attributes" -> new StatusChange.ReplaceAttributes(node, map(element.child("values")));
            case "drop-node" -> new StatusChange.DropNode(node);
            default -> throw new XmlException("<" + element.name() + "> is no change of the status", 0, 0);
        };
    }

    /** Part by part: a name may hold colons, as those of systemd's units do, and is told as it is even where nobody has such an agent. */
    static void agent(AgentId agent, Element.Builder out) {
        out.attribute("class", agent.standard())
                .attribute("provider", agent.provider())
                .attribute("type", agent.type());
    }

    static AgentId agent(Element element) {
        return new AgentId(
                element.attribute("class", ""), element.attribute("provider"), element.attribute("type", ""));
    }

    static Element map(SortedMap<String, String> values) {
        Element.Builder out = Element.builder("values");
        values.forEach((name, value) -> out.child(Element.of("value", "name", name, "text", value)));
        return out.build();
    }

    static SortedMap<String, String> map(Element values) {
        SortedMap<String, String> map = new TreeMap<>();
        List<Element> entries = values == null ? List.of() : values.children();
        entries.forEach(e -> map.put(e.attribute("name", ""), e.attribute("text", "")));
        return map;
    }
}
