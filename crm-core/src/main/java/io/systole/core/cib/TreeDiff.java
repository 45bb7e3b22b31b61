package io.systole.core.cib;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the changes of a version 2 patch set between two trees. Equal subtrees cost one comparison of their hashes. */
final class TreeDiff {
    private final List<Element> changes;

    TreeDiff(List<Element> changes) {
        this.changes = changes;
    }

    void compare(String parentPath, Element from, Element to) {
        if (from == to || from.equals(to)) {
            return;
        }
        String path = parentPath + "/" + step(from);
        attributes(path, from, to);
        Map<String, Element> old = keyed(from);
        Map<String, Element> wanted = keyed(to);
        if (old == null || wanted == null) {
            rewrite(path, from, to);
        } else {
            children(path, old, wanted);
        }
    }

    /** Children that share name and id cannot be told apart by a path: all of them are written anew. */
    private void rewrite(String path, Element from, Element to) {
        for (int i = from.childCount(); i >= 1; i--) {
            changes.add(Element.of("change", "operation", "delete", "path", path + "/*[" + i + "]"));
        }
        for (int i = 0; i < to.childCount(); i++) {
            changes.add(Element.of("change", "operation", "create", "path", path, "position", "" + i)
                    .withChild(to.child(i)));
        }
    }

    private static String step(Element element) {
        return element.id() == null ? element.name() : element.name() + "[@id='" + element.id() + "']";
    }

    private void attributes(String path, Element from, Element to) {
        Element.Builder list = Element.builder("change-list");
        boolean differs = from.attributeCount() != to.attributeCount();
        for (int i = 0; i < to.attributeCount(); i++) {
            String name = to.attributeName(i);
            if (!to.attributeValue(i).equals(from.attribute(name))) {
                list.child(Element.of("change-attr", "name", name, "operation", "set", "value", to.attributeValue(i)));
                differs = true;
            } else if (i < from.attributeCount() && !from.attributeName(i).equals(name)) {
                differs = true;
            }
        }
        for (int i = 0; i < from.attributeCount(); i++) {
            if (!to.has(from.attributeName(i))) {
                list.child(Element.of("change-attr", "name", from.attributeName(i), "operation", "unset"));
            }
        }
        if (differs || !from.text().equals(to.text())) {
            changes.add(Element.of("change", "operation", "modify", "path", path)
                    .withChild(list.build())
                    .withChild(Element.of("change-result").withChild(to.withChildren(List.of()))));
        }
    }

    /** Children are matched by name and id. */
    private void children(String path, Map<String, Element> old, Map<String, Element> wanted) {
        for (String key : old.keySet()) {
            if (!wanted.containsKey(key)) {
                changes.add(Element.of("change", "operation", "delete", "path", path + "/" + key));
            }
        }
        List<String> order = new ArrayList<>(old.keySet());
        order.removeIf(key -> !wanted.containsKey(key));
        int position = 0;
        for (Map.Entry<String, Element> entry : wanted.entrySet()) {
            String key = entry.getKey();
            Element before = old.get(key);
            if (before == null) {
                changes.add(Element.of("change", "operation", "create", "path", path, "position", "" + position)
                        .withChild(entry.getValue()));
                order.add(position, key);
            } else {
                if (!order.get(position).equals(key)) {
                    changes.add(Element.of(
                            "change", "operation", "move", "path", path + "/" + key, "position", "" + position));
                    order.remove(key);
                    order.add(position, key);
                }
                compare(path, before, entry.getValue());
            }
            position++;
        }
    }

    /** The children by the last step of their path; null where two share it or one is a comment, which has none. */
    private static Map<String, Element> keyed(Element parent) {
        Map<String, Element> children = new LinkedHashMap<>();
        for (Element child : parent.children()) {
            if (children.put(step(child), child) != null || child.name().equals(Element.COMMENT)) {
                return null;
            }
        }
        return children;
    }
}
