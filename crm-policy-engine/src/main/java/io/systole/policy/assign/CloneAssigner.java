package io.systole.policy.assign;

import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.score.StableMerge;

/** Assigns a clone: what it depends on first, then its instances, then, if it is promotable, their roles. */
final class CloneAssigner {
    private static final String STAGE = "pcmk__clone_assign";

    private final Assignment assignment;

    CloneAssigner(Assignment assignment) {
        this.assignment = assignment;
    }

    void assign(Resource clone, Node prefer, boolean stopIfFail) {
        if (!clone.unassigned || clone.assigning) {
            return;
        }
        clone.assigning = true;
        if (clone.promotable) {
            assignment.promotionScores.addTo(clone);
        }
        for (Colocation colocation : assignment.lists.thisWith(clone)) {
            assignment.assign(colocation.primary(), prefer, stopIfFail);
        }
        for (Colocation colocation : assignment.lists.withThis(clone)) {
            assignment.preferences.addDependent(colocation, clone);
        }
        assignment.listener.scores(STAGE, clone);
        StableMerge.sort(clone.children, assignment.instanceOrder);
        assignment.instances.assign(clone, clone.children, clone.cloneMax, clone.cloneNodeMax);
        if (clone.promotable) {
            assignment.promotion.chooseRoles(clone);
        }
        clone.unassigned = false;
        clone.assigning = false;
    }
}
