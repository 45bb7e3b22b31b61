package io.systole.policy.order;

import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;

/** Demote, stop, start, promote: the steps of a promotable clone, each done by all instances before the next. */
final class PromotionOrderings {
    private final Orderings orderings;

    PromotionOrderings(Orderings orderings) {
        this.orderings = orderings;
    }

    void add(Resource clone) {
        addRestart(clone);
        Resource previous = null;
        for (Resource instance : clone.children) {
            orderings.tasks(instance, "demote", instance, "promote", Relation.ORDERED);
            orderings.tasks(clone, "promote", instance, "promote", Relation.ORDERED);
            orderings.tasks(instance, "promote", clone, "promoted", Relation.ORDERED);
            if (previous != null && clone.cloneOrdered) {
                orderings.tasks(previous, "promote", instance, "promote", Relation.ORDERED);
            }
            orderings.tasks(clone, "demote", instance, "demote", Relation.THEN_IMPLIES_FIRST_GRAPHED);
            orderings.tasks(instance, "demote", clone, "demoted", Relation.FIRST_IMPLIES_THEN_GRAPHED);
            if (previous != null && clone.cloneOrdered) {
                orderings.tasks(instance, "demote", previous, "demote", Relation.ORDERED);
            }
            previous = instance;
        }
    }

    void addRestart(Resource collective) {
        step(collective, "stopped", "start");
        step(collective, "stopped", "promote");
        step(collective, "demoted", "stop");
        step(collective, "demoted", "start");
        step(collective, "demoted", "promote");
        step(collective, "running", "promote");
        step(collective, "demote", "demoted");
    }

    private void step(Resource collective, String first, String then) {
        orderings.tasks(collective, first, collective, then, Relation.ORDERED);
    }
}
