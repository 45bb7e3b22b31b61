package io.systole.shell.edit;

import io.systole.core.cib.Cib;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.grammar.Canonical;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration being changed: the CIB as it was read and as it is to become. Each edit is made whole or not at all. One
 * thread at a time.
 */
public final class Draft {
    private Cib base;
    private Element root;

    /** The objects of {@link #indexed} by id: checks ask for many of them, one after another. */
    private final Map<String, Definition> index = new LinkedHashMap<>();

    private Element indexed;

    /** Where each object was typed, for messages about it later. */
    private final Map<String, String> origins = new LinkedHashMap<>();

    public Draft(Cib base) {
        this.base = base;
        this.root = base.root();
    }

    /** The CIB as it was read. */
    public Cib base() {
        return base;
    }

    /** The CIB as it is to become; the status is the one that was read. */
    public Element root() {
        return root;
    }

    public boolean changed() {
        return !root.equals(base.root());
    }

    /** Replaces what is to become. */
    public void root(Element changed) {
        root = changed;
    }

    /** Begins anew from another CIB; what was changed is dropped. */
    public void restart(Cib cib) {
        base = cib;
        root = cib.root();
    }

    public List<Definition> objects() {
        return ConfigObjects.all(root);
    }

    public Optional<Definition> find(String id) {
        if (indexed != root) {
            index.clear();
            ConfigObjects.of(root.child("configuration")).forEach(object -> index.putIfAbsent(object.id(), object));
            indexed = root;
        }
        Definition found = index.get(id);
        // Nodes are known by their names too, whatever their case.
        return found != null
                ? Optional.of(found)
                : index.values().stream()
                        .filter(object -> object.element().name().equals("node")
                                && id.equalsIgnoreCase(object.element().attribute("uname")))
                        .findFirst();
    }

    /** The object, or a failure that names what comes near. */
    public Definition get(String id) throws Failure {
        return find(id).orElseThrow(() -> new Failure(
                CrmExit.NOSUCH,
                "there is no object \"" + id + "\""
                        + Nearest.hint(
                                id, objects().stream().map(Definition::id).toList())));
    }

    /** The ids of the objects that differ from what was read, deleted ones included, in order of display. */
    public List<String> changedIds() {
        Map<String, Definition> before = new LinkedHashMap<>();
        ConfigObjects.all(base.root()).forEach(object -> before.put(object.id(), object));
        Set<String> ids = new LinkedHashSet<>();
        for (Definition object : objects()) {
            if (!object.equals(before.remove(object.id()))) {
                ids.add(object.id());
            }
        }
        ids.addAll(before.keySet());
        return List.copyOf(ids);
    }

    /** Where the object was typed, or the empty string. */
    public String origin(String id) {
        return origins.getOrDefault(id, "");
    }

    /** What becomes of an object that is there already. */
    public enum WhenThere {
        /** It is refused; options are merged into those there. */
        REFUSE,
        /** It is replaced; options are merged into those there. */
        UPDATE,
        /** It is replaced. */
        REPLACE
    }

    /**
     * Puts an object in. Sets of options take new values in beside those they have; other objects are new or, where that is
     * asked for, replaced.
     *
     * @param where it was typed
     */
    public void define(Definition typed, WhenThere whenThere, String where) throws Failure {
        Definition object = typed;
        if (whenThere != WhenThere.REPLACE && isOptions(object)) {
            object = merged(object);
        } else if (whenThere == WhenThere.REFUSE && !object.section().equals("fencing-topology")) {
            refuseDouble(object);
        }
        // Looking first costs little; taking everything apart to compare is for what is there already.
        boolean known = object.section().equals("fencing-topology")
                || root.child("configuration").find(object.id()) != null;
        Optional<Definition> there = known ? find(object.id()) : Optional.empty();
        if (there.isEmpty() || !Canonical.same(there.get(), object)) {
            root = inSection(root, object.section(), put(object));
        }
        origins.put(object.id(), where);
    }

    private static boolean isOptions(Definition object) {
        return List.of("crm_config", "rsc_defaults", "op_defaults").contains(object.section());
    }

    private void refuseDouble(Definition object) throws Failure {
        Element there = root.child("configuration").find(object.id());
        if (there == null && object.element().name().equals("node")) {
            there = find(object.element().attribute("uname", ""))
                    .map(Definition::element)
                    .orElse(null);
            // A node that has joined on its own is described further, not defined.
            if (there != null) {
                return;
            }
        }
        if (there != null
                && !(there.name().equals("node") && object.element().name().equals("node"))) {
            throw new Failure(
                    CrmExit.EXISTS,
                    ConfigObjects.keyword(object) + " " + object.id() + ": there is "
                            + find(object.id())
                                    .map(found -> "a " + ConfigObjects.keyword(found) + " of this name already")
                                    .orElse("something with this id already, inside another object")
                            + (find(object.id()).isPresent()
                                    ? "; change it with \"edit " + object.id() + "\", or delete it first"
                                    : ""));
        }
    }

