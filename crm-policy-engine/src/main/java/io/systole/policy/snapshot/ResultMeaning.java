package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.policy.action.FenceActions;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.OnFail;
import io.systole.policy.model.Resource;

/** What an operation's recorded result means: success, failure, and how bad a failure. */
final class ResultMeaning {
    private static final int NOT_RUNNING = 7;

    private ResultMeaning() {}

    static void interpret(
            Cluster cluster,
            FenceActions fencing,
            HistoryEffects effects,
            Operation operation,
            HistoryProgress progress,
            boolean expired) {
        Resource resource = operation.resource;
        int recorded = operation.exit;
        operation.exit = recorded == 190 ? 0 : recorded == 191 ? 8 : recorded;
        if (operation.exit != recorded && !expired && (!operation.node.shutdown || operation.node.online)) {
            effects.record(operation);
        }
        if (!resource.isBundled()
                && HistoryEntry.isMaskedProbe(operation.xml)
                && (operation.status != Operation.DONE || operation.exit != NOT_RUNNING)) {
            operation.status = Operation.DONE;
            operation.exit = NOT_RUNNING;
        }
        switch (operation.status) {
            case Operation.DONE, Operation.ERROR -> {}
            case Operation.NO_FENCE_DEVICE, Operation.NO_SECRETS -> {
                operation.status = Operation.ERROR_HARD;
                return;
            }
            default -> {
                return;
            }
        }
        boolean expected = operation.exit == operation.expectedExit;
        operation.status = operation.expectedExit >= 0 && expected ? Operation.DONE : Operation.ERROR;
        interpretExit(fencing, operation, progress, expired, expected);
    }

    private static void interpretExit(
            FenceActions fencing, Operation operation, HistoryProgress progress, boolean expired, boolean expected) {
        Resource resource = operation.resource;
        boolean probe = operation.isProbe();
        switch (operation.exit) {
            case 0 -> {
                if (probe && operation.expectedExit == NOT_RUNNING) {
                    operation.status = Operation.DONE;
                }
            }
            case NOT_RUNNING -> {
                if (probe || expected || !resource.managed) {
                    operation.status = Operation.DONE;
                    resource.origRole = Role.STOPPED;
                    progress.onFail = OnFail.IGNORE;
                    resource.nextRole = null;
                }
            }
            case 8 -> {
                if (probe && !expected) {
                    operation.status = Operation.DONE;
                }
                if (!expired || expected) {
                    resource.origRole = Role.PROMOTED;
                }
            }
            case 9 -> {
                if (!expired) {
                    resource.origRole = Role.PROMOTED;
                }
                operation.status = Operation.ERROR;
            }
            case 6 -> operation.status = Operation.ERROR_FATAL;
            case 3 -> {
                if (operation.intervalMs == 0) {
                    blockIfUnrecoverable(fencing, operation, expired);
                    operation.status = Operation.ERROR_HARD;
                } else {
                    operation.status = Operation.NOT_SUPPORTED;
                }
            }
            case 5, 2, 4 -> {
                blockIfUnrecoverable(fencing, operation, expired);
                operation.status = Operation.ERROR_HARD;
            }
            default -> {
                if (operation.status == Operation.DONE) {
                    operation.status = Operation.ERROR;
                }
            }
        }
    }

    /** A stop that failed can be recovered from by fencing only. */
    private static void blockIfUnrecoverable(FenceActions fencing, Operation operation, boolean expired) {
        if (!expired && operation.task.equals("stop") && !fencing.canFence(operation.node)) {
            operation.resource.managed = false;
            operation.resource.blocked = true;
        }
    }
}
