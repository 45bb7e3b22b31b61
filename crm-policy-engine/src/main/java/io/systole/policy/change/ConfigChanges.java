package io.systole.policy.change;

import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.Digests;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.action.OperationConfig;
import io.systole.policy.model.Action;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import io.systole.policy.order.Orderings;
import io.systole.policy.snapshot.ParameterChecks;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares history with the configuration as it is now: what was changed is restarted, reloaded, cancelled or cleaned up. */
public final class ConfigChanges {
    private static final String REASON = "resource definition change";

    private final Cluster cluster;
    private final Actions actions;
    private final Orderings orderings;
    private final FailCounts failCounts;
    private final ParameterChecks deferred;
    private final Cancellations cancellations;

    public ConfigChanges(
            Cluster cluster, Actions actions, Orderings orderings, FailCounts failCounts, ParameterChecks deferred) {
        this.cluster = cluster;
        this.actions = actions;
        this.orderings = orderings;
        this.failCounts = failCounts;
        this.deferred = deferred;
        this.cancellations = new Cancellations(actions, orderings);
    }

    public void addAll() {
        Map<String, Element> histories = histories();
        for (Node node : cluster.nodes) {
            Element history = histories.get(node.name);
            if (history != null && (node.maintenance || Availability.canRun(node))) {
                history.children("lrm_resource").forEach(entry -> check(node, entry));
            }
        }
    }

    /** The nodes' histories by the nodes' names; of a node with two, none, as neither is known to be the right one. */
    private Map<String, Element> histories() {
        Map<String, Element> byName = new LinkedHashMap<>();
        Set<String> several = new LinkedHashSet<>();
        Element status = cluster.cib.child("status");
        for (Element state : status == null ? List.<Element>of() : status.children("node_state")) {
            Element lrm = state.child("lrm");
            Element resources = lrm == null ? null : lrm.child("lrm_resources");
            if (resources != null
                    && state.has("uname")
                    && byName.putIfAbsent(state.attribute("uname"), resources) != null) {
                several.add(state.attribute("uname"));
            }
        }
        byName.keySet().removeAll(several);
        return byName;
    }

    private void check(Node node, Element entry) {
        if (entry.childCount() == 0 || entry.id() == null) {
            return;
        }
        for (Resource resource : cluster.resourcesMatching(entry.id())) {
            if (resource.isPrimitive()) {
                check(resource, node, entry);
            }
        }
    }

    private void check(Resource resource, Node node, Element entry) {
        if (resource.removed) {
            if (!resource.top().isAnonymousClone()) {
                cleanUp(resource, node);
            }
            return;
        }
        boolean active = resource.activeNodes.contains(node);
        if (isOtherAgent(resource, node, entry, active)) {
            cleanUp(resource, node);
        }
        if (!active) {
            return;
        }
        List<Element> sorted = HistoryEntry.sorted(entry);
        int[] startAndStop = HistoryEntry.startAndStop(sorted);
        if (startAndStop[0] < startAndStop[1]) {
            return;
        }
        for (Element operation : sorted.subList(Math.max(0, startAndStop[0]), sorted.size())) {
            checkOperation(resource, node, operation);
        }
    }

    private boolean isOtherAgent(Resource resource, Node node, Element entry, boolean active) {
        boolean changed = false;
        for (String part : new String[] {"type", "class", "provider"}) {
            String now = resource.xml.attribute(part);
            String before = entry.attribute(part);
            if (now == null ? before != null : !now.equals(before)) {
                changed = true;
                actions.fencing().triggerUnfencing(resource, node, "Device definition changed");
            }
        }
        if (changed && active) {
            actions.stop(resource, node, false);
            resource.startPending = true;
        }
        return changed;
    }

    /** Removes what the node's executor knows of a resource. */
    private void cleanUp(Resource resource, Node node) {
        if (resource.failed || !node.isCleanOnline()) {
            return;
        }
        actions.operation(resource, "delete", node, false);
        orderings.tasks(resource, "stop", resource, "delete", Relation.ORDERED);
        orderings.tasks(resource, "delete", resource, "start", Relation.ORDERED);
    }