    /** Values typed win over those there; the others stay. */
    private Definition merged(Definition object) {
        Element section = root.child("configuration").child(object.section());
        Element there = section == null ? null : section.find(object.id());
        if (there == null
                && section != null
                && section.childCount() == 1
                && object.element().child("rule") == null) {
            // The only set there is may have a name of its own.
            there = section.child(0);
        }
        if (there == null || object.element().child("rule") != null) {
            return object;
        }
        Element all = there;
        for (Element pair : object.element().children()) {
            int at = -1;
            for (int i = 0; i < all.childCount(); i++) {
                if (pair.has("name")
                        && pair.attribute("name").equals(all.child(i).attribute("name"))) {
                    at = i;
                }
            }
            all = at < 0
                    ? all.withChild(pair)
                    : all.replacing(at, all.child(at).with("value", pair.attribute("value", "")));
        }
        return object.with(all);
    }

    private Element put(Definition object) throws Failure {
        Element configuration = root.child("configuration");
        Element there = configuration.child(object.section());
        Element section = there == null ? Element.of(object.section()) : there;
        if (object.section().equals("fencing-topology")) {
            return levels(object.element(), configuration);
        }
        if (object.section().equals("resources")) {
            return ResourceTree.put(section, object);
        }
        for (int i = 0; i < section.childCount(); i++) {
            Element child = section.child(i);
            boolean same = object.id().equals(child.id())
                    || child.name().equals("node")
                            && object.element().attribute("uname", "").equalsIgnoreCase(child.attribute("uname"));
            if (same) {
                return section.replacing(
                        i, child.name().equals("node") ? node(child, object.element()) : object.element());
            }
        }
        return section.withChild(object.element());
    }

    /** Levels without a target are for every node. */
    private static Element levels(Element topology, Element configuration) {
        List<Element> all = new ArrayList<>();
        for (Element level : topology.children()) {
            if (!level.name().equals("fencing-level")
                    || level.has("target")
                    || level.has("target-pattern")
                    || level.has("target-attribute")) {
                all.add(level);
                continue;
            }
            for (Element node : configuration.child("nodes").children("node")) {
                String name = node.attribute("uname", node.id());
                all.add(level.with("target", name)
                        .with("id", ("fencing-" + name + "-" + level.attribute("index")).replaceAll("[^-\\w.]", "_")));
            }
        }
        return topology.withChildren(all);
    }

    /** A node keeps its id and its name as the cluster knows them. */
    private static Element node(Element there, Element typed) {
        Element node = typed.with("id", there.attribute("id", "")).with("uname", there.attribute("uname", ""));
        List<Element> children = new ArrayList<>();
        for (Element child : node.children()) {
            Element old = there.child(child.name());
            children.add(old == null || child.id() == null ? child : withId(child, old.attribute("id", "")));
        }
        return node.withChildren(children);
    }

    private static Element withId(Element set, String id) {
        List<Element> pairs = new ArrayList<>();
        for (Element pair : set.children()) {
            String own = pair.attribute("id", "");
            pairs.add(
                    own.startsWith(set.id())
                            ? pair.with("id", id + own.substring(set.id().length()))
                            : pair);
        }
        return set.with("id", id).withChildren(pairs);
    }

    /** The root with a section replaced, added where it was not there, or dropped where it became empty and is optional. */
    static Element inSection(Element root, String name, Element section) {
        Element configuration = root.child("configuration");
        int at = configuration.children().indexOf(configuration.child(name));
        Element changed = configuration.child(name) == null
                ? configuration.withChild(section)
                : configuration.replacing(at, section);
        return root.replacing(root.children().indexOf(configuration), changed);
    }

    /**
     * Takes objects out, with what only makes sense with them.
     *
     * @return sentences that tell what went beside them
     */
    public List<String> delete(List<String> ids) {
        List<String> gone = new ArrayList<>();
        Element changed = root;
        for (String id : ids) {
            Definition object = ConfigObjects.find(changed, id).orElse(null);
            if (object == null) {
                continue; // It went with one before.
            }
            Element section = changed.child("configuration").child(object.section());
            if (object.section().equals("resources")) {
                section = ResourceTree.take(section, object.id(), gone);
            } else if (object.section().equals("fencing-topology")) {
                section = Element.of("fencing-topology");
            } else {
                section = section.withoutChildren(child -> object.id().equals(child.id()));
                gone.add(object.id());
            }
            changed = inSection(changed, object.section(), section);
        }
        List<String> told = new ArrayList<>();
        gone.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> told.add(id + " held nothing else and was deleted too"));
        Element configuration = changed.child("configuration");
        Element left = References.without(configuration, new LinkedHashSet<>(gone), told);
        root = changed.replacing(changed.children().indexOf(configuration), left);
        return told;
    }

    /** The primitives that use a template. */
    public List<String> usersOf(String template) {
        return objects().stream()
                .filter(object -> template.equals(object.element().attribute("template")))
                .map(Definition::id)
                .toList();
    }

    public void rename(String from, String to) throws Failure {
        Definition object = get(from);
        if (root.child("configuration").find(to) != null) {
            throw new Failure(CrmExit.EXISTS, "there is something named \"" + to + "\" already");
        }
        if (object.element().name().equals("node")) {
            throw new Failure(CrmExit.USAGE, from + " is a node; its name is its own, the cluster follows it");
        }
        Element configuration = root.child("configuration");
        root = root.replacing(
                root.children().indexOf(configuration), References.renamed(configuration, object.id(), to));
    }
}
