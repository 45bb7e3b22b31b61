package io.systole.shell.edit;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where objects of a configuration name others: what becomes of that when those go or get another name. Pure. */
final class References {
    private static final List<String> NAMING = List.of("rsc", "with-rsc", "first", "then", "template", "reference");
    private static final List<String> REFERENCES = List.of("resource_ref", "obj_ref", "role", "role_ref");
    private static final List<String> LISTS = List.of("resource_set", "tag", "acl_target", "acl_group");

    private References() {}

    /**
     * The configuration without the objects that only make sense with those that have gone: pairs go, sets lose a member.
     *
     * @param told receives a sentence for each
     */
    static Element without(Element configuration, Set<String> gone, List<String> told) {
        List<Element> sections = new ArrayList<>();
        for (Element section : configuration.children()) {
            sections.add(
                    switch (section.name()) {
                        case "constraints", "tags", "acls", "fencing-topology" -> section(section, gone, told);
                        default -> section;
                    });
        }
        return configuration.withChildren(sections);
    }

    private static Element section(Element section, Set<String> gone, List<String> told) {
        List<Element> kept = new ArrayList<>();
        for (Element object : section.children()) {
            Element left = object(object, gone);
            if (left == null) {
                told.add(object.name().replace("rsc_", "") + " " + object.attribute("id", "") + " deleted with "
                        + String.join(", ", named(object, gone)));
            } else {
                if (left != object) {
                    told.add(object.name().replace("rsc_", "") + " " + object.attribute("id", "") + " no longer names "
                            + String.join(", ", named(object, gone)));
                }
                kept.add(left);
            }
        }
        return kept.equals(section.children()) ? section : section.withChildren(kept);
    }

    private static Element object(Element object, Set<String> gone) {
        for (String attribute : NAMING) {
            if (!attribute.equals("reference") && gone.contains(object.attribute(attribute, ""))) {
                return null;
            }
        }
        if (object.name().equals("fencing-level")) {
            return level(object, gone);
        }
        return list(object, gone);
    }

    private static Element level(Element level, Set<String> gone) {
        List<String> devices =
                new ArrayList<>(List.of(level.attribute("devices", "").split(",")));
        return !devices.removeIf(gone::contains)
                ? level
                : devices.isEmpty() ? null : level.with("devices", String.join(",", devices));
    }

    /** Null where a list, or every list in the object, has become empty. */
    private static Element list(Element object, Set<String> gone) {
        List<Element> kept = new ArrayList<>();
        for (Element child : object.children()) {
            if (REFERENCES.contains(child.name()) && gone.contains(child.attribute("id", ""))) {
                continue;
            }
            Element left = child.childCount() == 0 ? child : list(child, gone);
            if (left != null) {
                kept.add(left);
            }
        }
        if (kept.equals(object.children())) {
            return object;
        }
        boolean emptied = LISTS.contains(object.name()) || object.child("resource_set") != null;
        boolean left = kept.stream()
                .anyMatch(k -> REFERENCES.contains(k.name()) || k.name().equals("resource_set"));
        return emptied && !left ? null : object.withChildren(kept);
    }

    private static List<String> named(Element object, Set<String> gone) {
        List<String> found = new ArrayList<>();
        for (String id : gone) {
            if (names(object, id)) {
                found.add(id);
            }
        }
        return found;
    }

    /** Whether an object or something in it names another. */
    static boolean names(Element object, String id) {
        for (String attribute : NAMING) {
            if (id.equals(object.attribute(attribute))) {
                return true;
            }
        }
        if (REFERENCES.contains(object.name()) && id.equals(object.id())
                || List.of(object.attribute("devices", "").split(",")).contains(id)) {
            return true;
        }
        return object.children().stream().anyMatch(child -> names(child, id));
    }

    /** The configuration with an object under another name, its inner ids and everything that names it included. */
    static Element renamed(Element element, String from, String to) {
        Element changed = element;
        for (String attribute : NAMING) {
            if (from.equals(changed.attribute(attribute))) {
                changed = changed.with(attribute, to);
            }
        }
        for (String attribute : List.of("id", "id-ref")) {
            String value = changed.attribute(attribute);
            if (value != null && (value.equals(from) || inner(value, from) && !value.equals(to))) {
                changed = changed.with(attribute, to + value.substring(from.length()));
            }
        }
        if (changed.has("devices")) {
            List<String> devices =
                    new ArrayList<>(List.of(changed.attribute("devices").split(",")));
            devices.replaceAll(device -> device.equals(from) ? to : device);
            changed = changed.with("devices", String.join(",", devices));
        }
        List<Element> children = new ArrayList<>();
        changed.children().forEach(child -> children.add(renamed(child, from, to)));
        return children.equals(changed.children()) ? changed : changed.withChildren(children);
    }

    /** Whether an id was made from the object's: {@code vip-monitor-10s}, {@code vip-meta_attributes}. */
    private static boolean inner(String value, String object) {
        return value.startsWith(object + "-instance_attributes")
                || value.startsWith(object + "-meta_attributes")
                || value.startsWith(object + "-utilization")
                || value.matches(java.util.regex.Pattern.quote(object) + "-[a-z_]+-[0-9][0-9a-z]*(-.*)?")
                || value.startsWith(object + "-rule");
    }
}