    private void checkOperation(Resource resource, Node node, Element operation) {
        String task = operation.attribute("operation");
        long intervalMs = Names.number(operation.attribute("interval"), 0);
        if (task == null) {
            return;
        }
        if (intervalMs > 0 && (resource.maintenance || node.maintenance)) {
            cancellations.cancelRunning(resource, operation.attribute("call-id"), task, intervalMs, node);
            return;
        }
        boolean usesParameters = intervalMs > 0
                || switch (task) {
                    case "monitor", "start", "promote", "migrate_from" -> true;
                    default -> false;
                };
        if (!usesParameters) {
            return;
        }
        if (actions.fencing().digests().needsHostName(resource)) {
            deferred.add(resource, node, operation, false);
        } else if (isChanged(resource, node, operation) && hasFailed(resource, node)) {
            actions.clearFailCount(resource, node);
        }
    }

    private boolean hasFailed(Resource resource, Node node) {
        return failCounts.effective(resource, node, null).count() > 0;
    }

    /** Does the comparisons that had to wait for assignment. */
    public void checkDeferred() {
        for (ParameterChecks.Check check : deferred.latestFirst()) {
            boolean changed;
            if (check.ofFailure()) {
                Digests.Match match = actions.fencing()
                        .digests()
                        .compare(check.resource(), check.node(), check.history())
                        .match();
                changed = match != Digests.Match.UNKNOWN && match != Digests.Match.MATCH;
            } else {
                changed = isChanged(check.resource(), check.node(), check.history())
                        && hasFailed(check.resource(), check.node());
            }
            if (changed) {
                actions.clearFailCount(check.resource(), check.node());
            }
        }
    }

    /** Whether the definition of an operation is not what it was run with; schedules what follows from that. */
    private boolean isChanged(Resource resource, Node node, Element operation) {
        String task = operation.attribute("operation");
        long intervalMs = Names.number(operation.attribute("interval"), 0);
        if (intervalMs > 0 && OperationConfig.find(resource, task, intervalMs, false) == null) {
            if (cluster.cancelRemoved) {
                cancellations.cancelRunning(resource, operation.attribute("call-id"), task, intervalMs, node);
            }
            return true;
        }
        Digests.Result result = actions.fencing().digests().compare(resource, node, operation);
        if (result.match() == Digests.Match.MATCH || onlySecretsChanged(operation, result)) {
            return false;
        }
        boolean withStart =
                intervalMs == 0 && (task.equals("monitor") || task.equals("migrate_from") || task.equals("promote"));
        String owner = withStart ? "start" : task;
        if (result.match() == Digests.Match.RESTART) {
            forceRestart(resource, owner, intervalMs, node);
        } else if (intervalMs > 0) {
            actions.fencing().triggerUnfencing(resource, node, "Device parameters changed (reschedule)");
            actions.get(resource, Names.key(resource.id, owner, intervalMs), owner, node, true)
                    .set(Action.RESCHEDULE);
        } else if (operation.has("op-restart-digest")) {
            actions.fencing().triggerUnfencing(resource, node, "Device parameters changed (reload)");
            reload(resource, node);
        } else {
            forceRestart(resource, owner, intervalMs, node);
        }
        return true;
    }

    /** In saved inputs secrets are taken out; that alone is no change. */
    private boolean onlySecretsChanged(Element operation, Digests.Result result) {
        String secure = operation.attribute("op-secure-digest");
        return cluster.sanitized && secure != null && secure.equals(result.secure());
    }

    private void forceRestart(Resource resource, String task, long intervalMs, Node node) {
        Action required = actions.get(resource, Names.key(resource.id, task, intervalMs), task, null, false);
        required.setReason(REASON, true);
        actions.fencing().triggerUnfencing(resource, node, "Device parameters changed");
    }

    private void reload(Resource resource, Node node) {
        if (!resource.managed || resource.failed) {
            return;
        }
        if (resource.startPending) {
            actions.stop(resource, node, false);
            return;
        }
        resource.reload = true;
        Action reload = actions.operation(resource, "reload-agent", node, false);
        reload.setReason(REASON, false);
        orderings.actionThenTask(reload, resource, "stop", Relation.ORDERED | Relation.THEN_CANCELS_FIRST);
        orderings.actionThenTask(reload, resource, "demote", Relation.ORDERED | Relation.THEN_CANCELS_FIRST);
    }

    /** The failures of a removed resource are forgotten once it is stopped. */
    public void forgetFailuresOfRemoved() {
        if (!cluster.stopRemoved) {
            return;
        }
        for (Resource resource : cluster.resources) {
            if (!resource.removed) {
                continue;
            }
            for (Node node : cluster.nodes) {
                if (node.online && hasFailed(resource, node)) {
                    Action clear = actions.clearFailCount(resource, node);
                    orderings.actionThenTask(clear, resource, "stop", Relation.ORDERED);
                }
            }
        }
    }
}
