package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.value.CrmInterval;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What an object means, apart from how it is written: the order of attributes and the ids of its innermost parts count for
 * nothing (a line of {@code crm configure} does not carry them), everything else does.
 */
public final class Canonical {
    private static final List<String> UNNAMED = List.of(
            "nvpair",
            "op",
            "expression",
            "date_expression",
            "date_spec",
            "duration",
            "fencing-level",
            "attribute",
            "resource_set");

    /** What has sets of several kinds, between which the order counts for nothing. */
    private static final List<String> WITH_SETS =
            List.of("primitive", "template", "group", "clone", "node", "alert", "recipient", "op");

    /** Sets that mean nothing where nothing is in them: what a deleted parameter leaves behind. */
    private static final List<String> SETS =
            List.of("instance_attributes", "meta_attributes", "utilization", "operations");

    private static final List<String> ROLES = List.of("role", "rsc-role", "with-rsc-role");

    private Canonical() {}

    public static boolean same(Definition a, Definition b) {
        return a.section().equals(b.section())
                && a.children().equals(b.children())
                && of(a.element()).equals(of(b.element()));
    }

    static Element of(Element element) {
        if (element.name().equals("master")) {
            return of(promotable(element));
        }
        TreeMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.attributeCount(); i++) {
            attributes.put(element.attributeName(i), element.attributeValue(i));
        }
        if (UNNAMED.contains(element.name())) {
            attributes.remove("id");
        }
        defaults(element.name(), attributes);
        List<Element> children = new ArrayList<>();
        for (Element child : element.children()) {
            if (holdsNothing(child)) {
                continue;
            }
            Element each = of(child);
            boolean meta = element.name().equals("meta_attributes") && each.has("name");
            children.add(meta ? each.with("name", Aliases.meta(each.attribute("name"))) : each);
        }
        if (WITH_SETS.contains(element.name())) {
            children.sort(Comparator.comparing(Element::name));
        }
        Element.Builder out = Element.builder(element.name()).text(element.text());
        attributes.forEach(out::attribute);
        return out.children(children).build();
    }

    private static boolean holdsNothing(Element set) {
        return SETS.contains(set.name())
                && set.children().isEmpty()
                && !set.has("id-ref")
                && set.text().isBlank();
    }

    /** Leaves out what is meant anyway, and says old words in new ones. */
    private static void defaults(String name, TreeMap<String, String> attributes) {
        ROLES.forEach(role -> attributes.computeIfPresent(role, (key, word) -> Aliases.role(word)));
        switch (name) {
            case "op" -> {
                String interval = attributes.getOrDefault("interval", "0");
                attributes.put("interval", CrmInterval.parseMs(interval).orElse(-1) == 0 ? "0s" : interval);
            }
            case "rsc_order" -> {
                String score = attributes.remove("score");
                attributes.putIfAbsent("kind", "0".equals(score) ? "Optional" : "Mandatory");
            }
            case "resource_set" -> {
                attributes.remove("sequential", "true");
                attributes.remove("require-all", "true");
            }
            case "rule" -> attributes.remove("boolean-op", "and");
            case "node" -> {
                attributes.remove("type", "member");
                attributes.remove("type", "normal");
            }
            case "primitive", "template" -> {
                if ("ocf".equals(attributes.get("class"))) {
                    attributes.putIfAbsent("provider", "heartbeat");
                }
            }
            case "nvpair" ->
                attributes.computeIfPresent(
                        "value",
                        (key, value) -> "target-role".equals(attributes.get("name")) ? Aliases.role(value) : value);
            default -> {}
        }
    }

    private static Element promotable(Element master) {
        List<Element> sets = new ArrayList<>(master.children());
        ResourceGrammar.promote(master.attribute("id", ""), sets);
        return master.renamed("clone").withChildren(sets);
    }
}
