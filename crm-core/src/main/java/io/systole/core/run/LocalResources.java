package io.systole.core.run;

import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OcfExit;
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
 * operation history. Time comes in; nothing here waits.
 */
public final class LocalResources {
    private static final long TIMEOUT_DEFAULT_MS = 20_000;

    /**
     * What the DC is told of an operation.
     *
     * @param written history entries, already in the node's own history
     * @param erased ids of entries that went
     * @param failed whether the outcome is a failure
     */
    public record Report(
            String resource,
            AgentId agent,
            OperationKey key,
            TransitionKey transition,
            int rc,
            ExecutionStatus status,
            String exitReason,
            boolean failed,
            List<Element> written,
            List<String> erased) {
        /** Whether the operation only looked whether the resource runs. */
        public boolean probe() {
            return key.operation().equals("monitor") && key.intervalMs() == 0;
        }
    }

    /** What came of an input: agents to run and reports to send. */
    public record Doings(List<AgentCall> calls, List<Long> cancels, List<Report> reports) {
        Doings() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private static final class Recurring {
        GraphAction action;
        OperationKey key;
        TransitionKey transition;
        long nextAtMs;
        boolean running;
        long callId;
        int lastRc = Integer.MIN_VALUE;
        ExecutionStatus lastStatus;
        long lastChangeSeconds;
    }

    private static final class Local {
        final AgentId agent;
        final Map<String, Element> history = new LinkedHashMap<>();
        final Map<OperationKey, Recurring> recurring = new LinkedHashMap<>();
        final StartedWith startedWith = new StartedWith();
        int busy;

        Local(AgentId agent) {
            this.agent = agent;
        }
    }

    /** @param given what the agent was given, parameters and {@code CRM_meta_*} */
    private record Running(
            SortedMap<String, String> given, OperationKey key, TransitionKey transition, Recurring recurring) {}

    private final String node;
    private final Map<String, Local> resources = new LinkedHashMap<>();
    private final Map<Long, Running> running = new LinkedHashMap<>();
    private long lastCallId;

    public LocalResources(String node) {
        this.node = node;
    }

    /** Takes an action from the DC. */
    public Doings execute(GraphAction action, TransitionKey transition, long nowMs) {
        Doings doings = new Doings();
        OperationKey key = action.historyKey();
        Local local = resources.computeIfAbsent(
                key.resource(), r -> new Local(action.resource().agent()));
        switch (action.operation()) {
            case "cancel" -> cancel(local, action, transition, doings);
            case "delete" -> {
                List<String> erased = List.copyOf(local.history.keySet());
                stopRecurring(local, doings);
                forget(key.resource(), null);
                doings.reports()
                        .add(report(
                                key,
                                local,
                                transition,
                                OcfExit.OK,
                                ExecutionStatus.DONE,
                                "",
                                false,
                                List.of(),
                                erased));
            }
            default -> start(local, action, key, transition, nowMs, doings);
        }
        return doings;
    }

    private void start(
            Local local, GraphAction action, OperationKey key, TransitionKey transition, long nowMs, Doings doings) {
        Recurring recurring = null;
        if (key.intervalMs() > 0) {
            recurring = new Recurring();
            recurring.action = action;
            recurring.key = key;
            recurring.transition = transition;
            local.recurring.put(key, recurring);
        } else if (changesState(key.operation())) {
            // A monitor that runs beside a start or stop would report what is only half done.
            stopRecurring(local, doings);
        }
        call(local, new RunSpec(action, key, transition, recurring), doings);
    }

    private static void stopRecurring(Local local, Doings doings) {
        for (Recurring stopped : local.recurring.values()) {
            if (stopped.running) {
                doings.cancels().add(stopped.callId);
            }
        }
        local.recurring.clear();
    }

    private static boolean changesState(String operation) {
        return switch (operation) {
            case "start", "stop", "promote", "demote", "migrate_to", "migrate_from" -> true;
            default -> false;
        };
    }

    private record RunSpec(GraphAction action, OperationKey key, TransitionKey transition, Recurring recurring) {}

