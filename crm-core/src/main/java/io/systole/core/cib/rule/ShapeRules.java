package io.systole.core.cib.rule;

import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Elements, attributes and values are those that a CIB has ({@link CibShape}). Pacemaker refuses what is otherwise when it
 * checks a configuration against its schema; {@code validate-with="none"} switches that off, here as there.
 */
public final class ShapeRules implements Rule {
    @Override
    public void check(Element cib, List<CibFinding> findings) {
        if (!"none".equals(cib.attribute("validate-with"))) {
            element(cib, "cib", findings);
        }
    }

    /** @param owner the id of the nearest object around, to name what has none of its own */
    private static void element(Element element, String owner, List<CibFinding> findings) {
        CibShape shape = CibShape.of(element.name());
        String object = element.attribute("id", owner);
        String what = "<" + element.name() + ">" + (element.id() == null ? " of " + owner : " " + element.id());
        attributes(element, shape, object, what, findings);
        children(element, shape, object, what, findings);
        for (List<List<CibShape.Part>> choice : shape.choices()) {
            choice(element, choice, object, what, findings);
        }
        for (Element child : element.children()) {
            // What runs where is written by the cluster itself and takes anything.
            if (shape.children().containsKey(child.name()) && !child.name().equals("status")) {
                element(child, object, findings);
            }
        }
    }

    private static void attributes(
            Element element, CibShape shape, String object, String what, List<CibFinding> findings) {
        for (int i = 0; i < element.attributeCount(); i++) {
            String name = element.attributeName(i);
            String value = element.attributeValue(i).strip();
            if (!shape.attributes().containsKey(name)) {
                // Namespaces and what belongs to them say nothing about the cluster.
                if (!name.startsWith("xmlns") && !name.startsWith("xml:")) {
                    error(
                            findings,
                            object,
                            what + " has the attribute \"" + name + "\", which it does not take"
                                    + Nearest.hint(name, shape.attributes().keySet()));
                }
                continue;
            }
            CibType type = shape.attributes().get(name);
            if (type != null && !type.holds().test(value)) {
                error(findings, object, what + " has " + name + "=\"" + value + "\"; it takes " + type.takes());
            }
        }
        for (String name : shape.required()) {
            if (!element.has(name)) {
                error(findings, object, what + " lacks the attribute \"" + name + "\"");
            }
        }
    }

    private static void children(
            Element element, CibShape shape, String object, String what, List<CibFinding> findings) {
        for (Element child : element.children()) {
            if (!shape.children().containsKey(child.name()) && !child.name().equals(Element.COMMENT)) {
                error(
                        findings,
                        child.attribute("id", object),
                        what + " holds a <" + child.name() + ">"
                                + (child.id() == null ? "" : " " + child.id())
                                + ", which does not belong there"
                                + Nearest.hint(child.name(), shape.children().keySet()));
            }
        }
        if (!element.text().isBlank()) {
            error(findings, object, what + " holds the text \"" + element.text().strip() + "\"; it takes none");
        }
        for (Map.Entry<String, CibShape.Times> allowed : shape.children().entrySet()) {
            CibShape.Times times = allowed.getValue();
            if (times == CibShape.Times.ANY) {
                continue;
            }
            int count = element.children(allowed.getKey()).size();
            if (count == 0 && (times == CibShape.Times.ONCE || times == CibShape.Times.AT_LEAST_ONCE)) {
                error(findings, object, what + " holds no <" + allowed.getKey() + ">");
            }
            if (count > 1 && (times == CibShape.Times.ONCE || times == CibShape.Times.AT_MOST_ONCE)) {
                error(findings, object, what + " holds " + count + " <" + allowed.getKey() + ">; it takes one");
            }
        }
    }

    private static void choice(
            Element element,
            List<List<CibShape.Part>> alternatives,
            String object,
            String what,
            List<CibFinding> findings) {
        List<CibShape.Part> whole = List.of();
        List<CibShape.Part> there = new ArrayList<>();
        for (List<CibShape.Part> parts : alternatives) {
            List<CibShape.Part> found =
                    parts.stream().filter(part -> part.in(element)).toList();
            if (found.size() == parts.size() && found.size() > whole.size()) {
                whole = found;
            }
            there.addAll(found);
        }
        there.removeAll(whole);
        if (whole.isEmpty()) {
            error(
                    findings,
                    object,
                    what + " lacks "
                            + alternatives.stream().map(ShapeRules::phrase).collect(Collectors.joining(", or ")));
        } else if (!there.isEmpty()) {
            error(findings, object, what + " has " + phrase(whole) + ", which does not go with " + there.get(0));
        }
    }

    private static String phrase(List<CibShape.Part> parts) {
        return parts.stream().map(CibShape.Part::toString).collect(Collectors.joining(" and "));
    }

    private static void error(List<CibFinding> findings, String object, String sentence) {
        findings.add(new CibFinding(true, object, sentence));
    }
}
