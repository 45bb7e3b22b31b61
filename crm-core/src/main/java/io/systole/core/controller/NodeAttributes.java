package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values of node attributes that are not in the CIB: private ones, which never get there, and dampened ones, which wait to be
 * written. Every member knows all of them; each answers for its own when a partition forms, so that none is lost with a DC.
 */
final class NodeAttributes {
    /** Private values of one node; they are in the memory of every node, and nobody sees them in the CIB. */
    static final int PRIVATE_MAX = 10_000;

    private final SortedMap<NodeName, SortedMap<String, String>> privates = new TreeMap<>();
    /** A null value is a deletion that waits. */
    private final SortedMap<NodeName, SortedMap<String, String>> waiting = new TreeMap<>();

    private Element shownStatus;
    private SortedMap<NodeName, SortedMap<String, String>> shown = new TreeMap<>();
    /** Characters of the names and values that are shown. */
    private long length;

    void take(Message.AttributeValue message) {
        shownStatus = null;
        SortedMap<String, String> values =
                (message.waiting() ? waiting : privates).computeIfAbsent(message.node(), n -> new TreeMap<>());
        if (message.value() == null && !message.waiting()) {
            values.remove(message.name());
        } else {
            values.put(message.name(), message.value());
        }
    }

    /** Whether one more private value of this name may be kept for a node. */
    boolean place(NodeName node, String name) {
        SortedMap<String, String> values = privates.getOrDefault(node, new TreeMap<>());
        return values.containsKey(name) || values.size() < PRIVATE_MAX;
    }

    /**
     * Whether a value may be set: names and values of all nodes together have at most so many characters, unless they become
     * fewer. Every member keeps them all, and nothing else bounds what agents and people think of.
     */
    boolean room(Cib cib, NodeName node, String name, String value, long most) {
        String old = shown(cib).getOrDefault(node, new TreeMap<>()).get(name);
        long more = value.length() + (old == null ? name.length() : -old.length());
        return more <= 0 || length + more <= most;
    }

    /** The CIB has this attribute's value now. */
    void written(NodeName node, String name) {
        shownStatus = null;
        SortedMap<String, String> values = waiting.get(node);
        if (values != null) {
            values.remove(name);
        }
    }

    /** A node's values go with it. */
    void membersAre(Set<NodeName> members) {
        shownStatus = null;
        privates.keySet().retainAll(members);
        waiting.keySet().retainAll(members);
    }

    /** A node's private values, as messages for those who do not know them yet. */
    List<Message> privateOf(NodeName node) {
        List<Message> messages = new ArrayList<>();
        privates.getOrDefault(node, new TreeMap<>())
                .forEach((name, value) -> messages.add(new Message.AttributeValue(node, name, value, false)));
        return messages;
    }

    /** A node's transient attributes as they are to be written, what waits included. */
    SortedMap<String, String> settled(NodeName node, SortedMap<String, String> written) {
        SortedMap<String, String> values = new TreeMap<>(written);
        waiting.getOrDefault(node, new TreeMap<>()).forEach((name, value) -> {
            if (value == null) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        });
        return values;
    }

    /** Every attribute that is not permanent, as people and agents are to see it. */
    SortedMap<NodeName, SortedMap<String, String>> shown(Cib cib) {
        if (cib.status() == shownStatus) {
            return shown;
        }
        SortedMap<NodeName, SortedMap<String, String>> all = new TreeMap<>();
        for (Element state : cib.status().children("node_state")) {
            NodeName node = NodeName.of(state.attribute("uname", "?"));
            all.put(node, settled(node, StatusSection.attributes(cib, node)));
        }
        privates.forEach((node, values) ->
                all.computeIfAbsent(node, n -> new TreeMap<>()).putAll(values));
        shownStatus = cib.status();
        shown = all;
        length = 0;
        all.values().forEach(values -> values.forEach((name, value) -> length += name.length() + value.length()));
        return all;
    }
}
