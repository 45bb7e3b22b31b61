package io.systole.policy.order;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.assign.Colocation;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import java.util.List;

/** Two resources that must never be together: where they change places, one leaves a node before the other comes. */
public final class ApartOrderings {
    private ApartOrderings() {}

    public static void add(Colocation colocation, Orderings orderings) {
        if (colocation.score() <= Score.MINUS_INFINITY) {
            add(
                    colocation.dependent(),
                    colocation.dependentRole(),
                    colocation.primary(),
                    colocation.primaryRole(),
                    orderings);
            add(
                    colocation.primary(),
                    colocation.primaryRole(),
                    colocation.dependent(),
                    colocation.dependentRole(),
                    orderings);
        }
    }

    private static void add(Resource first, Role firstRole, Resource then, Role thenRole, Orderings orderings) {
        for (String leave : leaving(firstRole)) {
            for (String come : taking(thenRole)) {
                orderings.tasks(first, leave, then, come, Relation.IF_REQUIRED_ON_SAME_NODE);
            }
        }
    }

    /** What makes a resource give up a role. */
    private static List<String> leaving(Role role) {
        if (role == Role.PROMOTED) {
            return List.of("demote");
        }
        return role == Role.UNPROMOTED ? List.of("stop", "promote") : List.of("stop");
    }

    /** What makes a resource take a role. */
    private static List<String> taking(Role role) {
        if (role == Role.PROMOTED) {
            return List.of("promote");
        }
        return role == Role.UNPROMOTED ? List.of("start", "demote") : List.of("start");
    }
}
