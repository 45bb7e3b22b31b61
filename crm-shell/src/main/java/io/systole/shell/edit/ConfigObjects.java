package io.systole.shell.edit;

import io.systole.core.xml.Element;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A configuration taken apart into the objects that {@code crm configure} knows. Pure. */
public final class ConfigObjects {
    private static final List<String> RESOURCES =
            List.of("primitive", "template", "group", "clone", "master", "bundle");

    /** In the order in which they are shown: what is named comes before what names it. */
    private static final List<String> ORDER = List.of(
            "node",
            "template",
            "primitive",
            "group",
            "bundle",
            "master",
            "clone",
            "tag",
            "rsc_location",
            "rsc_colocation",
            "rsc_order",
            "rsc_ticket",
            "fencing-topology",
            "acl_role",
            "acl_user",
            "acl_target",
            "acl_group",
            "cluster_property_set",
            "rsc_defaults",
            "op_defaults",
            "alert");

    private static final List<String> SECTIONS = List.of(
            "crm_config",
            "nodes",
            "resources",
            "constraints",
            "rsc_defaults",
            "op_defaults",
            "fencing-topology",
            "acls",
            "tags",
            "alerts");

    private ConfigObjects() {}

    /** Whether a configuration has a section of this name. */
    public static boolean isSection(String name) {
        return SECTIONS.contains(name);
    }

    /** Every object, in the order of display. */
    public static List<Definition> all(Element cib) {
        return sorted(of(cib.child("configuration")));
    }

    /** In the order in which they can be defined one after another; equals keep their order. */
    public static List<Definition> sorted(List<Definition> objects) {
        return objects.stream()
                .sorted(Comparator.comparingInt(ConfigObjects::rank))
                .toList();
    }

    /** The place of an object in the order of definition. */
    public static int rank(Definition object) {
        int rank = ORDER.indexOf(
                object.element().name().equals("meta_attributes")
                        ? object.section()
                        : object.element().name());
        return rank < 0 ? ORDER.size() : rank;
    }

    /** Every object of a configuration, in document order, a group before its members. */
    public static List<Definition> of(Element configuration) {
        List<Definition> found = new ArrayList<>();
        for (Element section : configuration.children()) {
            switch (section.name()) {
                case "resources" -> section.children().forEach(child -> resources(child, found));
                case "fencing-topology" -> {
                    if (section.childCount() > 0) {
                        found.add(new Definition(section.name(), section));
                    }
                }
                default -> {
                    for (Element child : section.children()) {
                        if (!child.name().equals(Element.COMMENT)) {
                            found.add(new Definition(section.name(), child));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static void resources(Element element, List<Definition> found) {
        if (!isResource(element)) {
            return;
        }
        List<String> children = new ArrayList<>();
        List<Element> inner =
                element.children().stream().filter(ConfigObjects::isResource).toList();
        inner.forEach(child -> children.add(child.attribute("id", "")));
        Element bare = inner.isEmpty() ? element : element.withoutChildren(ConfigObjects::isResource);
        found.add(new Definition("resources", bare, children));
        inner.forEach(child -> resources(child, found));
    }

    public static boolean isResource(Element element) {
        return RESOURCES.contains(element.name());
    }

    /** The object with this id; {@code fencing_topology}, which has none, by its name. */
    public static Optional<Definition> find(Element cib, String id) {
        for (Definition object : of(cib.child("configuration"))) {
            if (object.id().equals(id)) {
                return Optional.of(object);
            }
        }
        // Nodes are known by their names too, whatever their case.
        return of(cib.child("configuration")).stream()
                .filter(object -> object.element().name().equals("node")
                        && id.equalsIgnoreCase(object.element().attribute("uname")))
                .findFirst();
    }

    /** The word that an object is typed with. */
    public static String keyword(Definition object) {
        return switch (object.element().name()) {
            case "template" -> "rsc_template";
            case "master" -> "ms";
            case "rsc_location" -> "location";
            case "rsc_colocation" -> "colocation";
            case "rsc_order" -> "order";
            case "acl_role" -> "role";
            case "acl_user" -> "user";
            case "fencing-topology" -> "fencing_topology";
            case "cluster_property_set" -> "property";
            case "meta_attributes" -> object.section();
            default -> object.element().name();
        };
    }
}
