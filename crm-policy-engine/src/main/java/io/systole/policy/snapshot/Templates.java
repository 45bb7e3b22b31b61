package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts resources together with the templates that they are made from. */
final class Templates {
    private final Cluster cluster;

    Templates(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The resource with its template's content before its own; itself without a template; null for an unknown one. */
    Element expand(Element resource) {
        String reference = resource.attribute("template");
        if (reference == null) {
            return resource;
        }
        Element template = find(reference);
        if (template == null || reference.equals(resource.id())) {
            return null;
        }
        List<Element> children = new ArrayList<>(template.children());
        Element templateOps = template.child("operations");
        Element ownOps = null;
        for (Element child : resource.children()) {
            if (child.name().equals("operations") && ownOps == null && templateOps != null) {
                ownOps = merge(child, templateOps);
                children.add(ownOps);
            } else {
                children.add(child);
            }
        }
        if (ownOps != null) {
            children.remove(templateOps);
        }
        Element expanded =
                template.renamed(resource.name()).with("id", resource.id()).withChildren(children);
        String clone = resource.attribute("clone");
        return clone == null ? expanded : expanded.with("clone", clone);
    }

    private Element find(String id) {
        Element configuration = cluster.cib.child("configuration");
        Element resources = configuration == null ? null : configuration.child("resources");
        for (Element template : resources == null ? List.<Element>of() : resources.children("template")) {
            if (id.equals(template.id())) {
                return template;
            }
        }
        return null;
    }

    /** The resource's own operations, and those of the template that it does not have. */
    private static Element merge(Element own, Element template) {
        Set<String> known = new LinkedHashSet<>();
        for (Element op : own.children()) {
            known.add(key(op));
        }
        Element merged = own;
        for (Element op : template.children()) {
            if (!known.contains(key(op))) {
                merged = merged.withChild(op);
            }
        }
        return merged;
    }

    private static String key(Element op) {
        Role role = Role.parse(op.attribute("role")).orElse(null);
        boolean usual = role == null || role == Role.STARTED || role == Role.UNPROMOTED;
        return op.attribute("name") + "-" + (usual ? "" : op.attribute("role"));
    }

    /** Remembers that a resource was made from a template, so that constraints can name the template. */
    void remember(Element resource) {
        String reference = resource.attribute("template");
        if (reference != null) {
            List<String> made = cluster.templates.computeIfAbsent(reference, key -> new ArrayList<>());
            if (!made.contains(resource.id())) {
                made.add(resource.id());
            }
        }
    }
}
