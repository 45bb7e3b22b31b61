package io.systole.core.view;

/**
 * What is said of any resource.
 *
 * @param managed the cluster may start and stop it
 * @param blocked a failure keeps the cluster from doing so
 * @param removed active but no longer configured
 * @param disabled configured not to run, or not to be promoted
 * @param targetRole as configured, or null
 * @param description as configured, or null
 */
public record ResourceFlags(
        boolean managed,
        boolean blocked,
        boolean maintenance,
        boolean failed,
        boolean removed,
        boolean failureIgnored,
        boolean disabled,
        String targetRole,
        String description) {}
