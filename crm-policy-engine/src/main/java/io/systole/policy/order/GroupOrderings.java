package io.systole.policy.order;

import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;

/** A group's members start one after the other, and stop the other way round; the group is up when all of them are. */
final class GroupOrderings {
    private static final int WHOLE =
            Relation.UNRUNNABLE_FIRST_BLOCKS | Relation.FIRST_IMPLIES_THEN | Relation.FIRST_IMPLIES_THEN_GRAPHED;
    private static final int NEEDED = Relation.FIRST_IMPLIES_THEN | Relation.UNRUNNABLE_FIRST_BLOCKS;
    private static final int GRAPHED = Relation.THEN_IMPLIES_FIRST_GRAPHED;

    private final Orderings orderings;
    private final PrimitiveOrderings primitives;

    GroupOrderings(Orderings orderings, PrimitiveOrderings primitives) {
        this.orderings = orderings;
        this.primitives = primitives;
    }

    void add(Resource group) {
        orderings.tasks(group, "stop", group, "stopped", Relation.UNRUNNABLE_FIRST_BLOCKS);
        orderings.tasks(group, "stopped", group, "start", Relation.ORDERED);
        orderings.tasks(group, "start", group, "running", Relation.UNRUNNABLE_FIRST_BLOCKS);
        boolean promotable = group.top().promotable;
        Resource previous = null;
        Resource lastActive = null;
        for (Resource member : group.children) {
            primitives.add(member);
            addToWhole(group, member, previous == null, promotable);
            addToPrevious(group, member, previous, promotable);
            if (!member.activeNodes.isEmpty()) {
                // A group that is active in parts only still stops in sequence.
                if (group.groupOrdered && previous != null && previous.activeNodes.isEmpty() && lastActive != null) {
                    orderings.stops(member, lastActive, Relation.ORDERED);
                }
                lastActive = member;
            }
            previous = member;
        }
    }

    private void addToWhole(Resource group, Resource member, boolean first, boolean promotable) {
        boolean leads = first && group.groupOrdered;
        int down = leads ? GRAPHED | Relation.ORDERED : GRAPHED;
        int isDown = leads ? Relation.FIRST_IMPLIES_THEN : Relation.FIRST_IMPLIES_THEN_GRAPHED;
        if (promotable) {
            orderings.tasks(group, "demote", member, "demote", down);
            orderings.tasks(member, "demote", group, "demoted", isDown);
            orderings.tasks(member, "promote", group, "promoted", WHOLE);
            orderings.tasks(group, "promote", member, "promote", GRAPHED);
        }
        orderings.stops(group, member, down);
        orderings.tasks(member, "stop", group, "stopped", isDown);
        orderings.starts(group, member, GRAPHED);
        orderings.tasks(member, "start", group, "running", WHOLE);
    }

    private void addToPrevious(Resource group, Resource member, Resource previous, boolean promotable) {
        if (!group.groupOrdered) {
            orderings.starts(group, member, NEEDED | GRAPHED);
            if (promotable) {
                orderings.tasks(group, "promote", member, "promote", NEEDED | GRAPHED);
            }
            return;
        }
        if (previous == null) {
            return;
        }
        orderings.starts(previous, member, NEEDED);
        orderings.stops(member, previous, Relation.ORDERED | Relation.INTERMEDIATE_STOP);
        if (!member.activeNodes.isEmpty() && previous.activeNodes.isEmpty()) {
            // A new member in the middle: what comes after it must stop before it starts.
            orderings.tasks(
                    member, "stop", previous, "start", Relation.THEN_IMPLIES_FIRST | Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
        if (promotable) {
            orderings.tasks(previous, "promote", member, "promote", NEEDED);
            orderings.tasks(member, "demote", previous, "demote", Relation.ORDERED);
        }
    }
}
