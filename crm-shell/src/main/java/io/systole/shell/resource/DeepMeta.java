package io.systole.shell.resource;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.PairSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sets a meta-attribute the way people mean it: on a member of a group where that was named, else on the outermost resource
 * (the clone rather than what is cloned). What would keep the setting from taking effect, further inside or under another
 * name, is found and told.
 */
final class DeepMeta {
    /** Attributes of which only one can hold. */
    private static final Map<String, String> CONFLICTS =
            Map.of("maintenance", "is-managed", "is-managed", "maintenance");

    private static final List<String> COLLECTIVES = List.of("group", "clone", "master", "bundle");

    /**
     * A value elsewhere that stands in the way.
     *
     * @param resource whose it is
     * @param removal the change that removes it
     */
    record Obstacle(String resource, String name, String value, CibOperation removal) {}

    /**
     * @param operations the setting itself, and removals inside a clone that it makes pointless
     * @param obstacles what the person must decide on
     */
    record Decision(List<CibOperation> operations, List<Obstacle> obstacles) {}

    private final Cib cib;

    DeepMeta(Cib cib) {
        this.cib = cib;
    }

    /** @param id a resource, or a tag that stands for several */
    Decision set(String id, String name, String value) throws Failure {
        List<CibOperation> operations = new ArrayList<>();
        List<Obstacle> obstacles = new ArrayList<>();
        for (Element target : targets(id)) {
            setOn(target, name, value, operations, obstacles);
        }
        return new Decision(operations, obstacles);
    }

    private void setOn(
            Element target, String name, String value, List<CibOperation> operations, List<Obstacle> obstacles) {
        PairSets own = PairSets.ofResource(target, "meta_attributes");
        List<Element> there = own.find(null, null, name);
        if (there.isEmpty()) {
            operations.add(own.add(null, null, name, value));
        }
        for (Element pair : there) {
            if (!value.equals(pair.attribute("value"))) {
                operations.add(own.change(pair, value));
            }
        }
        String conflict = CONFLICTS.get(name);
        if (conflict != null) {
            addObstacles(target, conflict, obstacles);
        }
        for (Element child : children(target)) {
            inside(target, child, name, value, operations, obstacles);
        }
    }

    private static void inside(
            Element parent,
            Element child,
            String name,
            String value,
            List<CibOperation> operations,
            List<Obstacle> obstacles) {
        boolean member = parent.name().equals("group");
        PairSets sets = PairSets.ofResource(child, "meta_attributes");
        for (Element pair : sets.find(null, null, name)) {
            if (!member) {
                operations.add(sets.remove(pair));
            } else if (!value.equals(pair.attribute("value"))) {
                obstacles.add(new Obstacle(child.id(), name, pair.attribute("value", ""), sets.remove(pair)));
            }
        }
        String conflict = CONFLICTS.get(name);
        if (conflict != null) {
            addObstacles(child, conflict, obstacles);
        }
        for (Element inner : children(child)) {
            inside(child, inner, name, value, operations, obstacles);
        }
    }

    private static void addObstacles(Element resource, String name, List<Obstacle> obstacles) {
        PairSets sets = PairSets.ofResource(resource, "meta_attributes");
        for (Element pair : sets.find(null, null, name)) {
            obstacles.add(new Obstacle(resource.id(), name, pair.attribute("value", ""), sets.remove(pair)));
        }
    }

    private static List<Element> children(Element resource) {
        return COLLECTIVES.contains(resource.name())
                ? resource.children().stream()
                        .filter(c -> c.name().equals("primitive") || c.name().equals("group"))
                        .toList()
                : List.of();
    }

    private List<Element> targets(String id) throws Failure {
        Element tags = cib.section("tags");
        Element tag = tags == null ? null : tags.find(id);
        List<Element> targets = new ArrayList<>();
        if (tag != null && tag.name().equals("tag")) {
            for (Element reference : tag.children("obj_ref")) {
                Element target = target(cib.section("resources"), reference.id());
                if (target != null) {
                    targets.add(target);
                }
            }
            return targets;
        }
        Element target = target(cib.section("resources"), id);
        if (target == null) {
            throw new Failure(CrmExit.NOSUCH, "Resource '" + id + "' not found" + Nearest.hint(id, ids()));
        }
        return List.of(target);
    }

    /** The resource itself in a group, else the outermost one around it; null where there is none. */
    private static Element target(Element resources, String id) {
        for (Element top : resources.children()) {
            if (!isResource(top)) {
                continue;
            }
            Element found = top.id().equals(id) ? top : within(top, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Element within(Element outer, String id) {
        for (Element child : children(outer)) {
            if (child.id().equals(id)) {
                return outer.name().equals("group") ? child : outer;
            }
            Element inner = within(child, id);
            if (inner != null) {
                return inner == child ? outer : inner;
            }
        }
        return null;
    }

    private static boolean isResource(Element element) {
        return element.id() != null && (element.name().equals("primitive") || COLLECTIVES.contains(element.name()));
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        collect(cib.section("resources"), ids);
        return ids;
    }

    private static void collect(Element parent, List<String> ids) {
        for (Element child : parent.children()) {
            if (isResource(child)) {
                ids.add(child.id());
                collect(child, ids);
            }
        }
    }
}
