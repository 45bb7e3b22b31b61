package io.systole.shell.command;

import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * The names and values in one kind of set ({@code instance_attributes}, {@code meta_attributes}, {@code utilization}, {@code
 * cluster_property_set}) of one element of the configuration, and the changes to them.
 */
public final class PairSets {
    private final String scope;
    private final Element owner;
    private final String kind;
    private final String defaultSet;

    /**
     * @param scope the section of the CIB that the owner is in, for example {@code resources}
     * @param owner an object with an id, or the section itself; null for a section that is not there yet
     * @param kind the element name of the sets
     * @param defaultSet the id of the set that takes new names
     */
    public PairSets(String scope, Element owner, String kind, String defaultSet) {
        this.scope = scope;
        this.owner = owner;
        this.kind = kind;
        this.defaultSet = defaultSet;
    }

    /** The sets of a resource as Pacemaker names them: {@code RSC-meta_attributes} and so on. */
    public static PairSets ofResource(Element resource, String kind) {
        return new PairSets("resources", resource, kind, resource.id() + "-" + kind);
    }

    /** The permanent attributes of a node. */
    public static PairSets ofNode(Element node) {
        return new PairSets("nodes", node, "instance_attributes", "nodes-" + node.id());
    }

    /** The capacities of a node. */
    public static PairSets utilizationOfNode(Element node) {
        return new PairSets("nodes", node, "utilization", "nodes-" + node.id() + "-utilization");
    }

    public String kind() {
        return kind;
    }

    /**
     * The pairs that match, in document order.
     *
     * @param set only in the set with this id; null for any
     * @param id only the pair with this id; null for any
     * @param name only pairs with this name; null for any
     */
    public List<Element> find(String set, String id, String name) {
        List<Element> found = new ArrayList<>();
        for (Element candidate : owner == null ? List.<Element>of() : owner.children(kind)) {
            if (set == null || set.equals(candidate.id())) {
                for (Element pair : candidate.children("nvpair")) {
                    if ((id == null || id.equals(pair.id())) && (name == null || name.equals(pair.attribute("name")))) {
                        found.add(pair);
                    }
                }
            }
        }
        return found;
    }

    /** The first value of the name, or null. */
    public String value(String name) {
        List<Element> found = find(null, null, name);
        return found.isEmpty() ? null : found.get(0).attribute("value", "");
    }

    /**
     * The one pair that is meant; null where there is none.
     *
     * @throws Failure with status 109 where several are meant, naming each
     */
    public Element one(String set, String id, String name) throws Failure {
        List<Element> found = find(set, id, name);
        if (found.size() > 1) {
            StringBuilder sentence =
                    new StringBuilder("Please choose from one of the matches below and supply its id with -i\n"
                            + "Multiple attributes match name=" + name);
            for (Element pair : found) {
                sentence.append("\n  Value: ")
                        .append(pair.attribute("value", ""))
                        .append(" \t(id=")
                        .append(pair.id())
                        .append(')');
            }
            throw new Failure(CrmExit.MULTIPLE, sentence.toString());
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** The change that gives a pair that is there another value. */
    public CibOperation change(Element pair, String value) {
        return new CibOperation.Modify(null, Element.of("nvpair", "id", pair.id(), "value", value), false);
    }

    /** The change that removes a pair. */
    public CibOperation remove(Element pair) {
        return new CibOperation.Delete(scope, Element.of("nvpair", "id", pair.id()));
    }

    /**
     * The change that adds a name which is not there.
     *
     * @param set the id of the set to put it in; null for the default one
     * @param id the pair's id; null for the usual one
     */
    public CibOperation add(String set, String id, String name, String value) {
        String setId = set == null ? defaultSet : set;
        Element pair =
                Element.of("nvpair", "id", id == null ? idOf(setId + "-" + name) : id, "name", name, "value", value);
        Element content = Element.of(kind, "id", setId).withChild(pair);
        boolean inObject = owner != null && owner.id() != null;
        return new CibOperation.Modify(
                scope, inObject ? Element.of(owner.name(), "id", owner.id()).withChild(content) : content, true);
    }

    /** The change that gives the name this value, wherever it is; null where it has the value already. */
    public CibOperation set(String name, String value) {
        List<Element> found = find(null, null, name);
        if (found.isEmpty()) {
            return add(null, null, name, value);
        }
        return value.equals(found.get(0).attribute("value")) ? null : change(found.get(0), value);
    }

    /** The id that a pair with this name gets in a set; names may hold characters that ids must not. */
    public static String idOf(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", ".");
    }
}
