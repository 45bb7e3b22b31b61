package io.systole.core.cib.rule;

import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The resources, templates and tags of a configuration by id, and the word that somebody probably meant. */
final class Objects {
    private static final List<String> RESOURCES = List.of("primitive", "group", "clone", "master", "bundle");

    final Map<String, Element> resources = new LinkedHashMap<>();
    final Map<String, Element> templates = new LinkedHashMap<>();
    final Map<String, Element> tags = new LinkedHashMap<>();

    Objects(Element cib) {
        Element configuration = cib.child("configuration");
        collect(configuration.child("resources"));
        Element tagSection = configuration.child("tags");
        if (tagSection != null) {
            tagSection.children().forEach(tag -> tags.put(tag.attribute("id", ""), tag));
        }
    }

    private void collect(Element parent) {
        if (parent == null) {
            return;
        }
        for (Element child : parent.children()) {
            if (RESOURCES.contains(child.name())) {
                resources.put(child.attribute("id", ""), child);
                collect(child);
            } else if (child.name().equals("template")) {
                templates.put(child.attribute("id", ""), child);
            }
        }
    }

    static boolean isResource(Element element) {
        return RESOURCES.contains(element.name());
    }

    /** Whether a constraint may name it. {@code rsc:0} is the old way to name a clone's instance. */
    boolean constrainable(String id) {
        String plain = id.indexOf(':') > 0 ? id.substring(0, id.indexOf(':')) : id;
        return resources.containsKey(plain) || templates.containsKey(plain) || tags.containsKey(plain);
    }

    /** Calls for every element of the subtree, the root included. */
    static void walk(Element element, Consumer<Element> visitor) {
        visitor.accept(element);
        for (Element child : element.children()) {
            walk(child, visitor);
        }
    }

    /** {@code ; did you mean "x"?} for a resource with a similar id, or nothing. */
    String hint(String wanted) {
        return Nearest.hint(wanted, resources.keySet());
    }
}
