package io.systole.core.status;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Applies {@link StatusChange}s and answers questions about the status section. Pure; an edit costs its path. */
public final class StatusSection {
    private StatusSection() {}

    /** The CIB after the changes, with num_updates one higher for all of them together. */
    public static Cib apply(Cib cib, List<StatusChange> changes) {
        Element status = cib.status();
        for (StatusChange change : changes) {
            status = step(status, change);
        }
        if (status == cib.status()) {
            return cib;
        }
        Element root = cib.root();
        CibVersion version = cib.version();
        return new Cib(new CibVersion(version.adminEpoch(), version.epoch(), version.numUpdates() + 1)
                .in(root.replacing(indexOf(root, "status", null), status)));
    }

    private static Element step(Element status, StatusChange change) {
        if (change instanceof StatusChange.NodeState state) {
            return nodeState(status, state);
        }
        if (change instanceof StatusChange.DropNode drop) {
            return status.withoutChildren(n -> isNode(n, drop.node()));
        }
        NodeName node = nodeOf(change);
        int at = find(status, node);
        if (at < 0) {
            return status;
        }
        return status.replacing(at, inNode(status.child(at), change));
    }

    private static NodeName nodeOf(StatusChange change) {
        if (change instanceof StatusChange.History history) {
            return history.node();
        }
        if (change instanceof StatusChange.Forget forget) {
            return forget.node();
        }
        if (change instanceof StatusChange.ReplaceHistory replace) {
            return replace.node();
        }
        if (change instanceof StatusChange.Attribute attribute) {
            return attribute.node();
        }
        return ((StatusChange.ReplaceAttributes) change).node();
    }

    private static Element inNode(Element node, StatusChange change) {
        if (change instanceof StatusChange.History history) {
            return history(node, history);
        }
        if (change instanceof StatusChange.Forget forget) {
            return forget(node, forget);
        }
        if (change instanceof StatusChange.ReplaceHistory replace) {
            Element bare = node.withoutChildren(c -> c.name().equals("lrm"));
            return replace.lrm() == null ? bare : bare.withChild(replace.lrm());
        }
        if (change instanceof StatusChange.Attribute attribute) {
            return attribute(node, attribute.name(), attribute.value());
        }
        Element bare = node.withoutChildren(c -> c.name().equals("transient_attributes"));
        for (Map.Entry<String, String> value :
                ((StatusChange.ReplaceAttributes) change).values().entrySet()) {
            bare = attribute(bare, value.getKey(), value.getValue());
        }
        return bare;
    }

    private static Element nodeState(Element status, StatusChange.NodeState state) {
        int at = find(status, state.node());
        Element node = at < 0
                ? Element.of(
                        "node_state",
                        "id",
                        state.nodeId(),
                        "uname",
                        state.node().text())
                : status.child(at);
        for (Map.Entry<String, String> attribute : state.attributes().entrySet()) {
            node = node.with(attribute.getKey(), attribute.getValue());
        }
        return at < 0 ? status.withChild(node) : status.replacing(at, node);
    }

    private static Element history(Element node, StatusChange.History change) {
        Element lrm = childOrNew(node, Element.of("lrm", "id", node.id()));
        Element resources = childOrNew(lrm, Element.of("lrm_resources"));
        int at = indexOf(resources, "lrm_resource", change.resource());
        Element resource = at < 0 ? HistoryEntry.resource(change.resource(), change.agent()) : resources.child(at);
        for (String id : change.erased()) {
            resource = resource.withoutChildren(op -> id.equals(op.id()));
        }
        for (Element entry : change.written()) {
            int old = indexOf(resource, "lrm_rsc_op", entry.id());
            resource = old < 0 ? resource.withChild(entry) : resource.replacing(old, entry);
        }
        resources = at < 0 ? resources.withChild(resource) : resources.replacing(at, resource);
        return with(node, with(lrm, resources));
    }

