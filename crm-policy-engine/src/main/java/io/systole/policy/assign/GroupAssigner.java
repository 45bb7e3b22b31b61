package io.systole.policy.assign;

import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;

/** Assigns a group: its members in their order, each following the one before. */
final class GroupAssigner {
    private static final String STAGE = "pcmk__group_assign";

    private final Assignment assignment;

    GroupAssigner(Assignment assignment) {
        this.assignment = assignment;
    }

    Node assign(Resource group, Node prefer, boolean stopIfFail) {
        if (!group.unassigned) {
            return group.assigned;
        }
        if (group.assigning) {
            return null;
        }
        if (group.children.isEmpty()) {
            group.unassigned = false;
            return null;
        }
        group.assigning = true;
        Resource first = group.children.get(0);
        group.origRole = first.origRole;
        assignment.listener.scores(STAGE, group);
        Node firstNode = null;
        for (Resource member : group.children) {
            Node node = assignment.assign(member, prefer, stopIfFail);
            if (firstNode == null) {
                firstNode = node;
            }
        }
        group.nextRole = first.nextRole;
        group.assigning = false;
        group.unassigned = false;
        return group.groupColocated ? firstNode : null;
    }
}
