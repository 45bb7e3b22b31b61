package io.systole.core.run;

import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.transition.GraphAction;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this node runs: takes actions from the DC, asks for agent runs, repeats recurring monitors, and keeps the node's own
 * operation history, a {@link LocalResource} each. Time comes in; nothing here waits.
 */
public final class LocalResources {
    /** What came of an input: agents to run and reports to send. */
    public record Doings(List<AgentCall> calls, List<Long> cancels, List<OperationReport> reports) {
        Doings() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * An agent at work.
     *
     * @param given what the agent was given, parameters and {@code CRM_meta_*}
     * @param recurring null where the operation does not repeat
     */
    private record Running(LocalResource on, Task task, SortedMap<String, String> given, Recurring recurring) {}

    private final String node;
    private final Map<String, LocalResource> resources = new LinkedHashMap<>();
    private final Map<Long, Running> running = new LinkedHashMap<>();
    private long lastCallId;

    public LocalResources(String node) {
        this.node = node;
    }

    /** Takes an action from the DC. */
    public Doings execute(GraphAction action, TransitionKey transition) {
        Doings doings = new Doings();
        Task task = new Task(action, action.historyKey(), transition);
        LocalResource on = resources.computeIfAbsent(
                task.key().resource(),
                id -> new LocalResource(id, action.resource().agent()));
        switch (action.operation()) {
            case "cancel" -> cancel(on, task, doings);
            case "delete" -> {
                doings.cancels().addAll(on.stopRecurring());
                List<String> erased = on.forgetAll();
                forget(task.key().resource(), null);
                doings.reports().add(on.told(task, ExecutionStatus.DONE, erased));
            }
            default -> start(on, task, doings);
        }
        return doings;
    }

    private void start(LocalResource on, Task task, Doings doings) {
        Recurring recurring = null;
        if (task.key().intervalMs() > 0) {
            recurring = on.repeat(task);
        } else if (task.changesState()) {
            // A monitor that runs beside a start or stop would report what is only half done.
            doings.cancels().addAll(on.stopRecurring());
        }
        call(on, task, recurring, doings);
    }

    private void call(LocalResource on, Task task, Recurring recurring, Doings doings) {
        long callId = ++lastCallId;
        on.begun();
        if (recurring != null) {
            recurring.begun(callId);
        }
        SortedMap<String, String> given = on.startedWith().given(task.action());
        on.startedWith().begun(task.key(), given);
        running.put(callId, new Running(on, task, given, recurring));
        doings.calls()
                .add(new AgentCall(callId, task.key(), on.agent(), task.key().operation(), given, task.timeoutMs()));
    }

    private static void cancel(LocalResource on, Task task, Doings doings) {
        GraphAction action = task.action();
        String operation = action.attributes().getOrDefault("CRM_meta_operation", "monitor");
        OperationKey key =
                new OperationKey(action.resource().id(), operation, task.key().intervalMs());
        doings.cancels().addAll(on.stopRecurring(key));
        Task cancelled = new Task(action, key, task.transition());
        doings.reports().add(on.told(cancelled, ExecutionStatus.DONE, on.forgetEntry(key)));
    }

    /** An agent has come to its end. A call that is not known (any more) is passed over. */
    public Doings done(long callId, AgentOutcome outcome, long nowMs) {
        Doings doings = new Doings();
        Running ended = running.remove(callId);
        if (ended == null) {
            return doings;
        }
        // A resource is never forgotten while something runs on it: whoever began the action waits for its report.
        ended.on().ended();
        if (ended.recurring() != null) {
            recurred(ended, outcome, callId, nowMs, doings);
        } else if (ended.task().notifies()) {
            // The result of a notification never matters and leaves no history.
            doings.reports().add(ended.on().told(ended.task(), ExecutionStatus.DONE, List.of()));
        } else {
            doings.reports().add(ended.on().finished(ended.task(), ended.given(), outcome, callId, node));
        }
        return doings;
    }

    private void recurred(Running ended, AgentOutcome outcome, long callId, long nowMs, Doings doings) {
        Recurring recurring = ended.recurring();
        if (!ended.on().repeats(recurring) || outcome.status() == ExecutionStatus.CANCELLED) {
            recurring.dropped();
            if (recurring.awaited()) {
                // Nobody wants to know any more what it finds; but the DC waits for the first run even so.
                doings.reports().add(ended.on().overtaken(ended.task()));
            }
        } else if (recurring.ended(outcome, nowMs)) {
            doings.reports().add(ended.on().found(ended.task(), ended.given(), outcome, callId, node));
        }
    }

    /** Starts the recurring operations that are due on resources that do nothing else. */
    public Doings tick(long nowMs) {
        Doings doings = new Doings();
        for (LocalResource on : resources.values()) {
            for (Recurring due : on.due(nowMs)) {
                if (!on.busy()) {
                    call(on, due.task(), due, doings);
                }
            }
        }
        return doings;
    }

    /** When {@link #tick} has something to do next, monotonic milliseconds; {@code Long.MAX_VALUE} for never. */
    public long nextAtMs() {
        return resources.values().stream()
                .mapToLong(LocalResource::nextAtMs)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Forgets history; recurring operations go on unless the whole resource is forgotten. Of a resource on which something
     * runs only the history goes.
     */
    public void forget(String resource, String operationKey) {
        if (resource == null) {
            List.copyOf(resources.keySet()).forEach(id -> forget(id, null));
            return;
        }
        LocalResource on = resources.get(resource);
        if (on == null) {
            return;
        }
        if (operationKey == null) {
            on.forgetAll();
            if (!on.busy()) {
                resources.remove(resource);
            }
        } else {
            on.forget(operationKey);
        }
    }

    /** What was started here, or found; also where it has been stopped since. */
    public List<ActiveResource> active() {
        List<ActiveResource> active = new ArrayList<>();
        resources.forEach((id, on) -> {
            if (on.startedWith().parameters() != null) {
                active.add(new ActiveResource(
                        id, on.agent(), new TreeMap<>(on.startedWith().parameters())));
            }
        });
        return active;
    }

    /** Whether an agent is at work. */
    public boolean busy() {
        return !running.isEmpty();
    }

    /** This node's history as the {@code lrm} element of its {@code node_state}. */
    public Element lrm(String nodeId) {
        Element.Builder list = Element.builder("lrm_resources");
        for (LocalResource on : resources.values()) {
            Element known = on.lrm(halfDone(on));
            if (known != null) {
                list.child(known);
            }
        }
        return Element.of("lrm", "id", nodeId).withChild(list.build());
    }

    /** A new DC must see what is half done, or it would do it again elsewhere. */
    private List<Element> halfDone(LocalResource on) {
        return running.values().stream()
                .filter(r -> r.on() == on && r.recurring() == null && !r.task().notifies())
                .map(r -> HistoryEntry.pending(r.task().key(), r.task().transition(), r.given(), node))
                .toList();
    }
}
