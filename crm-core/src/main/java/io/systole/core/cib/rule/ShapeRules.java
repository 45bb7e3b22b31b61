package io.systole.core.cib.rule;

import io.systole.core.value.Nearest;
import io.systole.core.value.ValueType;
import io.systole.core.xml.Element;
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
        Place place = new Place(element, owner);
        attributes(element, shape, place, findings);
        children(element, shape, place, findings);
        for (List<List<CibShape.Part>> choice : shape.choices()) {
            choice(element, choice, place, findings);
        }
        for (int i = 0; i < element.childCount(); i++) {
            Element child = element.child(i);
            // What runs where is written by the cluster itself and takes anything.
            if (shape.children().containsKey(child.name()) && !child.name().equals("status")) {
                element(child, place.object(), findings);
            }
        }
    }

    /** Where something is wrong; put into words only where something is. */
    private record Place(Element element, String owner) {
        String object() {
            return element.id() == null ? owner : element.id();
        }

        String what() {
            return "<" + element.name() + ">" + (element.id() == null ? " of " + owner : " " + element.id());
        }

        void refuse(List<CibFinding> findings, String why) {
            findings.add(new CibFinding(true, object(), what() + why));
        }
    }

    private static void attributes(Element element, CibShape shape, Place place, List<CibFinding> findings) {
        for (int i = 0; i < element.attributeCount(); i++) {
            String name = element.attributeName(i);
            if (!shape.attributes().containsKey(name)) {
                // Namespaces and what belongs to them say nothing about the cluster.
                if (!name.startsWith("xmlns") && !name.startsWith("xml:")) {
                    place.refuse(
                            findings,
                            " has the attribute \"" + name + "\", which it does not take"
                                    + Nearest.hint(name, shape.attributes().keySet()));
                }
                continue;
            }
            ValueType type = shape.attributes().get(name);
            if (type != null && !type.accepts(element.attributeValue(i).strip())) {
                place.refuse(
                        findings,
                        " has " + name + "=\"" + element.attributeValue(i).strip() + "\"; it takes " + type.takes());
            }
        }
        for (String name : shape.required()) {
            if (!element.has(name)) {
                place.refuse(findings, " lacks the attribute \"" + name + "\"");
            }
        }
    }

    private static void children(Element element, CibShape shape, Place place, List<CibFinding> findings) {
        for (int i = 0; i < element.childCount(); i++) {
            Element child = element.child(i);
            if (!shape.children().containsKey(child.name()) && !child.name().equals(Element.COMMENT)) {
                findings.add(new CibFinding(
                        true,
                        child.attribute("id", place.object()),
                        place.what() + " holds a <" + child.name() + ">"
                                + (child.id() == null ? "" : " " + child.id())
                                + ", which does not belong there"
                                + Nearest.hint(child.name(), shape.children().keySet())));
            }
        }
        for (Map.Entry<String, CibShape.Times> allowed : shape.children().entrySet()) {
            CibShape.Times times = allowed.getValue();
            int count = times == CibShape.Times.ANY ? 0 : count(element, allowed.getKey());
            if (count == 0 && (times == CibShape.Times.ONCE || times == CibShape.Times.AT_LEAST_ONCE)) {
                place.refuse(findings, " holds no <" + allowed.getKey() + ">");
            }
            if (count > 1 && (times == CibShape.Times.ONCE || times == CibShape.Times.AT_MOST_ONCE)) {
                place.refuse(findings, " holds " + count + " <" + allowed.getKey() + ">; it takes one");
            }
        }
    }

    private static int count(Element element, String name) {
        int count = 0;
        for (int i = 0; i < element.childCount(); i++) {
            count += element.child(i).name().equals(name) ? 1 : 0;
        }
        return count;
    }

    private static void choice(
            Element element, List<List<CibShape.Part>> alternatives, Place place, List<CibFinding> findings) {
        List<CibShape.Part> whole = List.of();
        int there = 0;
        for (List<CibShape.Part> parts : alternatives) {
            int found = 0;
            for (CibShape.Part part : parts) {
                found += part.in(element) ? 1 : 0;
            }
            if (found == parts.size() && found > whole.size()) {
                whole = parts;
            }
            there += found;
        }
        if (whole.isEmpty()) {
            place.refuse(
                    findings,
                    " lacks " + alternatives.stream().map(ShapeRules::phrase).collect(Collectors.joining(", or ")));
        } else if (there > whole.size()) {
            List<CibShape.Part> taken = whole;
            alternatives.stream()
                    .flatMap(List::stream)
                    .filter(part -> part.in(element) && !taken.contains(part))
                    .findFirst()
                    .ifPresent(part ->
                            place.refuse(findings, " has " + phrase(taken) + ", which does not go with " + part));
        }
    }

    private static String phrase(List<CibShape.Part> parts) {
        return parts.stream().map(CibShape.Part::toString).collect(Collectors.joining(" and "));
    }
}
