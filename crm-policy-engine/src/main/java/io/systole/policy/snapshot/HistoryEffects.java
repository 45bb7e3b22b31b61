package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.FailedOperation;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.OnFail;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;

/** What successful, failed and pending operations say about a resource's role. */
final class HistoryEffects {
    private final Cluster cluster;
    private final Actions actions;
    private final MigrationHistory migrations;

    HistoryEffects(Cluster cluster, Actions actions, MigrationHistory migrations) {
        this.cluster = cluster;
        this.actions = actions;
        this.migrations = migrations;
    }

    /** Remembers a failure, to be shown. */
    void record(Operation operation) {
        if (!operation.node.online) {
            return;
        }
        for (FailedOperation known : cluster.failedOperations) {
            if (known.node() == operation.node
                    && HistoryEntry.key(known.history()).equals(operation.key)) {
                return;
            }
        }
        cluster.failedOperations.add(new FailedOperation(operation.resource, operation.node, operation.xml));
    }

    private static void setActive(Resource resource) {
        resource.origRole = resource.top().promotable ? Role.UNPROMOTED : Role.STARTED;
    }

    private static boolean isActive(Resource resource) {
        return Whereabouts.rank(resource.origRole) >= Whereabouts.rank(Role.STARTED);
    }

    /** Whether an expired failure is to be passed over. */
    boolean skipExpired(Operation operation, int recordedExit) {
        Resource resource = operation.resource;
        if (!resource.isBundled()
                && HistoryEntry.isMaskedProbe(operation.xml)
                && recordedExit != operation.expectedExit) {
            if (Whereabouts.rank(resource.origRole) <= Whereabouts.rank(Role.STOPPED)) {
                resource.origRole = null;
            }
            return true;
        }
        if (operation.exit == operation.expectedExit) {
            return false;
        }
        if (operation.intervalMs == 0) {
            return true;
        }
        if (operation.node.isCleanOnline()) {
            cluster.rescheduledHistory.add(operation.xml);
            return true;
        }
        return false;
    }

    /** A probe that failed because the resource cannot run there at all counts as "not running". */
    void maskProbe(Operation operation, HistoryProgress progress) {
        Resource resource = operation.resource;
        success(operation, operation.expectedExit, progress);
        record(operation);
        HistoryReader.ban(resource.unique ? resource : resource.top(), operation.node);
    }

    void success(Operation operation, int exit, HistoryProgress progress) {
        Resource resource = operation.resource;
        boolean clear = false;
        if (exit == 5 || !resource.isBundled() && HistoryEntry.isMaskedProbe(operation.xml)) {
            resource.origRole = Role.STOPPED;
        } else if (exit == 7) {
            clear = true;
        } else {
            clear = applySuccess(operation, progress);
        }
        if (clear) {
            clearPastFailure(resource, progress);
        }
    }

    private boolean applySuccess(Operation operation, HistoryProgress progress) {
        Resource resource = operation.resource;
        switch (operation.task) {
            case "monitor":
                if (!isActive(resource)) {
                    setActive(resource);
                }
                return progress.lastFailure != null && operation.key.equals(HistoryEntry.key(progress.lastFailure));
            case "start", "migrate_from":
                resource.origRole = Role.STARTED;
                return true;
            case "stop":
                resource.origRole = Role.STOPPED;
                return true;
            case "promote":
                resource.origRole = Role.PROMOTED;
                return true;
            case "demote":
                resource.origRole = Role.UNPROMOTED;
                return progress.onFail == OnFail.DEMOTE;
            case "migrate_to":
                migrations.succeeded(operation);
                return false;
            default:
                if (!isActive(resource)) {
                    setActive(resource);
                }
                return false;
        }
    }

    private static void clearPastFailure(Resource resource, HistoryProgress progress) {
        switch (progress.onFail) {
            case STOP, BAN, STANDBY_NODE, FENCE_NODE -> {}
            case RESET_REMOTE -> {
                if (resource.reconnectIntervalMs == 0) {
                    progress.onFail = OnFail.IGNORE;
                    resource.nextRole = null;
                }
            }
            default -> {
                progress.onFail = OnFail.IGNORE;
                resource.nextRole = null;
            }
        }
    }

    void failure(Operation operation, OnFail reaction, Role roleAfter, HistoryProgress progress) {
        Resource resource = operation.resource;
        progress.lastFailure = operation.xml;
        boolean notInstalled = operation.exit == 5;
        if (cluster.symmetric || !notInstalled) {
            record(operation);
        }
        if (progress.onFail.compareTo(reaction) < 0) {
            progress.onFail = reaction;
        }
        switch (operation.task) {
            case "stop" -> HistoryReader.ban(resource, operation.node);
            case "migrate_to" -> migrations.migrateToFailed(operation);
            case "migrate_from" -> migrations.migrateFromFailed(operation);
            case "promote" -> resource.origRole = Role.PROMOTED;
            case "demote" -> demoteFailed(operation, reaction);
            default -> {}
        }
        if (operation.isProbe() && notInstalled) {
            resource.origRole = Role.STOPPED;
        } else if (!isActive(resource)) {
            setActive(resource);
        }
        if (roleAfter != Role.STARTED && Whereabouts.rank(resource.nextRole) < Whereabouts.rank(roleAfter)) {
            resource.nextRole = roleAfter;
        }
        if (roleAfter == Role.STOPPED) {
            HistoryReader.banEverywhereAnew(cluster, resource);
        }
    }

    private static void demoteFailed(Operation operation, OnFail reaction) {
        Resource resource = operation.resource;
        if (reaction == OnFail.BLOCK) {
            resource.origRole = Role.PROMOTED;
            resource.nextRole = Role.STOPPED;
        } else {
            resource.origRole = operation.exit == 7 ? Role.STOPPED : Role.UNPROMOTED;
        }
    }

    void pending(Operation operation, HistoryProgress progress) {
        Resource resource = operation.resource;
        if (failureIsNewer(operation, progress.lastFailure)) {
            return;
        }
        if (operation.task.equals("start")) {
            resource.startPending = true;
            setActive(resource);
        } else if (operation.task.equals("promote")) {
            resource.origRole = Role.PROMOTED;
        } else if (operation.task.equals("migrate_to") && operation.node.unclean) {
            Node target = cluster.node(operation.xml.attribute("migrate_target"));
            if (target != null) {
                actions.stop(resource, target, false);
            }
        }
        if (resource.pendingAction == null && !operation.isProbe()) {
            resource.pendingAction = operation.task;
            resource.pendingNode = operation.node;
        }
    }

    private static boolean failureIsNewer(Operation operation, Element failure) {
        if (failure == null
                || !operation.task.equals(failure.attribute("operation"))
                || operation.intervalMs != Names.number(failure.attribute("interval"), -1)) {
            return false;
        }
        long failed = Names.number(failure.attribute("last-rc-change"), -1);
        long changed = Names.number(operation.xml.attribute("last-rc-change"), -1);
        return failed >= 0 && changed >= 0 && failed >= changed;
    }
}
