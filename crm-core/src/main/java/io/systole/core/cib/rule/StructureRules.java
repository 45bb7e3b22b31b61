package io.systole.core.cib.rule;

import io.systole.core.value.CrmInterval;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resources are of known kinds, groups and clones with content. */
public final class StructureRules implements Rule {
    @Override
    public void check(Element cib, List<CibFinding> findings) {
        Element resources = cib.child("configuration").child("resources");
        for (Element resource : resources.children()) {
            if (!resource.name().equals("template")) {
                resource(resource, findings);
            }
        }
    }

    private static void resource(Element resource, List<CibFinding> findings) {
        if (!Objects.isResource(resource)) {
            findings.add(new CibFinding(
                    true,
                    resource.attribute("id", resource.name()),
                    "<" + resource.name() + "> is no kind of resource; it takes primitive, group, clone or bundle"));
            return;
        }
        if (resource.id() == null) {
            findings.add(new CibFinding(true, resource.name(), "a <" + resource.name() + "> has no id"));
        }
        switch (resource.name()) {
            case "primitive" -> primitive(resource, findings);
            case "group" -> {
                if (resource.child("primitive") == null) {
                    findings.add(new CibFinding(
                            true, resource.attribute("id", ""), "group " + resource.id() + " has no members"));
                }
                resource.children("primitive").forEach(p -> primitive(p, findings));
            }
            case "clone", "master" -> {
                long children =
                        resource.children().stream().filter(Objects::isResource).count();
                if (children != 1) {
                    findings.add(new CibFinding(
                            true,
                            resource.attribute("id", ""),
                            "clone " + resource.id() + " has " + children
                                    + " resources; it takes exactly one primitive or group"));
                }
                resource.children().stream().filter(Objects::isResource).forEach(c -> resource(c, findings));
            }
            default -> {
                // A bundle's parts are checked by the scheduler, which knows the container technologies.
            }
        }
    }

    private static void primitive(Element primitive, List<CibFinding> findings) {
        if (!primitive.has("template") && (!primitive.has("class") || !primitive.has("type"))) {
            findings.add(new CibFinding(
                    true,
                    primitive.attribute("id", ""),
                    "primitive " + primitive.id()
                            + " names no agent; it takes class and type, and for ocf a provider"));
        }
        Element operations = primitive.child("operations");
        if (operations == null) {
            return;
        }
        Map<String, String> seen = new LinkedHashMap<>();
        for (Element op : operations.children("op")) {
            long interval = CrmInterval.parseMs(op.attribute("interval", "0")).orElse(-1);
            String key = op.attribute("name", "") + " interval=" + interval;
            if (op.attribute("name") == null) {
                findings.add(new CibFinding(
                        true, primitive.attribute("id", ""), "an operation of " + primitive.id() + " has no name"));
            } else if (interval != 0 && seen.putIfAbsent(key, op.attribute("id", "")) != null) {
                findings.add(new CibFinding(
                        true,
                        primitive.attribute("id", ""),
                        "primitive " + primitive.id() + " has two operations " + op.attribute("name")
                                + " with the interval " + op.attribute("interval", "0")
                                + "; two monitors of one resource need different intervals"));
            }
        }
    }
}
