package io.systole.core.cib;

import static io.systole.core.value.ValueType.ANY;
import static io.systole.core.value.ValueType.BOOLEAN;
import static io.systole.core.value.ValueType.INTEGER;
import static io.systole.core.value.ValueType.INTERVAL;
import static io.systole.core.value.ValueType.SCORE;
import static io.systole.core.value.ValueType.wordsOfAnyCase;

import io.systole.core.value.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster property that means something (Pacemaker Explained, "Cluster Options", of every age); others are an agent's or a
 * person's own.
 *
 * @param name the present one
 * @param oldName the one before; null where it was always called so
 * @param usual what counts where it is not set, or cannot be read; null for none
 */
public record ClusterOption(String name, String oldName, String usual, ValueType type) {
    /** In the order of the manual. */
    public static final List<ClusterOption> ALL = List.of(
            new ClusterOption(
                    "no-quorum-policy",
                    null,
                    "stop",
                    wordsOfAnyCase("stop", "freeze", "ignore", "demote", "fence", "suicide")),
            new ClusterOption("symmetric-cluster", null, "true", BOOLEAN),
            new ClusterOption("stop-all-resources", null, "false", BOOLEAN),
            new ClusterOption("maintenance-mode", null, "false", BOOLEAN),
            new ClusterOption("start-failure-is-fatal", null, "true", BOOLEAN),
            new ClusterOption("fencing-enabled", "stonith-enabled", "true", BOOLEAN),
            new ClusterOption("fencing-action", "stonith-action", "reboot", wordsOfAnyCase("reboot", "off")),
            new ClusterOption("fencing-timeout", "stonith-timeout", "60s", INTERVAL),
            new ClusterOption("fencing-max-attempts", "stonith-max-attempts", "10", INTEGER),
            new ClusterOption("fencing-watchdog-timeout", "stonith-watchdog-timeout", "0", INTERVAL),
            new ClusterOption("fencing-reaction", "fence-reaction", "stop", wordsOfAnyCase("stop", "panic")),
            new ClusterOption("have-watchdog", null, "false", BOOLEAN),
            new ClusterOption("priority-fencing-delay", null, "0", INTERVAL),
            new ClusterOption("startup-fencing", null, "true", BOOLEAN),
            new ClusterOption("node-pending-timeout", null, "0", INTERVAL),
            new ClusterOption("concurrent-fencing", null, "true", BOOLEAN),
            new ClusterOption("fence-remote-without-quorum", null, "false", BOOLEAN),
            new ClusterOption("cluster-delay", null, "60s", INTERVAL),
            new ClusterOption("dc-deadtime", null, "20s", INTERVAL),
            new ClusterOption("cluster-recheck-interval", null, "15min", INTERVAL),
            new ClusterOption("election-timeout", null, "2min", INTERVAL),
            new ClusterOption("shutdown-escalation", null, "20min", INTERVAL),
            new ClusterOption("join-integration-timeout", null, "3min", INTERVAL),
            new ClusterOption("join-finalization-timeout", null, "30min", INTERVAL),
            new ClusterOption("transition-delay", null, "0s", INTERVAL),
            new ClusterOption("batch-limit", null, "0", INTEGER),
            new ClusterOption("migration-limit", null, "-1", INTEGER),
            new ClusterOption("load-threshold", null, "80%", INTEGER),
            new ClusterOption("node-action-limit", null, "0", INTEGER),
            new ClusterOption("cluster-ipc-limit", null, "500", INTEGER),
            new ClusterOption("pe-error-series-max", null, "-1", INTEGER),
            new ClusterOption("pe-warn-series-max", null, "5000", INTEGER),
            new ClusterOption("pe-input-series-max", null, "4000", INTEGER),
            new ClusterOption("enable-acl", null, "false", BOOLEAN),
            new ClusterOption(
                    "placement-strategy",
                    null,
                    "default",
                    wordsOfAnyCase("default", "utilization", "minimal", "balanced")),
            new ClusterOption(
                    "node-health-strategy",
                    null,
                    "none",
                    wordsOfAnyCase("none", "migrate-on-red", "only-green", "progressive", "custom")),
            new ClusterOption("node-health-base", null, "0", INTEGER),
            new ClusterOption("node-health-green", null, "0", INTEGER),
            new ClusterOption("node-health-yellow", null, "0", INTEGER),
            new ClusterOption("node-health-red", null, "-INFINITY", INTEGER),
            new ClusterOption("shutdown-lock", null, "false", BOOLEAN),
            new ClusterOption("shutdown-lock-limit", null, "0", INTERVAL),
            new ClusterOption("stop-removed-resources", "stop-orphan-resources", "true", BOOLEAN),
            new ClusterOption("cancel-removed-actions", "stop-orphan-actions", "true", BOOLEAN),
            new ClusterOption("remove-after-stop", null, "false", BOOLEAN),
            new ClusterOption("enable-startup-probes", null, "true", BOOLEAN),
            // Of Pacemaker 1: the upgrade of a CIB makes defaults for resources and operations of them.
            new ClusterOption("default-resource-stickiness", null, null, SCORE),
            new ClusterOption("is-managed-default", null, null, BOOLEAN),
            new ClusterOption("default-action-timeout", null, null, INTERVAL),
            new ClusterOption("default-migration-threshold", null, null, SCORE),
            // What the cluster, and who uses it, note here.
            new ClusterOption("cluster-name", null, null, ANY),
            new ClusterOption("site-name", null, null, ANY),
            new ClusterOption("dc-version", null, null, ANY),
            new ClusterOption("cluster-infrastructure", null, null, ANY),
            new ClusterOption("last-lrm-refresh", null, null, ANY));

    private static final Map<String, ClusterOption> BY_NAME = byName();

    private static Map<String, ClusterOption> byName() {
        Map<String, ClusterOption> options = new LinkedHashMap<>();
        for (ClusterOption option : ALL) {
            options.put(option.name, option);
            if (option.oldName != null) {
                options.put(option.oldName, option);
            }
        }
        return Collections.unmodifiableMap(options);
    }

    /** The option of that name, present or old; null for none. */
    public static ClusterOption named(String name) {
        return BY_NAME.get(name);
    }

    /** Every name, present and old. */
    public static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }

    /** Under its old name, an option also takes the values that it took then. */
    public String current(String name, String value) {
        return name.equals("stonith-action") && "poweroff".equals(value) ? "off" : value;
    }
}
