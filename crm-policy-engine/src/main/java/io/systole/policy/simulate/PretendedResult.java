package io.systole.policy.simulate;

import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.Map;

/** Writes the result of an operation that never ran into a status section. */
final class PretendedResult {
    private static final String NO_CONTROLLER = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private final StatusDraft draft;
    private final long nowSeconds;

    /** @param nowSeconds when results come in, at the earliest: they are later than all that the draft has */
    PretendedResult(StatusDraft draft, long nowSeconds) {
        this.draft = draft;
        this.nowSeconds = Math.max(nowSeconds, draft.latestResult());
    }

    /**
     * Adds the result to a resource's history.
     *
     * @param resource the {@code lrm_resource}, which need not be in the draft yet
     * @param attributes what the agent was given; null where that is not known
     */
    void write(
            int node,
            String nodeName,
            Element resource,
            OperationKey key,
            int exitCode,
            int expectedExit,
            String reason,
            Map<String, String> attributes) {
        NodeHistory history = draft.history(node);
        long callId = history.nextCallId(resource);
        AgentOutcome outcome = new AgentOutcome(exitCode, ExecutionStatus.DONE, reason, "", nowSeconds * 1000, 0, 0);
        TransitionKey transition = new TransitionKey((int) callId, -1, expectedExit, NO_CONTROLLER);
        Map<String, String> given = attributes == null ? Map.of() : attributes;
        List<Element> entries = HistoryEntry.of(key, transition, given, outcome, callId, nodeName, nowSeconds);
        if (key.operation().equals("notify")) {
            String type = given.getOrDefault("CRM_meta_notify_type", "pre");
            String about = given.getOrDefault("CRM_meta_notify_operation", "start");
            String id = key.resource() + "_" + type + "_notify_" + about + "_0";
            entries = List.of(entries.get(0).with("id", id));
        }
        Element changed = resource;
        for (Element entry : entries) {
            Element marked = entry.with("crm-debug-origin", "crm_simulate");
            changed = NodeHistory.withEntry(changed, attributes == null ? marked.without("op-digest") : marked);
        }
        history.put(changed);
    }

    /** Counts a failure of an operation; answers what was changed. A probe that found nothing is no failure. */
    List<SimulatedEvent> countFailure(int node, OperationKey key, int exitCode, boolean fatal) {
        if (exitCode == 0 || exitCode == 7 && key.intervalMs() == 0) {
            return List.of();
        }
        String suffix = key.resource() + "#" + key.operation() + "_" + key.intervalMs();
        String count = "fail-count-" + suffix;
        String value = fatal ? "INFINITY" : Score.format(Score.add(before(node, count), 1));
        String last = "last-failure-" + suffix;
        draft.setAttribute(node, count, value);
        draft.setAttribute(node, last, Long.toString(nowSeconds));
        String id = draft.nodeId(node);
        return List.of(
                new SimulatedEvent.Attribute(count, value, id),
                new SimulatedEvent.Attribute(last, Long.toString(nowSeconds), id));
    }

    private int before(int node, String count) {
        return (int) Math.min(Score.INFINITY, NodeHistory.number(draft.attribute(node, count)));
    }
}
