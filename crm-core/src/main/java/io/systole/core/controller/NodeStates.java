package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.status.StatusChange;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the DC writes down about nodes that come, stay away and go. */
final class NodeStates {
    private NodeStates() {}

    /** Everything about the members of a partition and about those who are not in it. */
    static List<StatusChange> partition(Cib cib, ClusterView view, SortedMap<NodeName, Message.Joined> joined) {
        List<StatusChange> changes = new ArrayList<>();
        for (ClusterView.Member member : view.members()) {
            Message.Joined confirmed = joined.get(member.name());
            if (confirmed == null) {
                changes.add(state(member, "true", "online", "pending", "member"));
            } else {
                changes.addAll(member(member, confirmed));
            }
        }
        for (Element state : cib.status().children("node_state")) {
            String uname = state.attribute("uname", "");
            if (uname.isEmpty() || "true".equals(state.attribute("remote_node"))) {
                continue;
            }
            NodeName node = NodeName.of(uname);
            if (view.member(node).isEmpty()) {
                changes.addAll(absent(state, node));
            }
        }
        return changes;
    }

    /** A member that has confirmed the CIB, with what it reports itself. */
    static List<StatusChange> member(ClusterView.Member member, Message.Joined confirmed) {
        return List.of(
                state(member, "true", "online", "member", "member"),
                new StatusChange.ReplaceHistory(member.name(), confirmed.lrm()),
                new StatusChange.ReplaceAttributes(member.name(), confirmed.attributes()));
    }

    /** A member of the view that says nothing. */
    static StatusChange speechless(ClusterView.Member member) {
        return state(member, "true", "offline", "down", "member");
    }

    private static StatusChange state(
            ClusterView.Member member, String inCcm, String crmd, String join, String expected) {
        return new StatusChange.NodeState(
                Integer.toString(member.nodeId()), member.name(), attributes(inCcm, crmd, join, expected));
    }

    private static SortedMap<String, String> attributes(String inCcm, String crmd, String join, String expected) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("in_ccm", inCcm);
        attributes.put("crmd", crmd);
        attributes.put("join", join);
        attributes.put("crm-debug-origin", "controller");
        if (expected != null) {
            attributes.put("expected", expected);
        }
        return attributes;
    }

    /**
     * A node that is not there: what it was expected to be, and what its history says still runs there, tells the scheduler
     * whether to fence it.
     */
    private static List<StatusChange> absent(Element state, NodeName node) {
        return List.of(
                new StatusChange.NodeState(state.id(), node, attributes("false", "offline", "down", null)),
                new StatusChange.ReplaceAttributes(node, new TreeMap<>()));
    }

    /** A node that may leave: its absence will be no failure. */
    static StatusChange expectedDown(String nodeId, NodeName node) {
        return new StatusChange.NodeState(nodeId, node, new TreeMap<>(Map.of("expected", "down")));
    }

    /** A node that is known to be down: nothing runs there. */
    static List<StatusChange> down(String nodeId, NodeName node) {
        return List.of(
                new StatusChange.NodeState(nodeId, node, attributes("false", "offline", "down", "down")),
                new StatusChange.ReplaceHistory(node, null),
                new StatusChange.ReplaceAttributes(node, new TreeMap<>()));
    }

    /** The {@code nodes} entries that are missing for the members, as an operation; empty for none. */
    static List<CibOperation> missingNodes(Cib cib, ClusterView view, SortedMap<NodeName, Integer> configured) {
        SortedMap<NodeName, Integer> wanted = new TreeMap<>(configured);
        view.members().forEach(member -> wanted.put(member.name(), member.nodeId()));
        Element section = Element.of("nodes");
        for (Map.Entry<NodeName, Integer> node : wanted.entrySet()) {
            boolean known = cib.section("nodes").children().stream()
                    .anyMatch(n -> node.getKey().text().equalsIgnoreCase(n.attribute("uname")));
            if (!known) {
                section = section.withChild(Element.of(
                        "node",
                        "id",
                        node.getValue().toString(),
                        "uname",
                        node.getKey().text()));
            }
        }
        return section.childCount() == 0 ? List.of() : List.of(new CibOperation.Modify("nodes", section, true));
    }

    /** The id of a node in the CIB; its name where it is not known. */
    static String idOf(Cib cib, NodeName node) {
        for (Element entry : cib.section("nodes").children()) {
            if (node.text().equalsIgnoreCase(entry.attribute("uname"))) {
                return entry.id();
            }
        }
        return node.text();
    }
}
