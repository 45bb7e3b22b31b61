package io.systole.policy.order;

import io.systole.core.value.CrmBoolean;
import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.location.ConstraintSets;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.order.OrderKind.Symmetry;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code rsc_order} constraints: pairs, tags, templates and resource sets. */
public final class OrderReader {
    private static final String REF = "resource_ref";
    private static final int ENOUGH = Relation.MIN_RUNNABLE | Relation.FIRST_IMPLIES_THEN_GRAPHED;

    private final Cluster cluster;
    private final ConstraintSets sets;
    private final Actions actions;
    private final Orderings orderings;

    public OrderReader(Cluster cluster, ConstraintSets sets, Actions actions, Orderings orderings) {
        this.cluster = cluster;
        this.sets = sets;
        this.actions = actions;
        this.orderings = orderings;
    }

    /** Reads one constraint; from the point where it cannot be understood on, it is reported and has no effect. */
    public void read(Element constraint) {
        OrderKind kind = OrderKind.of(cluster, constraint);
        Symmetry symmetry = OrderKind.symmetry(cluster, constraint, kind, null);
        Element expanded = expand(constraint);
        if (expanded == null) {
            return;
        }
        if (expanded.child("resource_set") == null) {
            readPair(constraint, kind, symmetry);
            return;
        }
        Element last = null;
        for (Element set : sets.sets(expanded)) {
            if (!readSet(constraint, set, kind)) {
                return;
            }
            if (last != null) {
                if (!orderSets(constraint, last, set, kind, symmetry)) {
                    return;
                }
                if (symmetry == Symmetry.SYMMETRIC) {
                    orderSets(constraint, set, last, kind, Symmetry.INVERSE);
                }
            }
            last = set;
        }
    }

    private Element expand(Element constraint) {
        Element expanded = sets.expandInSets(constraint);
        String first = constraint.attribute("first");
        String then = constraint.attribute("then");
        if (expanded != constraint || first == null || then == null) {
            return expanded;
        }
        if (!sets.isKnown(constraint, first) || !sets.isKnown(constraint, then)) {
            return null;
        }
        if (sets.resource(first) != null && sets.resource(then) != null) {
            return constraint;
        }
        Element withFirst = toSet(constraint, "first");
        return withFirst == null ? null : toSet(withFirst, "then");
    }

    private Element toSet(Element constraint, String attribute) {
        String taskAttribute = attribute + "-action";
        String task = constraint.attribute(taskAttribute);
        Element changed = sets.toSet(constraint, attribute, null, null, true);
        if (changed == null || task == null) {
            return changed;
        }
        int last = changed.childCount() - 1;
        List<Element> children = new ArrayList<>(changed.children());
        children.set(last, children.get(last).with("action", task));
        return changed.without(taskAttribute).withChildren(children);
    }

    private void readPair(Element constraint, OrderKind kind, Symmetry symmetry) {
        Resource first = resource(constraint, "first");
        Resource then = first == null ? null : resource(constraint, "then");
        if (then == null) {
            return;
        }
        String firstTask = constraint.attribute("first-action", "start");
        String thenTask = constraint.attribute("then-action", firstTask);
        int flags = kind.flags(firstTask, symmetry);
        int minimum = minimum(first, constraint);
        if (minimum > 0) {
            Action enough = actions.pseudo("clone-one-or-more:" + constraint.id());
            enough.requiredRunnableBefore = minimum;
            for (Resource instance : first.children) {
                orderings.taskThenAction(instance, firstTask, enough, ENOUGH);
            }
            orderings.actionThenTask(enough, then, thenTask, flags | Relation.UNRUNNABLE_FIRST_BLOCKS);
        } else {
            orderings.tasks(first, firstTask, then, thenTask, flags);
        }
        if (symmetry == Symmetry.SYMMETRIC) {
            orderInverse(constraint, kind, first, firstTask, then, thenTask);
        }
    }

    private Resource resource(Element constraint, String attribute) {
        String id = constraint.attribute(attribute);
        Resource found = sets.resource(id);
        if (found == null) {
            cluster.problem("Ordering " + constraint.id() + " is ignored: "
                    + (id == null ? "it has no " + attribute + "." : "resource " + id + " does not exist."));
        }
        return found;
    }

