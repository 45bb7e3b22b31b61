package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** Where a resource is after a migration that went half way or wrong: the two nodes' histories are read together. */
final class MigrationHistory {
    private final Cluster cluster;
    private final ActiveState state;

    MigrationHistory(Cluster cluster, ActiveState state) {
        this.cluster = cluster;
        this.state = state;
    }

    private List<Element> entries(String resource, String nodeName) {
        List<Element> found = new ArrayList<>(1);
        for (Element nodeState : cluster.cib.child("status").children("node_state")) {
            if (nodeName.equals(nodeState.attribute("uname"))) {
                for (Element entry : StatusReader.entries(nodeState)) {
                    if (resource.equals(entry.id())) {
                        found.add(entry);
                    }
                }
            }
        }
        return found;
    }

    /**
     * The one operation of its kind in a node's history.
     *
     * <p>Pacemaker parity (corpus migration/probed-and-monitored): of several none is taken, as none says more than the others.
     *
     * @param other for migrations, the name of the node at the other end; null for any
     * @param exit the exit status that it must have with success; -1 for any
     */
    private Element operation(String resource, String task, String nodeName, String other, int exit) {
        Element found = null;
        for (Element entry : entries(resource, nodeName)) {
            for (Element op : entry.children("lrm_rsc_op")) {
                if (isOf(op, task, other)) {
                    if (found != null) {
                        return null;
                    }
                    found = op;
                }
            }
        }
        boolean wrong = found != null
                && exit >= 0
                && (Names.number(found.attribute("rc-code"), 1) != exit
                        || Names.number(found.attribute("op-status"), 4) != 0);
        return wrong ? null : found;
    }

    private static boolean isOf(Element op, String task, String other) {
        if (!task.equals(op.attribute("operation"))) {
            return false;
        }
        return other == null
                || switch (task) {
                    case "migrate_to" -> other.equals(op.attribute("migrate_target"));
                    case "migrate_from" -> other.equals(op.attribute("migrate_source"));
                    default -> true;
                };
    }

    /** Whether nothing at all is known of the resource on a node. */
    private boolean isUnknownOn(Resource resource, String nodeName) {
        for (Element entry : entries(resource.id, nodeName)) {
            for (Element op : entry.children("lrm_rsc_op")) {
                if (op.has("rc-code") && !"193".equals(op.attribute("rc-code"))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether the resource was started on a node after this operation of that node: the migration was given up then, and what
     * was at its target was stopped before. On one node the order of calls tells that without a clock.
     */
    private boolean startedAfter(String resource, String nodeName, Element than) {
        Element start = operation(resource, "start", nodeName, null, 0);
        return start != null && HistoryEntry.compareAge(start, than) > 0;
    }

    private boolean otherOperationAfter(String resource, String nodeName, Element than) {
        List<Element> entries = entries(resource, nodeName);
        for (Element op :
                entries.size() != 1 ? List.<Element>of() : entries.get(0).children("lrm_rsc_op")) {
            if (op == than) {
                continue;
            }
            switch (op.attribute("operation", "")) {
                case "start", "stop", "migrate_to", "migrate_from" -> {
                    if (HistoryEntry.compareAge(op, than) > 0) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private boolean newerStateAfter(String resource, String nodeName, Element migrateTo, Element migrateFrom) {
        Element than = migrateFrom != null ? migrateFrom : migrateTo;
        String source = than.attribute("migrate_source");
        if (than != migrateTo && migrateTo != null && nodeName.equalsIgnoreCase(source)) {
            than = migrateTo;
        }
        if (otherOperationAfter(resource, nodeName, than)) {
            return true;
        }
        Element monitor = operation(resource, "monitor", nodeName, null, 7);
        return monitor != null && HistoryEntry.compareAge(monitor, than) > 0;
    }

    private static boolean namesMatch(Operation operation, boolean isSource) {
        String name = operation.xml.attribute(isSource ? "migrate_source" : "migrate_target");
        return operation.xml.has("migrate_source")
                && operation.xml.has("migrate_target")
                && operation.node.name.equalsIgnoreCase(name);
    }

    /** The source says that it is done; whether the resource is on the target depends on what that says. */
    void succeeded(Operation operation) {
        if (!namesMatch(operation, true)) {
            return;
        }
        Resource resource = operation.resource;
        String source = operation.xml.attribute("migrate_source");
        String target = operation.xml.attribute("migrate_target");
        if (startedAfter(resource.id, source, operation.xml)) {
            return;
        }
        boolean sourceMovedOn = otherOperationAfter(resource.id, source, operation.xml);
        Element from = operation(resource.id, "migrate_from", target, source, -1);
        int exit = 0;
        int status = Operation.PENDING;
        if (from != null) {
            if (sourceMovedOn) {
                return;
            }
            exit = (int) Names.number(from.attribute("rc-code"), 0);
            status = (int) Names.number(from.attribute("op-status"), Operation.PENDING);
        }
        boolean targetMovedOn = newerStateAfter(resource.id, target, operation.xml, from);
        if (sourceMovedOn && targetMovedOn) {
            return;
        }
        if (exit == 0 && status == Operation.DONE) {
            resource.origRole = Role.STOPPED;
            resource.danglingMigrationSources.add(0, operation.node);
            return;
        }
        resource.origRole = Role.STARTED;
        Node targetNode = cluster.node(target);
        boolean targetOnline = targetNode != null && targetNode.online;
        boolean activeOnTarget = !targetMovedOn && targetOnline;
        if (status != Operation.PENDING) {
            if (activeOnTarget) {
                state.addActive(resource, targetNode, true);
            } else {
                failWithoutMigration(resource);
            }
            return;
        }
        if (targetOnline && isUnknownOn(resource, target)) {
            return;
        }
        if (activeOnTarget) {
            Node sourceNode = cluster.node(source);
            state.addActive(resource, targetNode, false);
            if (sourceNode != null && sourceNode.online) {
                resource.partialMigrationTarget = targetNode;
                resource.partialMigrationSource = sourceNode;
            }
        } else if (!sourceMovedOn) {
            failWithoutMigration(resource);
        }
    }

    private static void failWithoutMigration(Resource resource) {
        resource.markFailed();
        resource.migratable = false;
    }

    void migrateToFailed(Operation operation) {
        if (!namesMatch(operation, true)) {
            return;
        }
        Resource resource = operation.resource;
        String source = operation.xml.attribute("migrate_source");
        String target = operation.xml.attribute("migrate_target");
        resource.origRole = Role.STARTED;
        Element from = operation(resource.id, "migrate_from", target, source, 0);
        if (!isUnknownOn(resource, target) && !newerStateAfter(resource.id, target, operation.xml, from)) {
            Node targetNode = cluster.node(target);
            if (targetNode != null && targetNode.online) {
                state.addActive(resource, targetNode, false);
            }
        } else if (!otherOperationAfter(resource.id, source, operation.xml)) {
            resource.danglingMigrationSources.add(0, operation.node);
        }
    }

    void migrateFromFailed(Operation operation) {
        if (!namesMatch(operation, false)) {
            return;
        }
        Resource resource = operation.resource;
        String source = operation.xml.attribute("migrate_source");
        String target = operation.xml.attribute("migrate_target");
        resource.origRole = Role.STARTED;
        Element to = operation(resource.id, "migrate_to", source, target, 0);
        if (!isUnknownOn(resource, source) && !newerStateAfter(resource.id, source, to, operation.xml)) {
            Node sourceNode = cluster.node(source);
            if (sourceNode != null && sourceNode.online) {
                state.addActive(resource, sourceNode, true);
            }
        }
    }
}
