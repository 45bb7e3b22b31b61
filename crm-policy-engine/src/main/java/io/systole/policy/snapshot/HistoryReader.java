package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.OnFail;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.List;

/** Reads what a node's history says about resources. */
final class HistoryReader {
    private final Cluster cluster;
    private final Actions actions;
    private final HistoryOwners owners;
    private final HistoryOperations operations;
    private final ActiveState state;

    HistoryReader(
            Cluster cluster, Actions actions, HistoryOwners owners, HistoryOperations operations, ActiveState state) {
        this.cluster = cluster;
        this.actions = actions;
        this.owners = owners;
        this.operations = operations;
        this.state = state;
    }

    void read(Node node, Element nodeState) {
        boolean launchedWereRemoved = false;
        List<Element> entries = StatusReader.entries(nodeState);
        for (Element entry : entries) {
            Resource resource = readResource(node, entry);
            launchedWereRemoved |= resource != null && resource.removedLaunched;
        }
        if (launchedWereRemoved) {
            entries.forEach(owners::findLauncherOfRemoved);
        }
    }

    private Resource readResource(Node node, Element entry) {
        if (entry.id() == null) {
            return null;
        }
        List<Element> sorted = HistoryEntry.sorted(entry);
        if (sorted.isEmpty() && !cluster.shutdownLock) {
            return null;
        }
        Resource resource = owners.find(node, entry.id());
        if (resource == null) {
            resource = sorted.isEmpty() ? null : owners.makeRemoved(entry);
            if (resource == null) {
                return null;
            }
        }
        if (cluster.shutdownLock) {
            readShutdownLock(entry, resource, node);
        }
        Role saved = resource.origRole;
        resource.origRole = null;
        HistoryOperations.Outcome outcome = operations.read(resource, node, sorted);
        keepRecurring(resource, node, sorted);
        state.settle(resource, node, outcome.onFail());
        applyTargetRole(resource);
        if (Whereabouts.rank(saved) > Whereabouts.rank(resource.origRole)) {
            resource.origRole = saved;
        }
        return resource;
    }

    private void readShutdownLock(Element entry, Resource resource, Node node) {
        long lockTime = Names.number(entry.attribute("shutdown-lock"), 0);
        if (lockTime == 0) {
            return;
        }
        long limitSeconds = (cluster.shutdownLockMs + 500) / 1000;
        if (cluster.shutdownLockMs > 0 && cluster.nowSeconds() > lockTime + limitSeconds) {
            actions.clearHistory(resource, node);
        } else {
            resource.lockNode = node;
            resource.lockTime = lockTime;
        }
    }

    /** Recurring operations that run now are known as actions, so that they can be kept or cancelled. */
    private void keepRecurring(Resource resource, Node node, List<Element> sorted) {
        if (!node.online) {
            return;
        }
        int[] startAndStop = HistoryEntry.startAndStop(sorted);
        for (int i = 0; i < sorted.size(); i++) {
            if (startAndStop[0] < startAndStop[1] && i <= startAndStop[1] || i < startAndStop[0]) {
                continue;
            }
            Element entry = sorted.get(i);
            long intervalMs = Names.number(entry.attribute("interval"), 0);
            if (intervalMs != 0 && !"-1".equals(entry.attribute("op-status"))) {
                String task = entry.attribute("operation");
                if (task != null) {
                    actions.get(resource, Names.key(resource.id, task, intervalMs), task, node, true);
                }
            }
        }
    }

    private void applyTargetRole(Resource resource) {
        TargetRole.of(cluster, resource).ifPresent(role -> {
            if (resource.nextRole == null || role.compareTo(resource.nextRole) < 0) {
                resource.nextRole = role;
            }
        });
    }

    /** Bans a resource, or the anonymous clone it belongs to, from all nodes. */
    static void banEverywhereAnew(Cluster cluster, Resource resource) {
        Resource top = resource.top();
        Resource banned = top.isAnonymousClone() ? top : resource;
        banned.allowed = cluster.newTable();
        for (Node node : cluster.nodes) {
            banned.allowed.insert(node.index, Score.MINUS_INFINITY, node.baseProbe);
        }
    }

    static void ban(Resource resource, Node node) {
        ScoreChange.ban(resource, node, Rule.FAILED_THERE);
    }

    static boolean isFailing(OnFail onFail) {
        return onFail != OnFail.IGNORE;
    }
}