    private static Element forget(Element node, StatusChange.Forget change) {
        Element lrm = node.child("lrm");
        Element resources = lrm == null ? null : lrm.child("lrm_resources");
        if (resources == null) {
            return node;
        }
        Element kept;
        if (change.resource() == null) {
            kept = resources.withChildren(List.of());
        } else if (change.operationKey() == null) {
            kept = resources.withoutChildren(r -> change.resource().equals(r.id()));
        } else {
            int at = indexOf(resources, "lrm_resource", change.resource());
            if (at < 0) {
                return node;
            }
            kept = resources.replacing(
                    at,
                    resources
                            .child(at)
                            .withoutChildren(op -> change.operationKey().equals(op.attribute("operation_key"))));
        }
        return with(node, with(lrm, kept));
    }

    private static Element attribute(Element node, String name, String value) {
        Element attributes = childOrNew(node, Element.of("transient_attributes", "id", node.id()));
        Element set = childOrNew(attributes, Element.of("instance_attributes", "id", "status-" + node.id()));
        int at = -1;
        for (int i = 0; i < set.childCount() && at < 0; i++) {
            if (name.equals(set.child(i).attribute("name"))) {
                at = i;
            }
        }
        if (value == null) {
            if (at < 0) {
                return node;
            }
            set = set.withoutChild(at);
        } else {
            Element pair = Element.of("nvpair", "id", idOf(set.id() + "-" + name), "name", name, "value", value);
            set = at < 0 ? set.withChild(pair) : set.replacing(at, pair);
        }
        return with(node, with(attributes, set));
    }

    /** Attribute names such as fail-count-a#start_0 hold characters that an id must not. */
    private static String idOf(String text) {
        StringBuilder id = new StringBuilder(text);
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && c != '.') {
                id.setCharAt(i, '.');
            }
        }
        return id.toString();
    }

    private static Element childOrNew(Element parent, Element fresh) {
        Element child = parent.child(fresh.name());
        return child == null ? fresh : child;
    }

    /** The parent with its one child of this name replaced or added. */
    private static Element with(Element parent, Element child) {
        int at = indexOf(parent, child.name(), null);
        return at < 0 ? parent.withChild(child) : parent.replacing(at, child);
    }

    private static int indexOf(Element parent, String name, String id) {
        for (int i = 0; i < parent.childCount(); i++) {
            Element child = parent.child(i);
            if (child.name().equals(name) && (id == null || id.equals(child.id()))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNode(Element state, NodeName node) {
        return node.text().equalsIgnoreCase(state.attribute("uname"));
    }

    private static int find(Element status, NodeName node) {
        for (int i = 0; i < status.childCount(); i++) {
            if (isNode(status.child(i), node)) {
                return i;
            }
        }
        return -1;
    }

    /** A node's {@code node_state}, or null. */
    public static Element node(Cib cib, NodeName node) {
        int at = find(cib.status(), node);
        return at < 0 ? null : cib.status().child(at);
    }

    /** A node's history, or null. */
    public static Element history(Cib cib, NodeName node) {
        Element state = node(cib, node);
        return state == null ? null : state.child("lrm");
    }

    /** A node's transient attributes. */
    public static SortedMap<String, String> attributes(Cib cib, NodeName node) {
        SortedMap<String, String> values = new TreeMap<>();
        Element state = node(cib, node);
        Element attributes = state == null ? null : state.child("transient_attributes");
        if (attributes != null) {
            for (Element set : attributes.children("instance_attributes")) {
                set.children("nvpair").forEach(p -> values.putIfAbsent(p.attribute("name"), p.attribute("value", "")));
            }
        }
        return values;
    }

    /** The history of one resource on one node, or null. */
    public static Element resource(Cib cib, NodeName node, String resource) {
        Element lrm = history(cib, node);
        Element resources = lrm == null ? null : lrm.child("lrm_resources");
        int at = resources == null ? -1 : indexOf(resources, "lrm_resource", resource);
        return at < 0 ? null : resources.child(at);
    }
}
