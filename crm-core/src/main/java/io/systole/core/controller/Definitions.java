package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What defines each primitive, as far as a failure can come from it. */
final class Definitions {
    private Definitions() {}

    /**
     * @param primitive without meta-attributes: starting and stopping a resource does not define it anew
     * @param parents the groups and clones around it, outermost first
     */
    record Definition(Element primitive, List<String> parents) {
        String differenceFrom(Definition old) {
            if (!parents.equals(old.parents())) {
                return parents.isEmpty()
                        ? "it is no longer part of " + old.parents()
                        : "it is now part of " + String.join(", ", parents);
            }
            String agent = agent(primitive);
            return agent.equals(agent(old.primitive())) ? "its definition has changed" : "its agent is now " + agent;
        }

        private static String agent(Element primitive) {
            String provider = primitive.attribute("provider");
            return primitive.attribute("class", "") + ":" + (provider == null ? "" : provider + ":")
                    + primitive.attribute("type", "");
        }
    }

    static Map<String, Definition> of(Cib cib) {
        Map<String, Definition> found = new LinkedHashMap<>();
        collect(cib.section("resources"), List.of(), found);
        return found;
    }

    private static void collect(Element parent, List<String> parents, Map<String, Definition> found) {
        for (Element child : parent.children()) {
            switch (child.name()) {
                case "primitive" ->
                    found.put(
                            child.id(),
                            new Definition(child.withoutChildren(c -> c.name().equals("meta_attributes")), parents));
                case "group", "clone", "master", "bundle" -> {
                    List<String> inner = new java.util.ArrayList<>(parents);
                    inner.add(child.name() + " " + child.id());
                    collect(child, List.copyOf(inner), found);
                }
                default -> {}
            }
        }
    }

    /** The ids of the primitives in a resource; the name itself where it is not (any more) defined. */
    static Set<String> primitivesOf(Cib cib, String resource) {
        Set<String> ids = new TreeSet<>();
        Element element = cib.section("resources").find(resource);
        if (element == null || element.name().equals("primitive")) {
            int colon = resource.lastIndexOf(':');
            ids.add(colon < 0 ? resource : resource.substring(0, colon));
        } else {
            Map<String, Definition> inner = new LinkedHashMap<>();
            collect(element, List.of(), inner);
            ids.addAll(inner.keySet());
        }
        return ids;
    }
}
