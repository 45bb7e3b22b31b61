package io.systole.policy.simulate;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A status section that is being changed many times: nodes and their resources' histories are found by index, so that a
 * change costs no walk over the section. Working state of one simulation; not thread-safe.
 */
final class StatusDraft {
    private final Element cib;
    private final List<Element> children;
    private final Map<String, Integer> byName = new LinkedHashMap<>();
    private final Map<Integer, NodeHistory> histories = new LinkedHashMap<>();

    StatusDraft(Element cib) {
        this.cib = cib;
        Element status = cib.child("status");
        this.children = new ArrayList<>(status == null ? List.of() : status.children());
        for (int i = 0; i < children.size(); i++) {
            String name = children.get(i).attribute("uname");
            if (name != null && children.get(i).name().equals("node_state")) {
                byName.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
            }
        }
    }

    /** The CIB with the status section as it is now. */
    Element cib() {
        histories.forEach((node, history) -> changeNode(node, history::in));
        histories.clear();
        return replace(cib, Element.of("status").withChildren(children));
    }

    /** Ensures that the node has a state, and answers its place. */
    int node(String name, String id) {
        Integer at = byName.get(name.toLowerCase(Locale.ROOT));
        if (at == null) {
            at = withoutName(id);
            if (at == null) {
                children.add(Element.of("node_state", "id", id, "uname", name));
                at = children.size() - 1;
            } else {
                children.set(at, children.get(at).with("uname", name));
            }
            byName.put(name.toLowerCase(Locale.ROOT), at);
        }
        return at;
    }

    /** A state may know the node's id only. */
    private Integer withoutName(String id) {
        for (int i = 0; i < children.size(); i++) {
            Element state = children.get(i);
            if (state.name().equals("node_state") && id.equals(state.id())) {
                return i;
            }
        }
        return null;
    }

    String nodeId(int node) {
        return children.get(node).attribute("id", "");
    }

    /** Changes the node's own attributes and parts other than its history. */
    void changeNode(int node, UnaryOperator<Element> change) {
        children.set(node, change.apply(children.get(node)));
    }

    /** Forgets all history and transient attributes of a node. */
    void forget(int node) {
        histories.remove(node);
        changeNode(
                node,
                state -> state.withoutChildren(
                        child -> child.name().equals("lrm") || child.name().equals("transient_attributes")));
    }

    /** The history of resources on a node, for reading and changing. */
    NodeHistory history(int node) {
        return histories.computeIfAbsent(node, at -> new NodeHistory(children.get(at)));
    }

    /** When the latest result of all came in, in seconds since the epoch; 0 if there is none. */
    long latestResult() {
        long latest = 0;
        for (Element state : children) {
            latest = Math.max(latest, NodeHistory.latestResult(state));
        }
        return latest;
    }

    /** A transient attribute's value, or null. */
    String attribute(int node, String name) {
        Element attributes = children.get(node).child("transient_attributes");
        for (Element set : attributes == null ? List.<Element>of() : attributes.children("instance_attributes")) {
            for (Element pair : set.children("nvpair")) {
                if (name.equals(pair.attribute("name"))) {
                    return pair.attribute("value");
                }
            }
        }
        return null;
    }

    void setAttribute(int node, String name, String value) {
        changeNode(node, state -> {
            Element attributes = childOrNew(state, "transient_attributes", state.id());
            Element set = childOrNew(attributes, "instance_attributes", state.id());
            Element pair = Element.of("nvpair", "id", pairId(set.id(), name), "name", name, "value", value);
            Element others = set.withoutChildren(old -> name.equals(old.attribute("name")));
            return replace(state, replace(attributes, others.withChild(pair)));
        });
    }

    /** Attribute names may hold characters that ids must not. */
    private static String pairId(String setId, String name) {
        return (setId + "-" + name).replaceAll("[^A-Za-z0-9_.-]", ".");
    }

    /** Changes the state of a ticket, which is added where it is not there. */
    void setTicket(String ticket, String attribute, boolean value) {
        int at = -1;
        for (int i = 0; i < children.size(); i++) {
            at = children.get(i).name().equals("tickets") ? i : at;
        }
        if (at < 0) {
            children.add(Element.of("tickets"));
            at = children.size() - 1;
        }
        Element tickets = children.get(at);
        for (int i = 0; i < tickets.childCount(); i++) {
            if (ticket.equals(tickets.child(i).id())) {
                Element changed = tickets.child(i).with(attribute, Boolean.toString(value));
                children.set(at, tickets.replacing(i, changed));
                return;
            }
        }
        Element state = Element.of("ticket_state", "id", ticket, attribute, Boolean.toString(value));
        children.set(at, tickets.withChild(state));
    }

    static Element childOrNew(Element parent, String name, String id) {
        Element child = parent.child(name);
        return child == null ? Element.of(name, "id", id) : child;
    }

    /** The parent with its first child of this name replaced, or with the child added. */
    static Element replace(Element parent, Element child) {
        for (int i = 0; i < parent.childCount(); i++) {
            if (parent.child(i).name().equals(child.name())) {
                return parent.replacing(i, child);
            }
        }
        return parent.withChild(child);
    }
}
