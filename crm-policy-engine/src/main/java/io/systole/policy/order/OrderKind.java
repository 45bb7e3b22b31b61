package io.systole.policy.order;

import io.systole.core.value.CrmBoolean;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Relation;
import java.util.Optional;

/** Attribute kind of an ordering constraint, and whether the constraint holds the other way round for stopping. */
enum OrderKind {
    OPTIONAL,
    MANDATORY,
    SERIALIZE;

    /** Attribute symmetrical. */
    enum Symmetry {
        ASYMMETRIC,
        SYMMETRIC,
        /** The reverse of a symmetric ordering. */
        INVERSE
    }

    /** The kind that a constraint or set gives itself; mandatory, if it gives none. */
    static OrderKind of(Cluster cluster, Element xml) {
        String kind = xml.attribute("kind");
        if (kind == null) {
            // Before there was a kind, a score of 0 made an ordering optional.
            String score = xml.attribute("score");
            return score != null && cluster.scores.parseOrZero(score) == 0 ? OPTIONAL : MANDATORY;
        }
        switch (kind) {
            case "Mandatory":
                return MANDATORY;
            case "Optional":
                return OPTIONAL;
            case "Serialize":
                return SERIALIZE;
            default:
                cluster.problem("Constraint " + xml.id() + ": kind cannot be '" + kind + "'; Mandatory is used.");
                return MANDATORY;
        }
    }

    /** @param inherited the constraint's attribute symmetrical, for a set of it; else null */
    static Symmetry symmetry(Cluster cluster, Element xml, OrderKind parentKind, String inherited) {
        OrderKind kind = xml.has("kind") || xml.has("score") ? of(cluster, xml) : parentKind;
        Optional<Boolean> symmetrical = CrmBoolean.parse(xml.attribute("symmetrical"));
        if (symmetrical.isEmpty() && inherited != null) {
            symmetrical = Optional.of(CrmBoolean.parse(inherited, false));
        }
        if (symmetrical.isEmpty()) {
            return kind == SERIALIZE ? Symmetry.ASYMMETRIC : Symmetry.SYMMETRIC;
        }
        if (symmetrical.get() && kind == SERIALIZE) {
            cluster.problem("Constraint " + xml.id() + ": symmetrical has no effect with kind Serialize.");
        } else if (symmetrical.get()) {
            return Symmetry.SYMMETRIC;
        }
        return Symmetry.ASYMMETRIC;
    }

    int flags(String firstTask, Symmetry symmetry) {
        switch (this) {
            case OPTIONAL:
                return Relation.ORDERED;
            case SERIALIZE:
                return Relation.SERIALIZE;
            default:
                break;
        }
        return Relation.ORDERED
                | switch (symmetry) {
                    case ASYMMETRIC -> Relation.ASYMMETRIC;
                    case SYMMETRIC ->
                        Relation.FIRST_IMPLIES_THEN | (Tasks.isUp(firstTask) ? Relation.UNRUNNABLE_FIRST_BLOCKS : 0);
                    case INVERSE -> Relation.THEN_IMPLIES_FIRST;
                };
    }
}
