package io.systole.policy.snapshot;

import io.systole.core.value.CrmBoolean;
import io.systole.policy.rule.Intervals;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The cluster options that the scheduler reads, with their old names, defaults and what values they take. */
final class ClusterOptions {
    private record Option(String name, String oldName, String usual, Predicate<String> isValid) {}

    private static final Predicate<String> BOOLEAN =
            text -> CrmBoolean.parse(text).isPresent();
    private static final Predicate<String> INTERVAL = text -> text.startsWith("P") || Intervals.isReadable(text);
    private static final Predicate<String> INTEGER = text -> text.strip().matches("[-+]?\\d+.*|[-+]?INFINITY");
    private static final Predicate<String> ANY = text -> true;

    private static final List<Option> ALL = List.of(
            new Option("no-quorum-policy", null, "stop", oneOf("stop|freeze|ignore|demote|fence|suicide")),
            new Option("shutdown-lock", null, "false", BOOLEAN),
            new Option("shutdown-lock-limit", null, "0", INTERVAL),
            new Option("symmetric-cluster", null, "true", BOOLEAN),
            new Option("maintenance-mode", null, "false", BOOLEAN),
            new Option("start-failure-is-fatal", null, "true", BOOLEAN),
            new Option("enable-startup-probes", null, "true", BOOLEAN),
            new Option("fence-remote-without-quorum", null, "false", BOOLEAN),
            new Option("fencing-enabled", "stonith-enabled", "true", BOOLEAN),
            new Option("fencing-action", "stonith-action", "reboot", oneOf("reboot|off")),
            new Option("fencing-timeout", "stonith-timeout", "60s", INTERVAL),
            new Option("have-watchdog", null, "false", BOOLEAN),
            new Option("concurrent-fencing", null, "true", BOOLEAN),
            new Option("startup-fencing", null, "true", BOOLEAN),
            new Option("priority-fencing-delay", null, "0", INTERVAL),
            new Option("node-pending-timeout", null, "0", INTERVAL),
            new Option("cluster-delay", null, "60s", INTERVAL),
            new Option("batch-limit", null, "0", INTEGER),
            new Option("migration-limit", null, "-1", INTEGER),
            new Option("stop-all-resources", null, "false", BOOLEAN),
            new Option("stop-removed-resources", "stop-orphan-resources", "true", BOOLEAN),
            new Option("cancel-removed-actions", "stop-orphan-actions", "true", BOOLEAN),
            new Option(
                    "node-health-strategy", null, "none", oneOf("none|migrate-on-red|only-green|progressive|custom")),
            new Option("node-health-base", null, "0", INTEGER),
            new Option("node-health-green", null, "0", INTEGER),
            new Option("node-health-yellow", null, "0", INTEGER),
            new Option("node-health-red", null, "-INFINITY", INTEGER),
            new Option("placement-strategy", null, "default", oneOf("default|utilization|minimal|balanced")),
            new Option("cluster-name", null, null, ANY));

    private ClusterOptions() {}

    private static Predicate<String> oneOf(String words) {
        List<String> list = List.of(words.split("\\|"));
        return text -> list.contains(text.toLowerCase(java.util.Locale.ROOT));
    }

    /** Under its old name, an option also takes the values that it took then. */
    private static String current(String oldName, String value) {
        return oldName.equals("stonith-action") && "poweroff".equals(value) ? "off" : value;
    }

    /** Fills in defaults for what is missing or not valid, and current names for old ones. */
    static void complete(Map<String, String> options, List<String> problems) {
        for (Option option : ALL) {
            String value = options.get(option.name);
            if (value == null && option.oldName != null) {
                value = current(option.oldName, options.get(option.oldName));
            }
            if (value != null && !option.isValid.test(value)) {
                problems.add("Option " + option.name + " is '" + value + "', which it cannot be; the default '"
                        + option.usual + "' is used.");
                value = null;
            }
            if (value == null) {
                value = option.usual;
            }
            if (value != null) {
                options.put(option.name, value);
            }
        }
    }
}
