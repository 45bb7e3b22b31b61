package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.Digests;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.FailurePolicy;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.action.OperationConfig;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.OnFail;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Goes through the operations that one node's history has for a resource, oldest first, to find its state. */
final class HistoryOperations {
    private static final Set<String> TELLING = new TreeSet<>(
            List.of("monitor", "start", "stop", "promote", "demote", "migrate_to", "migrate_from", "asyncmon"));

    private final Cluster cluster;
    private final Actions actions;
    private final FailCounts failCounts;
    private final HistoryEffects effects;
    private final ParameterChecks parameterChecks;

    /** What all entries together ask for. */
    record Outcome(OnFail onFail) {}

    HistoryOperations(
            Cluster cluster,
            Actions actions,
            FailCounts failCounts,
            HistoryEffects effects,
            ParameterChecks parameterChecks) {
        this.cluster = cluster;
        this.actions = actions;
        this.failCounts = failCounts;
        this.effects = effects;
        this.parameterChecks = parameterChecks;
    }

    Outcome read(Resource resource, Node node, List<Element> sorted) {
        HistoryProgress progress = new HistoryProgress();
        for (Element xml : sorted) {
            Operation operation = Operation.parse(resource, node, xml);
            if (operation != null && TELLING.contains(operation.task)) {
                read(operation, progress);
            }
        }
        return new Outcome(progress.onFail);
    }

    private void read(Operation operation, HistoryProgress progress) {
        boolean expired = checkExpiry(operation);
        int recordedExit = operation.exit;
        ResultMeaning.interpret(cluster, actions.fencing(), effects, operation, progress, expired);
        if (expired && effects.skipExpired(operation, recordedExit)) {
            return;
        }
        Resource resource = operation.resource;
        if (!resource.isBundled() && HistoryEntry.isMaskedProbe(operation.xml)) {
            effects.maskProbe(operation, progress);
            return;
        }
        Resource banned = resource.unique ? resource : resource.top();
        switch (operation.status) {
            case Operation.PENDING -> effects.pending(operation, progress);
            case Operation.DONE -> effects.success(operation, operation.exit, progress);
            case Operation.NOT_INSTALLED -> {
                OnFail reaction = reaction(operation);
                if (reaction == OnFail.IGNORE) {
                    progress.onFail = OnFail.BAN;
                }
                HistoryReader.ban(banned, operation.node);
                effects.failure(operation, reaction, roleAfter(operation, reaction), progress);
            }
            default -> {
                if (operation.status == Operation.NOT_CONNECTED
                        && operation.node.isRemote()
                        && operation.node.remote.managed) {
                    operation.node.remote.markFailed();
                }
                readFailure(operation, banned, progress);
            }
        }
    }

    private void readFailure(Operation operation, Resource banned, HistoryProgress progress) {
        OnFail reaction = reaction(operation);
        boolean pretend =
                reaction == OnFail.IGNORE || reaction == OnFail.RESTART_CONTAINER && operation.task.equals("stop");
        if (pretend) {
            effects.success(operation, operation.expectedExit, progress);
            operation.resource.ignoresFailure = true;
            effects.record(operation);
            if (reaction == OnFail.RESTART_CONTAINER && progress.onFail.compareTo(OnFail.RESTART) <= 0) {
                progress.onFail = reaction;
            }
            return;
        }
        effects.failure(operation, reaction, roleAfter(operation, reaction), progress);
        if (operation.status == Operation.ERROR_HARD) {
            HistoryReader.ban(banned, operation.node);
        } else if (operation.status == Operation.ERROR_FATAL) {
            io.systole.policy.model.ScoreChange.banEverywhere(
                    cluster, banned, io.systole.policy.score.ScoreCause.Rule.FAILED_THERE);
        }
    }

    private OnFail reaction(Operation operation) {
        Resource resource = operation.resource;
        Element op = OperationConfig.find(resource, operation.task, operation.intervalMs, true);
        Map<String, String> meta =
                actions.config().meta(resource, operation.node, operation.task, operation.intervalMs, op);
        return FailurePolicy.of(cluster, resource, operation.task, operation.intervalMs, meta.get("on-fail"));
    }

    private static Role roleAfter(Operation operation, OnFail reaction) {
        return FailurePolicy.roleAfter(operation.resource, operation.task, reaction);
    }

    /** Whether a failure is so old that it does not count; schedules the clearing of fail counts that are. */
    private boolean checkExpiry(Operation operation) {
        Resource resource = operation.resource;
        Node node = operation.node;
        boolean lastFailure = operation.xml.id().endsWith("_last_failure_0");
        if (operation.status == Operation.NOT_INSTALLED) {
            return false;
        }
        long timeoutSeconds = (resource.failureTimeoutMs + 500) / 1000;
        long lastRun = Names.number(operation.xml.attribute("last-rc-change"), -1);
        boolean expired = false;
        int unexpired = 0;
        if (timeoutSeconds > 0 && lastRun >= 0) {
            long now = cluster.nowSeconds();
            expired = now >= lastRun + timeoutSeconds && !waitsForFencing(operation);
            FailCounts.Count count = failCounts.effective(resource, node, operation.xml);
            unexpired = count.count();
            long recheck = count.lastSeconds() + timeoutSeconds + 1;
            if (unexpired > 0 && now < recheck) {
                cluster.recheckBy(recheck);
            }
        }
        boolean clear = false;
        if (expired) {
            if (failCounts.recorded(resource, node, operation.xml).count() > 0) {
                clear = unexpired == 0;
                expired = clear;
            } else if (lastFailure && resource.reconnectIntervalMs > 0) {
                clear = true;
            }
        }
        if (!expired && lastFailure && parametersChanged(operation)) {
            clear = true;
        }
        if (clear) {
            clearFailCount(resource, node);
        }
        return expired && !isTellingProbe(operation);
    }

    private boolean waitsForFencing(Operation operation) {
        Resource resource = operation.resource;
        if (resource.reconnectIntervalMs <= 0
                || !cluster.fencingEnabled
                || operation.intervalMs == 0
                || !operation.task.equals("monitor")) {
            return false;
        }
        Node remote = cluster.node(resource.id);
        return remote != null && !remote.remoteFenced;
    }

    private boolean parametersChanged(Operation operation) {
        if (!operation.task.equals("start") && !operation.task.equals("monitor")) {
            return false;
        }
        Digests digests = actions.fencing().digests();
        if (digests.needsHostName(operation.resource)) {
            parameterChecks.add(operation.resource, operation.node, operation.xml, true);
            return false;
        }
        Digests.Match match = digests.compare(operation.resource, operation.node, operation.xml)
                .match();
        return match == Digests.Match.MISMATCH || match == Digests.Match.RESTART;
    }

    private void clearFailCount(Resource resource, Node node) {
        Action clear = actions.clearFailCount(resource, node);
        if (cluster.fencingEnabled && resource.reconnectIntervalMs > 0) {
            Node remote = cluster.node(resource.id);
            if (remote != null) {
                Action fence = actions.fencing().fence(remote, null, true, null, false);
                Actions.order(fence, clear, Relation.FIRST_IMPLIES_THEN);
            }
        }
    }

    /** Probes tell where a resource is, however old they are. */
    private static boolean isTellingProbe(Operation operation) {
        if (operation.intervalMs != 0 || !operation.task.equals("monitor")) {
            return false;
        }
        return switch (operation.exit) {
            case 0, 7, 8, 190, 191 -> true;
            default -> false;
        };
    }
}
