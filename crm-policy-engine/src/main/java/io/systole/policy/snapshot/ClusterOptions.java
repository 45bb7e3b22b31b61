package io.systole.policy.snapshot;

import io.systole.core.cib.ClusterOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cluster options that the scheduler reads. */
final class ClusterOptions {
    private static final List<ClusterOption> READ = Stream.of(
                    "no-quorum-policy",
                    "shutdown-lock",
                    "shutdown-lock-limit",
                    "symmetric-cluster",
                    "maintenance-mode",
                    "start-failure-is-fatal",
                    "enable-startup-probes",
                    "fence-remote-without-quorum",
                    "fencing-enabled",
                    "fencing-action",
                    "fencing-timeout",
                    "have-watchdog",
                    "concurrent-fencing",
                    "startup-fencing",
                    "priority-fencing-delay",
                    "node-pending-timeout",
                    "cluster-delay",
                    "batch-limit",
                    "migration-limit",
                    "stop-all-resources",
                    "stop-removed-resources",
                    "cancel-removed-actions",
                    "node-health-strategy",
                    "node-health-base",
                    "node-health-green",
                    "node-health-yellow",
                    "node-health-red",
                    "placement-strategy",
                    "cluster-name")
            .map(ClusterOption::named)
            .toList();

    private ClusterOptions() {}

    /** Fills in defaults for what is missing or not valid, and current names for old ones. */
    static void complete(Map<String, String> options, List<String> problems) {
        for (ClusterOption option : READ) {
            String value = options.get(option.name());
            if (value == null && option.oldName() != null) {
                value = option.current(option.oldName(), options.get(option.oldName()));
            }
            if (value != null && !option.type().accepts(value)) {
                problems.add("Option " + option.name() + " is '" + value + "', which it cannot be; the default '"
                        + option.usual() + "' is used.");
                value = null;
            }
            if (value == null) {
                value = option.usual();
            }
            if (value != null) {
                options.put(option.name(), value);
            }
        }
    }
}
