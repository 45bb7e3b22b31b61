package io.systole.shell.edit;

import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The {@code resources} section as a tree: puts a definition in, with the members of a group taken from where they are, and
 * takes one out. Pure.
 */
final class ResourceTree {
    private ResourceTree() {}

    /** The section with the definition in place of the one with its id, or behind the others. */
    static Element put(Element section, Definition object) throws Failure {
        Element old = section.find(object.id());
        Element changed = section;
        List<Element> members = new ArrayList<>();
        for (String child : object.children()) {
            Element member = member(section, object, old, child);
            members.add(member);
            if (old == null || old.find(child) == null) {
                changed = replace(changed, child, List.of());
            }
        }
        List<Element> put = new ArrayList<>();
        put.add(object.element().withChildren(concat(object.element().children(), members)));
        if (old == null) {
            return changed.withChildren(concat(changed.children(), put));
        }
        // Members that are no longer named stay resources of their own.
        for (Element child : old.children()) {
            if (ConfigObjects.isResource(child) && !object.children().contains(child.id())) {
                put.add(child);
            }
        }
        return replace(changed, object.id(), put);
    }

    private static Element member(Element section, Definition object, Element old, String id) throws Failure {
        String container = ConfigObjects.keyword(object) + " " + object.id();
        Element found = section.find(id);
        if (found == null || !ConfigObjects.isResource(found) || found.name().equals("template")) {
            throw new Failure(
                    CrmExit.CONFIG,
                    container + " names the resource \"" + id + "\", which does not exist"
                            + Nearest.hint(id, ids(section)) + "; define it first");
        }
        boolean group = object.element().name().equals("group");
        boolean bundle = object.element().name().equals("bundle");
        boolean fits = found.name().equals("primitive")
                || !group && !bundle && found.name().equals("group");
        if (!fits) {
            throw new Failure(
                    CrmExit.CONFIG,
                    container + " takes " + (group ? "primitives" : bundle ? "a primitive" : "a primitive or a group")
                            + ", and " + id + " is a " + found.name());
        }
        Element parent = parentOf(section, id);
        boolean free = parent == section
                || old != null && parent != null && object.id().equals(parent.id());
        if (!free && parent != null) {
            throw new Failure(
                    CrmExit.CONFIG,
                    container + " names " + id + ", which is in " + parent.name() + " " + parent.id() + " already");
        }
        return found;
    }

    private static List<String> ids(Element section) {
        TreeSet<String> ids = new TreeSet<>();
        collect(section, ids);
        return List.copyOf(ids);
    }

    private static void collect(Element parent, TreeSet<String> ids) {
        for (Element child : parent.children()) {
            if (ConfigObjects.isResource(child) && child.id() != null) {
                ids.add(child.id());
                collect(child, ids);
            }
        }
    }

    /** The element that directly holds the resource; null where there is no such resource. */
    static Element parentOf(Element parent, String id) {
        for (Element child : parent.children()) {
            if (ConfigObjects.isResource(child)) {
                if (id.equals(child.id())) {
                    return parent;
                }
                Element inner = parentOf(child, id);
                if (inner != null) {
                    return inner;
                }
            }
        }
        return null;
    }

    /**
     * The section without a resource. What a group or clone held stays; a group or clone that held nothing else goes too.
     *
     * @param gone receives the ids of what went
     */
    static Element take(Element section, String id, List<String> gone) {
        Element parent = parentOf(section, id);
        Element found = section.find(id);
        if (parent == null || found == null) {
            return section;
        }
        gone.add(id);
        List<Element> kept =
                found.children().stream().filter(ConfigObjects::isResource).toList();
        Element changed = replace(section, id, kept);
        boolean empty = parent != section
                && kept.isEmpty()
                && parent.children().stream().filter(ConfigObjects::isResource).count() == 1
                && !parent.name().equals("bundle");
        return empty ? take(changed, parent.id(), gone) : changed;
    }

    /** The tree with the resource replaced by others. */
    private static Element replace(Element parent, String id, List<Element> by) {
        for (int i = 0; i < parent.childCount(); i++) {
            Element child = parent.child(i);
            if (!ConfigObjects.isResource(child)) {
                continue;
            }
            if (id.equals(child.id())) {
                List<Element> children = new ArrayList<>(parent.children());
                children.remove(i);
                children.addAll(i, by);
                return parent.withChildren(children);
            }
            Element inner = replace(child, id, by);
            if (inner != child) {
                return parent.replacing(i, inner);
            }
        }
        return parent;
    }

    private static List<Element> concat(List<Element> first, List<Element> second) {
        List<Element> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
