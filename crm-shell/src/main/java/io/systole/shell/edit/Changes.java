package io.systole.shell.edit;

import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations that lead from one configuration to another, as small as its objects allow. Pure. */
final class Changes {
    /** More changed objects than this make the section go as a whole: each one alone costs a search and a copy of it. */
    private static final int SINGLY = 50;

    private Changes() {}

    static List<CibOperation> between(Element from, Element to) {
        List<CibOperation> deletions = new ArrayList<>();
        List<CibOperation> rest = new ArrayList<>();
        attributes(from, to, rest);
        Element before = from.child("configuration");
        Element after = to.child("configuration");
        for (Element section : after.children()) {
            Element old = before.child(section.name());
            if (old == null) {
                rest.add(new CibOperation.Replace(section.name(), section));
            } else if (!old.equals(section)) {
                section(old, section, deletions, rest);
            }
        }
        for (Element section : before.children()) {
            if (after.child(section.name()) == null) {
                deletions.add(new CibOperation.DeleteAt("/cib/configuration/" + section.name(), false));
            }
        }
        // A member of a new group must have left its old place before the group comes.
        deletions.addAll(rest);
        return deletions;
    }

    private static void attributes(Element from, Element to, List<CibOperation> rest) {
        String schema = to.attribute("validate-with", "");
        if (!schema.equals(from.attribute("validate-with", ""))) {
            rest.add(new CibOperation.Modify(null, Element.of("cib", "validate-with", schema), false));
        }
    }

    private static void section(Element old, Element wanted, List<CibOperation> deletions, List<CibOperation> rest) {
        Map<String, Element> before = keyed(old);
        Map<String, Element> after = keyed(wanted);
        if (before == null || after == null || !inOrder(before, after) || many(before, after)) {
            rest.add(new CibOperation.Replace(wanted.name(), wanted));
            return;
        }
        before.forEach((key, element) -> {
            if (!after.containsKey(key)) {
                deletions.add(new CibOperation.Delete(wanted.name(), Element.of(element.name(), "id", element.id())));
            }
        });
        after.forEach((key, element) -> {
            Element there = before.get(key);
            if (there == null) {
                rest.add(new CibOperation.Create(wanted.name(), element));
            } else if (!there.equals(element)) {
                rest.add(new CibOperation.Replace(wanted.name(), element));
            }
        });
    }

    private static boolean many(Map<String, Element> before, Map<String, Element> after) {
        long gone =
                before.keySet().stream().filter(key -> !after.containsKey(key)).count();
        long other = after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .count();
        return gone + other > SINGLY;
    }

    /** Whether what stays keeps its order and what is new comes behind it. */
    private static boolean inOrder(Map<String, Element> before, Map<String, Element> after) {
        List<String> order = new ArrayList<>(before.keySet());
        order.removeIf(key -> !after.containsKey(key));
        after.keySet().stream().filter(key -> !before.containsKey(key)).forEach(order::add);
        return order.equals(new ArrayList<>(after.keySet()));
    }

    /** The children by name and id; null where one has no id or two share it. */
    private static Map<String, Element> keyed(Element section) {
        Map<String, Element> children = new LinkedHashMap<>();
        for (Element child : section.children()) {
            if (child.id() == null || children.put(child.name() + " " + child.id(), child) != null) {
                return null;
            }
        }
        return children;
    }
}