    private void call(Local local, RunSpec spec, Doings doings) {
        long callId = ++lastCallId;
        local.busy++;
        if (spec.recurring() != null) {
            spec.recurring().running = true;
            spec.recurring().callId = callId;
        }
        SortedMap<String, String> given = local.startedWith.given(spec.action());
        local.startedWith.begun(spec.key(), given);
        running.put(callId, new Running(given, spec.key(), spec.transition(), spec.recurring()));
        doings.calls()
                .add(new AgentCall(
                        callId, spec.key(), local.agent, spec.key().operation(), given, timeoutMs(spec.action())));
    }

    private static long timeoutMs(GraphAction action) {
        try {
            return Math.max(1, Long.parseLong(String.valueOf(action.meta("timeout"))));
        } catch (NumberFormatException e) {
            return TIMEOUT_DEFAULT_MS;
        }
    }

    private void cancel(Local local, GraphAction action, TransitionKey transition, Doings doings) {
        String operation = action.attributes().getOrDefault("CRM_meta_operation", "monitor");
        OperationKey key = new OperationKey(
                action.resource().id(), operation, action.historyKey().intervalMs());
        Recurring stopped = local.recurring.remove(key);
        if (stopped != null && stopped.running) {
            doings.cancels().add(stopped.callId);
        }
        List<String> erased = local.history.remove(key.toString()) == null ? List.of() : List.of(key.toString());
        doings.reports()
                .add(report(key, local, transition, OcfExit.OK, ExecutionStatus.DONE, "", false, List.of(), erased));
    }

    private static Report report(
            OperationKey key,
            Local local,
            TransitionKey transition,
            int rc,
            ExecutionStatus status,
            String reason,
            boolean failed,
            List<Element> written,
            List<String> erased) {
        return new Report(key.resource(), local.agent, key, transition, rc, status, reason, failed, written, erased);
    }

    /** An agent has come to its end. A call that is not known (any more) is passed over. */
    public Doings done(long callId, AgentOutcome outcome, long nowMs) {
        Doings doings = new Doings();
        Running ended = running.remove(callId);
        if (ended == null) {
            return doings;
        }
        // A resource is never forgotten while something runs on it: whoever began the action waits for its report.
        Local local = resources.get(ended.key().resource());
        local.busy--;
        if (ended.recurring() != null) {
            recurred(local, ended, outcome, callId, nowMs, doings);
        } else {
            finished(local, ended, outcome, callId, doings);
        }
        return doings;
    }

    private void finished(Local local, Running ended, AgentOutcome outcome, long callId, Doings doings) {
        OperationKey key = ended.key();
        if (key.operation().equals("notify")) {
            // The result of a notification never matters and leaves no history.
            doings.reports()
                    .add(report(
                            key, local, ended.transition(), 0, ExecutionStatus.DONE, "", false, List.of(), List.of()));
            return;
        }
        boolean failed = HistoryEntry.failed(outcome, ended.transition().targetRc());
        if (!failed) {
            local.startedWith.succeeded(key, outcome.exitCode(), ended.given());
        }
        List<Element> entries = HistoryEntry.of(
                key,
                ended.transition(),
                ended.given(),
                outcome,
                callId,
                node,
                (outcome.startedAtMs() + outcome.runMs()) / 1_000);
        List<String> erased = new ArrayList<>();
        if (changesState(key.operation())) {
            for (String id : List.copyOf(local.history.keySet())) {
                if (id.startsWith(key.resource() + "_monitor_")) {
                    local.history.remove(id);
                    erased.add(id);
                }
            }
        }
        entries.forEach(entry -> local.history.put(entry.id(), entry));
        doings.reports()
                .add(report(
                        key,
                        local,
                        ended.transition(),
                        outcome.exitCode(),
                        outcome.status(),
                        outcome.exitReason(),
                        failed,
                        entries,
                        erased));
    }

