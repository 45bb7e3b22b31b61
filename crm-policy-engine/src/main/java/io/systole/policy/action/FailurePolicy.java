package io.systole.policy.action;

import io.systole.core.value.Role;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.OnFail;
import io.systole.policy.model.Resource;

/** What the failure of an operation leads to (meta-attribute on-fail and its defaults). */
public final class FailurePolicy {
    private FailurePolicy() {}

    /** The reaction that configuration asks for, or the default where it does not or cannot. */
    public static OnFail of(Cluster cluster, Resource resource, String operation, long intervalMs, String value) {
        OnFail configured = configured(cluster, resource, value);
        boolean probe = operation.equals("monitor") && intervalMs == 0;
        boolean resetsRemote = resource.isRemoteConnection
                && cluster.node(resource.id) != null
                && cluster.node(resource.id).isPlainRemote()
                && !probe
                && !operation.equals("start");
        if (resetsRemote && !resource.managed) {
            configured = null;
        }
        if (configured != null) {
            return configured;
        }
        if (resource.launcher != null) {
            return OnFail.RESTART_CONTAINER;
        }
        if (resetsRemote) {
            return resource.managed ? OnFail.RESET_REMOTE : OnFail.STOP;
        }
        if (operation.equals("stop")) {
            return cluster.fencingEnabled ? OnFail.FENCE_NODE : OnFail.BLOCK;
        }
        return OnFail.RESTART;
    }

    private static OnFail configured(Cluster cluster, Resource resource, String value) {
        if (value == null) {
            return null;
        }
        switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "block":
                return OnFail.BLOCK;
            case "fence":
                if (!cluster.fencingEnabled) {
                    cluster.problem("on-fail=fence of " + resource.id + " becomes stop, as fencing is disabled.");
                    return OnFail.STOP;
                }
                return OnFail.FENCE_NODE;
            case "standby":
                return OnFail.STANDBY_NODE;
            case "ignore", "nothing":
                return OnFail.IGNORE;
            case "migrate":
                return OnFail.BAN;
            case "stop":
                return OnFail.STOP;
            case "restart":
                return OnFail.RESTART;
            case "restart-container":
                return resource.launcher == null ? null : OnFail.RESTART_CONTAINER;
            case "demote":
                return OnFail.DEMOTE;
            default:
                cluster.problem("on-fail of " + resource.id + " cannot be '" + value + "'; the default is used.");
                return null;
        }
    }

    /** The role that the resource is to have after the failure. */
    public static Role roleAfter(Resource resource, String operation, OnFail onFail) {
        if (onFail == OnFail.STOP || onFail == OnFail.RESET_REMOTE && resource.reconnectIntervalMs != 0) {
            return Role.STOPPED;
        }
        return operation.equals("promote") ? Role.UNPROMOTED : Role.STARTED;
    }
}
