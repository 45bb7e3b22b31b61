package io.systole.policy.order;

import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;

/** What an ordering of starts and stops means for a resource that migrates instead of being restarted. */
final class MigrationOrderings {
    private static final String FROM = "migrate_from";
    private static final String TO = "migrate_to";

    private MigrationOrderings() {}

    static void addEquivalents(Ordering ordering, Orderings orderings) {
        Resource first = ordering.firstResource();
        Resource then = ordering.thenResource();
        if (first == null
                || then == null
                || !then.migratable && !first.migratable
                || first == then
                || first.isDescendantOf(then)
                || then.isDescendantOf(first)) {
            return;
        }
        int unlessMigrated = first.migratable ? Relation.ORDERED | Relation.IF_FIRST_UNMIGRATABLE : Relation.ORDERED;
        if (ordering.isFirst("start") && ordering.isThen("start")) {
            if (first.migratable && then.migratable) {
                orderings.tasks(first, FROM, then, TO, Relation.ORDERED);
            }
            if (then.migratable) {
                orderings.tasks(first, "start", then, TO, unlessMigrated);
            }
        } else if (!then.migratable) {
            return;
        } else if (ordering.isFirst("stop") && ordering.isThen("stop")) {
            beforeMigration(first, "stop", then, unlessMigrated, orderings);
        } else if (ordering.isFirst("promote") && ordering.isThen("start")) {
            orderings.tasks(first, "promote", then, TO, Relation.ORDERED);
        } else if (ordering.isFirst("demote") && ordering.isThen("stop")) {
            beforeMigration(first, "demote", then, Relation.ORDERED, orderings);
        }
    }

    private static void beforeMigration(Resource first, String task, Resource then, int flags, Orderings orderings) {
        orderings.tasks(first, task, then, TO, flags);
        if (then.partialMigrationTarget != null) {
            orderings.tasks(first, task, then, FROM, flags);
        }
    }
}
