package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** Brings configuration of older schemas into the form that the rest of the scheduler reads. */
public final class InputUpgrade {
    private InputUpgrade() {}

    /** The CIB with old elements replaced; status and all that is current stay as they are. */
    public static Element upgrade(Element cib) {
        Element configuration = cib.child("configuration");
        if (configuration == null) {
            return cib;
        }
        List<Element> sections = new ArrayList<>();
        for (Element section : configuration.children()) {
            sections.add(section.name().equals("constraints") ? constraints(section) : section);
        }
        List<Element> children = new ArrayList<>();
        for (Element child : cib.children()) {
            children.add(child == configuration ? configuration.withChildren(sections) : child);
        }
        return cib.withChildren(children);
    }

    /** A location constraint with several rules becomes as many constraints; a lifetime becomes a rule. */
    private static Element constraints(Element section) {
        List<Element> constraints = new ArrayList<>();
        for (Element constraint : section.children()) {
            Element current = withoutLifetime(constraint);
            List<Element> rules = current.children("rule");
            if (!current.name().equals("rsc_location") || rules.size() < 2) {
                constraints.add(current);
                continue;
            }
            Element bare = current.withoutChildren(child -> child.name().equals("rule"));
            int number = 0;
            for (Element rule : rules) {
                String id = current.id() + (number == 0 ? "" : "-" + number);
                constraints.add(bare.with("id", id).withChild(rule));
                number++;
            }
        }
        return section.withChildren(constraints);
    }

    private static Element withoutLifetime(Element constraint) {
        Element lifetime = constraint.child("lifetime");
        if (lifetime == null) {
            return constraint;
        }
        Element rest = constraint.withoutChildren(child -> child == lifetime);
        Element rule = lifetime.child("rule");
        if (rule == null || !rest.name().equals("rsc_location") || !rest.has("node")) {
            return rest;
        }
        String id = rest.id() + "-rule";
        Element onNode = Element.of(
                "expression",
                "id",
                id + "-expr",
                "attribute",
                "#uname",
                "operation",
                "eq",
                "value",
                rest.attribute("node"));
        Element combined = Element.of("rule", "id", id, "boolean-op", "and", "score", rest.attribute("score", "0"))
                .withChild(onNode)
                .withChild(rule);
        String role = rest.attribute("role");
        return rest.without("node")
                .without("score")
                .without("role")
                .withChild(role == null ? combined : combined.with("role", role));
    }
}
