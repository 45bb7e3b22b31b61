package io.systole.core.controller;

import io.systole.core.status.StatusChange;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds attributes back on the DC that have a dampening delay ({@code attrd_updater --delay}): the first change of a name
 * starts its clock, and when it runs out the latest values of all nodes are written together. So a connectivity that changes on
 * all nodes at once leads to one decision.
 */
final class Dampening {
    private final SortedMap<String, Long> delaysMs = new TreeMap<>();
    private final SortedMap<String, Held> held = new TreeMap<>();

    private record Held(long dueAtMs, SortedMap<NodeName, String> values) {}

    void clear() {
        delaysMs.clear();
        held.clear();
    }

    /**
     * Takes a new value.
     *
     * @param delayMs negative to leave the attribute's delay as it is
     * @return whether it waits; otherwise it is to be written now
     */
    boolean hold(NodeName node, String name, String value, long delayMs, long nowMs) {
        if (delayMs >= 0) {
            delaysMs.put(name, delayMs);
        }
        long delay = delaysMs.getOrDefault(name, 0L);
        if (delay == 0) {
            if (held.containsKey(name)) {
                held.get(name).values().remove(node);
            }
            return false;
        }
        held.computeIfAbsent(name, n -> new Held(nowMs + delay, new TreeMap<>()))
                .values()
                .put(node, value);
        return true;
    }

    /** What is to be written now. */
    List<StatusChange> due(long nowMs) {
        List<StatusChange> changes = new ArrayList<>();
        Iterator<Map.Entry<String, Held>> entries = held.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Held> entry = entries.next();
            if (entry.getValue().dueAtMs() <= nowMs) {
                entry.getValue()
                        .values()
                        .forEach((node, value) -> changes.add(new StatusChange.Attribute(node, entry.getKey(), value)));
                entries.remove();
            }
        }
        return changes;
    }

    /** Monotonic milliseconds; {@code Long.MAX_VALUE} for never. */
    long nextAtMs() {
        return held.values().stream().mapToLong(Held::dueAtMs).min().orElse(Long.MAX_VALUE);
    }
}