    private void recurred(Local local, Running ended, AgentOutcome outcome, long callId, long nowMs, Doings doings) {
        Recurring recurring = ended.recurring();
        recurring.running = false;
        if (local.recurring.get(ended.key()) != recurring || outcome.status() == ExecutionStatus.CANCELLED) {
            overtaken(local, ended, doings);
            return;
        }
        recurring.nextAtMs = nowMs + ended.key().intervalMs();
        boolean changed = outcome.exitCode() != recurring.lastRc || outcome.status() != recurring.lastStatus;
        if (!changed) {
            return;
        }
        recurring.lastRc = outcome.exitCode();
        recurring.lastStatus = outcome.status();
        recurring.lastChangeSeconds = (outcome.startedAtMs() + outcome.runMs()) / 1_000;
        List<Element> entries = HistoryEntry.of(
                ended.key(), ended.transition(), ended.given(), outcome, callId, node, recurring.lastChangeSeconds);
        entries.forEach(entry -> local.history.put(entry.id(), entry));
        doings.reports()
                .add(report(
                        ended.key(),
                        local,
                        ended.transition(),
                        outcome.exitCode(),
                        outcome.status(),
                        outcome.exitReason(),
                        HistoryEntry.failed(outcome, ended.transition().targetRc()),
                        entries,
                        List.of()));
    }

    /** Nobody wants to know any more what a monitor finds. Its first run is an action that the DC waits for even so. */
    private static void overtaken(Local local, Running ended, Doings doings) {
        if (ended.recurring().lastStatus != null) {
            return;
        }
        String id = ended.key().toString();
        boolean gone = !local.recurring.containsKey(ended.key()) && !local.history.containsKey(id);
        doings.reports()
                .add(report(
                        ended.key(),
                        local,
                        ended.transition(),
                        OcfExit.OK,
                        ExecutionStatus.CANCELLED,
                        "",
                        false,
                        List.of(),
                        gone ? List.of(id) : List.of()));
    }

    /** Starts the recurring operations that are due on resources that do nothing else. */
    public Doings tick(long nowMs) {
        Doings doings = new Doings();
        for (Local local : resources.values()) {
            for (Recurring recurring : local.recurring.values()) {
                if (local.busy == 0
                        && !recurring.running
                        && recurring.lastStatus != null
                        && recurring.nextAtMs <= nowMs) {
                    call(local, new RunSpec(recurring.action, recurring.key, recurring.transition, recurring), doings);
                }
            }
        }
        return doings;
    }

    /** When {@link #tick} has something to do next, monotonic milliseconds; {@code Long.MAX_VALUE} for never. */
    public long nextAtMs() {
        long next = Long.MAX_VALUE;
        for (Local local : resources.values()) {
            for (Recurring recurring : local.recurring.values()) {
                if (!recurring.running && recurring.lastStatus != null && local.busy == 0) {
                    next = Math.min(next, recurring.nextAtMs);
                }
            }
        }
        return next;
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
        Local local = resources.get(resource);
        if (local == null) {
            return;
        }
        if (operationKey == null) {
            local.history.clear();
            if (local.busy == 0) {
                resources.remove(resource);
            }
        } else {
            local.history.values().removeIf(entry -> operationKey.equals(entry.attribute("operation_key")));
        }
    }

    /** What was started here, or found; also where it has been stopped since. */
    public List<ActiveResource> active() {
        List<ActiveResource> active = new ArrayList<>();
        resources.forEach((id, local) -> {
            if (local.startedWith.parameters() != null) {
                active.add(new ActiveResource(id, local.agent, new TreeMap<>(local.startedWith.parameters())));
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
        resources.forEach((id, local) -> {
            Map<String, Element> entries = new LinkedHashMap<>(local.history);
            // A new DC must see what is half done, or it would do it again elsewhere.
            for (Running under : running.values()) {
                boolean recorded =
                        under.recurring() == null && !under.key().operation().equals("notify");
                if (recorded && under.key().resource().equals(id)) {
                    Element pending = HistoryEntry.pending(under.key(), under.transition(), under.given(), node);
                    entries.put(pending.id(), pending);
                }
            }
            if (!entries.isEmpty()) {
                list.child(Element.of(
                                "lrm_resource",
                                "id",
                                id,
                                "class",
                                local.agent.standard(),
                                "provider",
                                local.agent.provider(),
                                "type",
                                local.agent.type())
                        .withChildren(List.copyOf(entries.values())));
            }
        });
        return Element.of("lrm", "id", nodeId).withChild(list.build());
    }
}
