package io.systole.core.view;

/**
 * What is true of the cluster as a whole.
 *
 * @param dc the designated controller's name, or null
 * @param dcVersion its version as the CIB has it, or null
 * @param lastWritten when the CIB was last changed, as the CIB words it, or null; user, client and origin go with it
 * @param instances resource instances configured
 * @param disabled of these, how many are not to run
 * @param blocked of these, how many are blocked by a failure
 * @param stopAll all resources are to be kept stopped
 */
public record ClusterSummary(
        String clusterName,
        String stack,
        String dc,
        String dcVersion,
        String lastWritten,
        String lastUser,
        String lastClient,
        String lastOrigin,
        int instances,
        int disabled,
        int blocked,
        boolean quorate,
        boolean maintenanceMode,
        boolean stopAll,
        boolean fencingEnabled,
        boolean symmetric,
        String noQuorumPolicy,
        long fencingTimeoutMs,
        long priorityFencingDelayMs) {}
