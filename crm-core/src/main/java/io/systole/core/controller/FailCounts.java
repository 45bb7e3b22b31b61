package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.operation.OperationKey;
import io.systole.core.run.OperationReport;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.transition.GraphAction;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Counts failures in transient attributes (Pacemaker Administration, "Failure counts"): a failed start or stop counts as the
 * graph says ({@code start-failure-is-fatal}), others as one; a probe's result is a finding, not a failure.
 */
final class FailCounts {
    private static final String COUNT = "fail-count-";
    private static final String LAST = "last-failure-";
    private static final long INFINITY = 1_000_000;

    private FailCounts() {}

    /**
     * @param action the action as the graph has it; null where the graph is gone
     * @param graph the graph's attributes
     */
    static List<StatusChange> of(
            Cib cib,
            NodeName node,
            OperationReport report,
            GraphAction action,
            SortedMap<String, String> graph,
            long wallMs) {
        OperationKey key = report.key();
        boolean ignored = action != null && "ignore".equals(action.meta("on_fail"));
        if (!report.failed() || report.probe() || ignored || key.operation().equals("notify")) {
            return List.of();
        }
        String suffix = report.resource() + "#" + key.operation() + "_" + key.intervalMs();
        String offset = switch (key.operation()) {
            case "start" -> graph.getOrDefault("failed-start-offset", "INFINITY");
            case "stop" -> graph.getOrDefault("failed-stop-offset", "INFINITY");
            default -> "1";
        };
        String value = offset.equals("INFINITY")
                ? offset
                : increased(StatusSection.attributes(cib, node).get(COUNT + suffix));
        return List.of(
                new StatusChange.Attribute(node, COUNT + suffix, value),
                new StatusChange.Attribute(node, LAST + suffix, Long.toString(wallMs / 1_000)));
    }

    static String increased(String value) {
        if (value == null || !value.matches("[0-9]{1,9}")) {
            return "INFINITY".equals(value) ? value : "1";
        }
        long next = Long.parseLong(value) + 1;
        return next >= INFINITY ? "INFINITY" : Long.toString(next);
    }

    /** Deletes the counts of a resource on a node. */
    static List<StatusChange> cleared(Cib cib, NodeName node, String resource) {
        List<StatusChange> changes = new ArrayList<>();
        for (String name : StatusSection.attributes(cib, node).keySet()) {
            if (name.startsWith(COUNT + resource + "#") || name.startsWith(LAST + resource + "#")) {
                changes.add(new StatusChange.Attribute(node, name, null));
            }
        }
        return changes;
    }
}
