package io.systole.policy.assign;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.location.ConstraintSets;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Resource;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code rsc_colocation} constraints: pairs, tags, templates and resource sets. */
public final class ColocationReader {
    private final Cluster cluster;
    private final ConstraintSets sets;
    private final ColocationSink sink;

    /** Takes each colocation as it is read. */
    public interface ColocationSink {
        void add(Colocation colocation);
    }

    public ColocationReader(Cluster cluster, ConstraintSets sets, ColocationSink sink) {
        this.cluster = cluster;
        this.sets = sets;
        this.sink = sink;
    }

    /** Reads one constraint; one that cannot be understood is reported and has no effect. */
    public void read(Element constraint) {
        Element expanded = expand(constraint);
        if (expanded == null) {
            return;
        }
        int score = 0;
        String text = constraint.attribute("score");
        if (text != null) {
            OptionalInt parsed = cluster.scores.parse(text);
            if (parsed.isEmpty()) {
                cluster.problem("Colocation " + constraint.id() + " is ignored: '" + text + "' is not a score.");
                return;
            }
            score = parsed.getAsInt();
        }
        String influence = constraint.attribute("influence");
        List<Element> all = sets.sets(expanded);
        Element last = null;
        for (Element set : all) {
            readSet(set, score, constraint.id(), influence);
            if (last != null) {
                readPairOfSets(constraint.id(), last, set, score, influence);
            }
            last = set;
        }
        if (expanded.child("resource_set") == null) {
            readPair(constraint, score, influence);
        }
    }

    private Element expand(Element constraint) {
        Element expanded = sets.expandInSets(constraint);
        String dependent = constraint.attribute("rsc");
        String primary = constraint.attribute("with-rsc");
        if (expanded != constraint || dependent == null || primary == null) {
            return expanded;
        }
        if (!sets.isKnown(constraint, dependent) || !sets.isKnown(constraint, primary)) {
            return null;
        }
        boolean plainDependent = sets.resource(dependent) != null;
        boolean plainPrimary = sets.resource(primary) != null;
        if (plainDependent && plainPrimary) {
            return constraint;
        }
        if (!plainDependent && !plainPrimary) {
            cluster.problem(
                    "Colocation " + constraint.id() + " is ignored: two tags or templates cannot be colocated.");
            return null;
        }
        Element first = sets.toSet(constraint, "rsc", constraint.attribute("rsc-role"), "rsc-role", true);
        return sets.toSet(first, "with-rsc", constraint.attribute("with-rsc-role"), "with-rsc-role", true);
    }

    private void readPair(Element constraint, int score, String influence) {
        Resource dependent = sets.resource(constraint.attribute("rsc"));
        Resource primary = sets.resource(constraint.attribute("with-rsc"));
        if (dependent == null || primary == null) {
            String missing = constraint.attribute(dependent == null ? "rsc" : "with-rsc");
            cluster.problem("Colocation " + constraint.id() + " is ignored: resource " + missing + " does not exist.");
            return;
        }
        String attribute = constraint.attribute("node-attribute", Colocation.NODE_NAME);
        add(
                constraint.id(),
                attribute,
                score,
                dependent,
                primary,
                constraint.attribute("rsc-role"),
                constraint.attribute("with-rsc-role"),
                influence,
                dependent);
    }

    /** The members of a set follow each other, or, with a negative score, all avoid each other. */
    private void readSet(Element set, int constraintScore, String id, String influence) {
        int score = constraintScore;
        String text = set.attribute("score");
        if (text != null) {
            OptionalInt parsed = cluster.scores.parse(text);
            if (parsed.isEmpty()) {
                cluster.problem(
                        "Set " + set.id() + " of colocation " + id + " is ignored: '" + text + "' is not a score.");
                return;
            }
            score = parsed.getAsInt();
        }
        if (score == 0 || !isSequential(set)) {
            return;
        }
        String role = set.attribute("role");
        boolean withPrevious = "group".equalsIgnoreCase(set.attribute("ordering", "group"));
        List<Element> refs = set.children("resource_ref");
        Resource previous = null;
        for (int i = 0; i < refs.size(); i++) {
            Resource resource = member(set, refs.get(i));
            if (resource == null) {
                return;
            }
            if (score < 0) {
                for (int j = 0;
                        j < refs.size() && !resource.id.equals(refs.get(j).id());
                        j++) {
                    Resource other = sets.resource(refs.get(j).id());
                    add(set.id(), Colocation.NODE_NAME, score, resource, other, role, role, influence, resource);
                }
            } else if (previous != null) {
                Resource dependent = withPrevious ? resource : previous;
                Resource primary = withPrevious ? previous : resource;
                add(set.id(), Colocation.NODE_NAME, score, dependent, primary, role, role, influence, resource);
            }
            previous = resource;
        }
    }

    /** The first set depends on the second: end to end where a set is sequential, every member where it is not. */
    private void readPairOfSets(String id, Element dependents, Element primaries, int score, String influence) {
        if (score == 0) {
            return;
        }
        List<Element> dependentRefs = dependents.children("resource_ref");
        List<Element> primaryRefs = primaries.children("resource_ref");
        if (isSequential(dependents) && !dependentRefs.isEmpty()) {
            dependentRefs = dependentRefs.subList(0, 1);
        }
        if (isSequential(primaries) && !primaryRefs.isEmpty()) {
            primaryRefs = primaryRefs.subList(primaryRefs.size() - 1, primaryRefs.size());
        }
        for (Element dependentRef : dependentRefs) {
            Resource dependent = member(dependents, dependentRef);
            for (Element primaryRef : primaryRefs) {
                Resource primary = dependent == null ? null : member(primaries, primaryRef);
                if (primary != null) {
                    add(
                            id,
                            Colocation.NODE_NAME,
                            score,
                            dependent,
                            primary,
                            dependents.attribute("role"),
                            primaries.attribute("role"),
                            influence,
                            dependent);
                }
            }
        }
    }

    private static boolean isSequential(Element set) {
        return CrmBoolean.parse(set.attribute("sequential")).orElse(true);
    }

    private Resource member(Element set, Element ref) {
        Resource resource = sets.resource(ref.id());
        if (resource == null) {
            cluster.problem("Set " + set.id() + " names resource " + ref.id() + ", which does not exist.");
        }
        return resource;
    }

    private void add(
            String id,
            String nodeAttribute,
            int score,
            Resource dependent,
            Resource primary,
            String dependentRole,
            String primaryRole,
            String influence,
            Resource critical) {
        for (String role : new String[] {dependentRole, primaryRole}) {
            if (role != null && Role.parse(role).isEmpty()) {
                cluster.problem("Colocation " + id + " is ignored: '" + role + "' is not a role.");
                return;
            }
        }
        boolean influences = influence == null
                ? critical.critical
                : CrmBoolean.parse(influence).orElse(critical.critical);
        sink.add(new Colocation(
                id,
                nodeAttribute,
                score,
                dependent,
                primary,
                role(dependentRole),
                role(primaryRole),
                true,
                influences));
    }

    /** Started means any role. */
    private static Role role(String text) {
        Role role = Role.parse(text).orElse(null);
        return role == Role.STARTED ? null : role;
    }
}
