package io.systole.policy.change;

import io.systole.policy.model.Action;
import io.systole.policy.model.Resource;

/** Whether any instance of a promotable clone is promoted or demoted. */
final class RoleChange {
    boolean promoting;
    boolean demoting;

    void look(Resource resource) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(this::look);
            return;
        }
        for (Action action : resource.actions) {
            if (!action.is(Action.OPTIONAL)) {
                demoting |= action.isTask("demote");
                promoting |= action.isTask("promote");
            }
        }
    }
}
