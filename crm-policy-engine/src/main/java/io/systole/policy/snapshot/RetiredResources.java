package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out what no release supports any more: resources of the classes nagios and upstart, bundles of rkt containers, what
 * would be empty without them, and constraints that name them.
 *
 * <p>Pacemaker parity (corpus rules/retired-resources): a resource set loses these members only, a constraint goes with its
 * last set.
 */
final class RetiredResources {
    private static final List<String> ENDS = List.of("rsc", "with-rsc", "first", "then");

    private final Set<String> templates = new LinkedHashSet<>();
    private final Set<String> retired = new LinkedHashSet<>();

    private RetiredResources(Element resources) {
        for (Element template : resources.children("template")) {
            if (isOfRetiredClass(template)) {
                templates.add(template.attribute("id", ""));
            }
        }
        resources.children().forEach(this::collect);
    }

    /** The configuration without them; itself if there are none. */
    static Element dropFrom(Element configuration, List<String> problems) {
        Element resources = configuration.child("resources");
        if (resources == null) {
            return configuration;
        }
        RetiredResources gone = new RetiredResources(resources);
        if (gone.retired.isEmpty()) {
            return configuration;
        }
        problems.add("These resources are ignored, as nagios, upstart and rkt are not supported any more: "
                + String.join(", ", gone.retired) + ".");
        List<Element> sections = new ArrayList<>();
        for (Element section : configuration.children()) {
            sections.add(
                    switch (section.name()) {
                        case "resources" -> gone.resources(section);
                        case "constraints" -> gone.constraints(section);
                        default -> section;
                    });
        }
        return configuration.withChildren(sections);
    }

    private static boolean isOfRetiredClass(Element resource) {
        String standard = resource.attribute("class", "").toLowerCase(Locale.ROOT);
        return standard.equals("nagios") || standard.equals("upstart");
    }

    /** Notes what is retired in here; true if all of it is. */
    private boolean collect(Element resource) {
        boolean gone = switch (resource.name()) {
            case "primitive" -> isOfRetiredClass(resource) || templates.contains(resource.attribute("template", " "));
            case "group", "clone", "master" -> collectMembers(resource);
            case "bundle" -> resource.child("rkt") != null;
            default -> false;
        };
        if (gone) {
            retired.add(resource.attribute("id", ""));
        }
        return gone;
    }

    private boolean collectMembers(Element parent) {
        boolean all = true;
        boolean any = false;
        for (Element child : parent.children()) {
            if (child.name().equals("primitive") || child.name().equals("group")) {
                all &= collect(child);
                any = true;
            }
        }
        return any && all;
    }

    private Element resources(Element parent) {
        List<Element> kept = new ArrayList<>();
        for (Element child : parent.children()) {
            boolean template = child.name().equals("template");
            if (!(template ? templates : retired).contains(child.attribute("id", " "))) {
                boolean holds = child.name().matches("group|clone|master");
                kept.add(holds ? resources(child) : child);
            }
        }
        return parent.withChildren(kept);
    }

    private Element constraints(Element section) {
        List<Element> kept = new ArrayList<>();
        for (Element constraint : section.children()) {
            if (ENDS.stream().anyMatch(end -> retired.contains(constraint.attribute(end, " ")))) {
                continue;
            }
            Element rest = withoutSets(constraint);
            if (constraint.child("resource_set") == null || rest.child("resource_set") != null) {
                kept.add(rest);
            }
        }
        return section.withChildren(kept);
    }

    private Element withoutSets(Element constraint) {
        List<Element> kept = new ArrayList<>();
        for (Element child : constraint.children()) {
            Element rest = child.name().equals("resource_set")
                    ? child.withoutChildren(ref -> retired.contains(ref.attribute("id", " ")))
                    : child;
            if (!child.name().equals("resource_set") || rest.childCount() > 0 || child.childCount() == 0) {
                kept.add(rest);
            }
        }
        return constraint.withChildren(kept);
    }
}
