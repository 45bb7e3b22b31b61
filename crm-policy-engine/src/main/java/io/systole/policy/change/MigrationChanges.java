package io.systole.policy.change;

import io.systole.policy.action.Actions;
import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.order.Orderings;

/** Moves a resource from node to node without stopping it. */
final class MigrationChanges {
    private static final String TO = "migrate_to";
    private static final String FROM = "migrate_from";
    private static final int BOTH_OR_NONE = Relation.ORDERED | Relation.UNMIGRATABLE_THEN_BLOCKS;

    private final Actions actions;
    private final Orderings orderings;

    MigrationChanges(Actions actions, Orderings orderings) {
        this.actions = actions;
        this.orderings = orderings;
    }

    static boolean canMigrate(Resource resource, Node current) {
        return resource.migratable
                && resource.managed
                && !resource.failed
                && !resource.startPending
                && current != null
                && !current.unclean
                && resource.assigned != null
                && !resource.assigned.unclean;
    }

    /** Adds the migration beside the restart that is done if the migration cannot be. */
    void add(Resource resource, Node source) {
        Node target = resource.assigned;
        boolean underWay = resource.partialMigrationTarget != null;
        Action start = actions.start(resource, target, true);
        Action stop = actions.stop(resource, source, true);
        Action to = underWay ? null : actions.operation(resource, TO, source, true);
        Action from = actions.operation(resource, FROM, target, true);
        start.set(Action.MIGRATABLE | Action.PSEUDO);
        stop.set(Action.MIGRATABLE);
        from.set(Action.MIGRATABLE);
        if (to != null) {
            to.set(Action.MIGRATABLE);
            to.needs = start.needs;
            orderings.tasks(resource, "monitor", resource, TO, Relation.ORDERED);
            orderings.tasks(resource, TO, resource, FROM, BOTH_OR_NONE);
        } else {
            from.needs = start.needs;
            orderings.tasks(resource, "monitor", resource, FROM, Relation.ORDERED);
        }
        orderings.tasks(resource, FROM, resource, "stop", BOTH_OR_NONE);
        orderings.tasks(resource, FROM, resource, "start", BOTH_OR_NONE | Relation.FIRST_ELSE_THEN);
        if (to != null) {
            nameNodes(to, source, target);
            if (!resource.isRemoteConnection) {
                // If the source is lost half-way, it must be known that the target may be affected.
                to.meta.put("record-pending", "true");
            }
        }
        nameNodes(from, source, target);
    }

    private static void nameNodes(Action action, Node source, Node target) {
        action.meta.put("migrate_source", source.name);
        action.meta.put("migrate_target", target.name);
    }
}