    /** How many instances of a clone must be up; 0 if it is all or nothing. */
    private static int minimum(Resource first, Element constraint) {
        if (!first.isClone()) {
            return 0;
        }
        String minimum = first.meta.get("clone-min");
        if (minimum != null) {
            return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Names.number(minimum, 0)));
        }
        return CrmBoolean.parse(constraint.attribute("require-all")).orElse(true) ? 0 : 1;
    }

    private void orderInverse(
            Element constraint, OrderKind kind, Resource first, String firstTask, Resource then, String thenTask) {
        String firstInverse = Tasks.inverse(firstTask);
        String thenInverse = Tasks.inverse(thenTask);
        if (firstInverse == null || thenInverse == null) {
            cluster.problem("Ordering " + constraint.id() + " has no inverse, as " + firstTask + " and " + thenTask
                    + " cannot both be reversed.");
            return;
        }
        orderings.tasks(then, thenInverse, first, firstInverse, kind.flags(firstInverse, Symmetry.INVERSE));
    }

    private boolean readSet(Element constraint, Element set, OrderKind parentKind) {
        OrderKind kind = set.has("kind") ? OrderKind.of(cluster, set) : parentKind;
        Symmetry symmetry = OrderKind.symmetry(cluster, set, parentKind, constraint.attribute("symmetrical"));
        boolean sequential = Names.isTrue(set.attribute("sequential", "true"));
        String task = set.attribute("action", "start");
        List<Resource> members = members(constraint, set);
        if (members == null) {
            return false;
        }
        if (members.size() == 1) {
            return true;
        }
        int flags = kind.flags(task, symmetry);
        for (int i = 0; i < members.size(); i++) {
            if (kind == OrderKind.SERIALIZE) {
                for (Resource later : members.subList(i + 1, members.size())) {
                    orderings.tasks(members.get(i), task, later, task, flags);
                }
            } else if (sequential && i > 0) {
                orderings.tasks(members.get(i - 1), task, members.get(i), task, flags);
            }
        }
        String inverse = Tasks.inverse(task);
        if (symmetry == Symmetry.ASYMMETRIC || !sequential || inverse == null) {
            return true;
        }
        int inverseFlags = kind.flags(inverse, Symmetry.INVERSE);
        for (int i = 1; i < members.size(); i++) {
            orderings.tasks(members.get(i), inverse, members.get(i - 1), inverse, inverseFlags);
        }
        return true;
    }

    private List<Resource> members(Element constraint, Element set) {
        List<Resource> members = new ArrayList<>();
        for (Element ref : set.children(REF)) {
            Resource member = sets.resource(ref.id());
            if (member == null) {
                cluster.problem("Set " + set.id() + " of ordering " + constraint.id() + " names resource " + ref.id()
                        + ", which does not exist; the rest of the constraint is ignored.");
                return null;
            }
            members.add(member);
        }
        return members;
    }

    private boolean orderSets(Element constraint, Element set1, Element set2, OrderKind kind, Symmetry symmetry) {
        String task1 = set1.attribute("action", "start");
        String task2 = set2.attribute("action", "start");
        if (symmetry == Symmetry.INVERSE) {
            task1 = Tasks.inverse(task1);
            task2 = Tasks.inverse(task2);
            if (task1 == null || task2 == null) {
                return true;
            }
        }
        List<Resource> first = members(constraint, set1);
        List<Resource> then = members(constraint, set2);
        if (first == null || then == null) {
            return false;
        }
        // Whatever is enough on the way up: on the way down all must be down.
        boolean down = task1.equals("stop") || task1.equals("demote");
        boolean all = down || CrmBoolean.parse(set1.attribute("require-all")).orElse(true);
        int flags = kind.flags(task1, symmetry);
        if (!all) {
            Action any = actions.pseudo("one-or-more:" + set1.id());
            any.requiredRunnableBefore = 1;
            for (Resource resource : first) {
                orderings.taskThenAction(resource, task1, any, ENOUGH);
            }
            for (Resource resource : then) {
                orderings.actionThenTask(any, resource, task2, flags | Relation.UNRUNNABLE_FIRST_BLOCKS);
            }
            return true;
        }
        boolean inverse = symmetry == Symmetry.INVERSE;
        for (Resource resource1 : ends(set1, first, !inverse)) {
            for (Resource resource2 : ends(set2, then, inverse)) {
                orderings.tasks(resource1, task1, resource2, task2, flags);
            }
        }
        return true;
    }

    /** Of a set that says it is sequential, only the end that faces the other set matters. */
    private static List<Resource> ends(Element set, List<Resource> members, boolean last) {
        if (!Names.isTrue(set.attribute("sequential")) || members.isEmpty()) {
            return members;
        }
        return List.of(members.get(last ? members.size() - 1 : 0));
    }
}
