package io.systole.policy.location;

import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts resources in the place of tags and templates that constraints name.
 *
 * <p>Shared by all kinds of constraints. What cannot be resolved makes the whole constraint void, which is reported to the
 * cluster's problems and answered with null.
 */
public final class ConstraintSets {
    private static final String SET = "resource_set";
    private static final String REF = "resource_ref";

    private final Cluster cluster;

    public ConstraintSets(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The constraint with tags and templates inside its sets expanded; itself if there are none.
     *
     * <p>Pacemaker parity (corpus rules/template-of-unknown-instance): an unknown name, also one that a tag or template stands
     * for, leaves the sets as they are; reading them will fail at that name.
     */
    public Element expandInSets(Element constraint) {
        List<Element> children = new ArrayList<>(constraint.childCount());
        boolean changed = false;
        for (Element child : constraint.children()) {
            Element expanded = child.name().equals(SET) ? expandSet(constraint, child) : child;
            if (expanded == null) {
                return constraint;
            }
            changed |= expanded != child;
            children.add(expanded);
        }
        return changed ? constraint.withChildren(children) : constraint;
    }

    private Element expandSet(Element constraint, Element set) {
        List<Element> refs = new ArrayList<>(set.childCount());
        boolean changed = false;
        for (Element ref : set.children()) {
            if (!ref.name().equals(REF) || resource(ref.id()) != null) {
                refs.add(ref);
                continue;
            }
            changed = true;
            String unknown = expandTag(ref.id(), refs, new ArrayList<>());
            if (unknown != null) {
                cluster.problem("Constraint " + constraint.id() + " names " + unknown + " in set " + set.id()
                        + ", which is neither a resource nor a tag; its sets are ignored.");
                return null;
            }
        }
        return changed ? set.withChildren(refs) : set;
    }

    /**
     * Adds references to all resources that a tag or template stands for, tags among them expanded in their turn.
     *
     * @param around the tags that are being expanded, so that one that holds itself comes to an end
     * @return a name that stands for nothing; null if there is none
     */
    private String expandTag(String tag, List<Element> refs, List<String> around) {
        List<String> tagged = members(tag);
        if (tagged.isEmpty() || around.contains(tag)) {
            return String.valueOf(tag);
        }
        around.add(tag);
        for (String id : tagged) {
            if (resource(id) != null) {
                refs.add(Element.of(REF, "id", id));
                continue;
            }
            String unknown = expandTag(id, refs, around);
            if (unknown != null) {
                return unknown;
            }
        }
        around.remove(tag);
        return null;
    }

    /**
     * The constraint with the tag that one of its attributes names turned into a set of its own, which is not sequential.
     *
     * @param attribute for example {@code rsc}
     * @param role the role the set is to have, or null
     * @param roleAttribute the attribute that the role came from, which is dropped when there is a set
     * @param evenResource also turn a single resource into a set
     * @return the constraint itself if nothing was to do; null if the name is unknown
     */
    public Element toSet(
            Element constraint, String attribute, String role, String roleAttribute, boolean evenResource) {
        String id = constraint.attribute(attribute);
        if (id == null) {
            return constraint;
        }
        Element.Builder set = Element.builder(SET).attribute("id", id);
        if (resource(id) != null) {
            if (!evenResource) {
                return constraint;
            }
            set.child(Element.of(REF, "id", id));
        } else {
            List<String> tagged = members(id);
            if (tagged.isEmpty()) {
                unknown(constraint, id);
                return null;
            }
            for (String member : tagged) {
                set.child(Element.of(REF, "id", member));
            }
            set.attribute("sequential", "false");
        }
        Element changed = constraint.without(attribute);
        if (role != null) {
            set.attribute("role", role);
            changed = changed.without(roleAttribute);
        }
        return changed.withChild(set.build());
    }

    /** Whether a name is a known resource, tag or template. */
    public boolean isKnown(Element constraint, String id) {
        if (resource(id) != null || !members(id).isEmpty()) {
            return true;
        }
        unknown(constraint, id);
        return false;
    }

    /** The resource that a constraint means by a name; null if there is none. */
    public Resource resource(String id) {
        return id == null ? null : cluster.constraintResource(id);
    }

    /** The sets of a constraint, references to sets elsewhere followed; a set that cannot be found ends the list. */
    public List<Element> sets(Element constraint) {
        List<Element> sets = new ArrayList<>();
        for (Element child : constraint.children()) {
            if (child.name().equals(SET)) {
                Element set = cluster.resolve(child);
                if (set == null) {
                    return sets;
                }
                sets.add(set);
            }
        }
        return sets;
    }

    private List<String> members(String id) {
        return id == null ? List.of() : cluster.taggedWith(id);
    }

    private void unknown(Element constraint, String id) {
        cluster.problem(
                "Constraint " + constraint.id() + " is ignored: there is no resource, template or tag " + id + ".");
    }
}
