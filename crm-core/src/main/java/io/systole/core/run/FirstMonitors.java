package io.systole.core.run;

import io.systole.core.transition.GraphAction;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * First runs of recurring monitors, until they may begin. Such a run looks at what a start has just said, and nothing in the
 * graph waits for it; somebody does wait for the next start of a takeover on the same node. So a monitor lets go first what
 * can run or does run there, but not for long: a start may take minutes, and what is up must be watched meanwhile.
 */
final class FirstMonitors {
    /** A monitor gives way for so long, milliseconds, and no longer than its interval. */
    static final long PATIENCE_MAX_MS = 10_000;

    private record Waiting(NodeName node, int action, long untilMs) {}

    private final Map<NodeName, Integer> pressing = new LinkedHashMap<>();
    private final Map<NodeName, Set<Waiting>> onNode = new LinkedHashMap<>();
    private final NavigableSet<Waiting> byTime =
            new TreeSet<>(Comparator.comparingLong(Waiting::untilMs).thenComparingInt(Waiting::action));
    /** Where something waits and nothing is pressing, as far as was looked. */
    private final Set<NodeName> calm = new LinkedHashSet<>();

    static boolean is(GraphAction action) {
        return action.resource() != null
                && action.operation().equals("monitor")
                && action.historyKey().intervalMs() > 0;
    }

    private static NodeName node(GraphAction action) {
        String where = action.routerNode() == null ? action.onNode() : action.routerNode();
        return NodeName.of(where == null ? "" : where);
    }

    /** This action can run from now on. */
    void begin(GraphAction action) {
        count(action, 1);
    }

    void end(GraphAction action) {
        count(action, -1);
    }

    private void count(GraphAction action, int by) {
        if (action.kind() == GraphAction.Kind.RESOURCE && goesFirst(action.operation())) {
            NodeName node = node(action);
            if (pressing.merge(node, by, Integer::sum) == 0) {
                calm.add(node);
            }
        }
    }

    private static boolean goesFirst(String operation) {
        return switch (operation) {
            case "start", "stop", "promote", "demote", "notify", "migrate_to", "migrate_from" -> true;
            default -> false;
        };
    }

    /** Lets this monitor wait. */
    void add(GraphAction monitor, long nowMs) {
        NodeName node = node(monitor);
        long patienceMs = Math.min(PATIENCE_MAX_MS, monitor.historyKey().intervalMs());
        Waiting one = new Waiting(node, monitor.id(), nowMs + patienceMs);
        onNode.computeIfAbsent(node, n -> new LinkedHashSet<>()).add(one);
        byTime.add(one);
        calm.add(node);
    }

    /** Those that wait no longer; they are given once. */
    List<Integer> due(long nowMs) {
        List<Waiting> due = new ArrayList<>();
        for (NodeName node : calm) {
            if (pressing.getOrDefault(node, 0) == 0 && onNode.containsKey(node)) {
                due.addAll(onNode.remove(node));
            }
        }
        calm.clear();
        due.forEach(byTime::remove);
        while (nextAtMs() <= nowMs) {
            Waiting one = byTime.pollFirst();
            onNode.get(one.node()).remove(one);
            due.add(one);
        }
        return due.stream().map(Waiting::action).toList();
    }

    boolean none() {
        return byTime.isEmpty();
    }

    /** Monotonic milliseconds of when the next one's patience ends; {@code Long.MAX_VALUE} for never. */
    long nextAtMs() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().untilMs();
    }
}
