package io.systole.core.cib.rule;

import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an object names must be there: templates, the objects of {@code id-ref}, constraints' resources, roles of users. */
public final class ReferenceRules implements Rule {
    private static final List<String> CONSTRAINED = List.of("rsc", "with-rsc", "first", "then");

    @Override
    public void check(Element cib, List<CibFinding> findings) {
        Objects objects = new Objects(cib);
        Element configuration = cib.child("configuration");
        Set<String> ids = new LinkedHashSet<>();
        List<Element> referring = new ArrayList<>();
        Objects.walk(configuration, element -> {
            if (element.id() != null && !isReference(element)) {
                ids.add(element.id());
            }
            if (element.has("id-ref")) {
                referring.add(element);
            }
        });
        templates(objects, findings);
        for (Element element : referring) {
            String reference = element.attribute("id-ref");
            if (!ids.contains(reference)) {
                error(
                        findings,
                        reference,
                        "a <" + element.name() + "> refers to \"" + reference + "\", which does not exist");
            }
        }
        Element constraints = configuration.child("constraints");
        if (constraints != null) {
            constraints.children().stream()
                    .filter(constraint -> !constraint.name().equals(Element.COMMENT))
                    .forEach(constraint -> constrained(constraint, objects, findings));
        }
        if (configuration.child("acls") != null) {
            roles(configuration.child("acls"), ids, findings);
        }
    }

    /** Whether the id of such an element is another's. */
    private static boolean isReference(Element element) {
        return switch (element.name()) {
            case "obj_ref", "resource_ref", "role", "role_ref" -> true;
            default -> false;
        };
    }

    private static void templates(Objects objects, List<CibFinding> findings) {
        for (Element resource : objects.resources.values()) {
            String template = resource.attribute("template");
            if (template != null && !objects.templates.containsKey(template)) {
                error(
                        findings,
                        resource.id(),
                        "primitive " + resource.id() + " uses the template " + template
                                + ", which does not exist; define it first with rsc_template");
            }
        }
    }

    private static void constrained(Element constraint, Objects objects, List<CibFinding> findings) {
        List<String> named = new ArrayList<>();
        for (String attribute : CONSTRAINED) {
            if (constraint.has(attribute)) {
                named.add(constraint.attribute(attribute));
            }
        }
        Objects.walk(constraint, element -> {
            if (element.name().equals("resource_ref")) {
                named.add(element.attribute("id", ""));
            }
        });
        for (String id : named) {
            if (!objects.constrainable(id)) {
                error(
                        findings,
                        constraint.attribute("id", ""),
                        ConstraintRules.describe(constraint) + " names the resource \"" + id
                                + "\", which does not exist" + objects.hint(id));
            }
        }
        if (named.isEmpty() && !constraint.has("rsc-pattern") && constraint.child("resource_set") == null) {
            error(
                    findings,
                    constraint.attribute("id", ""),
                    ConstraintRules.describe(constraint) + " names no resource");
        }
    }

    private static void roles(Element acls, Set<String> ids, List<CibFinding> findings) {
        for (Element holder : acls.children()) {
            for (Element role : holder.children()) {
                boolean reference = role.name().equals("role") || role.name().equals("role_ref");
                if (reference && role.id() != null && !ids.contains(role.id())) {
                    error(
                            findings,
                            holder.attribute("id", ""),
                            "<" + holder.name() + "> " + holder.id() + " has the role \"" + role.id()
                                    + "\", which does not exist" + Nearest.hint(role.id(), ids));
                }
            }
        }
    }

    private static void error(List<CibFinding> findings, String object, String sentence) {
        findings.add(new CibFinding(true, object, sentence));
    }
}
