package io.systole.core.run;

import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One resource as this node knows it: its operation history, what it was started with, and what repeats on it. */
final class LocalResource {
    private final String id;
    private final AgentId agent;
    private final Map<String, Element> history = new LinkedHashMap<>();
    private final Map<OperationKey, Recurring> recurring = new LinkedHashMap<>();
    private final StartedWith startedWith = new StartedWith();
    private int busy;

    LocalResource(String id, AgentId agent) {
        this.id = id;
        this.agent = agent;
    }

    AgentId agent() {
        return agent;
    }

    StartedWith startedWith() {
        return startedWith;
    }

    boolean busy() {
        return busy > 0;
    }

    void begun() {
        busy++;
    }

    void ended() {
        busy--;
    }

    // What repeats

    Recurring repeat(Task task) {
        Recurring again = new Recurring(task);
        recurring.put(task.key(), again);
        return again;
    }

    boolean repeats(Recurring one) {
        return recurring.get(one.task().key()) == one;
    }

    /** Repeats nothing any more. Returns the calls under way. */
    List<Long> stopRecurring() {
        List<Long> underWay = recurring.values().stream()
                .filter(Recurring::running)
                .map(Recurring::callId)
                .toList();
        recurring.clear();
        return underWay;
    }

    /** Repeats this no more. Returns the call under way, if one is. */
    List<Long> stopRecurring(OperationKey key) {
        Recurring stopped = recurring.remove(key);
        return stopped != null && stopped.running() ? List.of(stopped.callId()) : List.of();
    }

    /** What is due, while nothing else is done to the resource. */
    List<Recurring> due(long nowMs) {
        return busy()
                ? List.of()
                : recurring.values().stream().filter(r -> r.nextAtMs() <= nowMs).toList();
    }

    /** When something is due next, monotonic milliseconds; {@code Long.MAX_VALUE} for never. */
    long nextAtMs() {
        long next = Long.MAX_VALUE;
        if (!busy()) {
            for (Recurring one : recurring.values()) {
                next = Math.min(next, one.nextAtMs());
            }
        }
        return next;
    }

    // What has happened

    /** An operation other than a recurring one has ended. */
    OperationReport finished(
            Task task, SortedMap<String, String> given, AgentOutcome outcome, long callId, String node) {
        if (!HistoryEntry.failed(outcome, task.transition().targetRc())) {
            startedWith.succeeded(task.key(), outcome.exitCode(), given);
        }
        List<String> erased = new ArrayList<>();
        if (task.changesState()) {
            history.keySet().stream()
                    .filter(entry -> entry.startsWith(id + "_monitor_"))
                    .forEach(erased::add);
            history.keySet().removeAll(erased);
        }
        return recorded(task, given, outcome, callId, node, erased);
    }

    /** A recurring operation has found something else than before. */
    OperationReport found(Task task, SortedMap<String, String> given, AgentOutcome outcome, long callId, String node) {
        return recorded(task, given, outcome, callId, node, List.of());
    }

    private OperationReport recorded(
            Task task,
            SortedMap<String, String> given,
            AgentOutcome outcome,
            long callId,
            String node,
            List<String> erased) {
        long changedSeconds = (outcome.startedAtMs() + outcome.runMs()) / 1_000;
        List<Element> entries =
                HistoryEntry.of(task.key(), task.transition(), given, outcome, callId, node, changedSeconds);
        entries.forEach(entry -> history.put(entry.id(), entry));
        return new OperationReport(
                id,
                agent,
                task.key(),
                task.transition(),
                outcome.exitCode(),
                outcome.status(),
                outcome.exitReason(),
                HistoryEntry.failed(outcome, task.transition().targetRc()),
                entries,
                erased);
    }

    /** Tells the DC of what ended without an agent's word that counts. */
    OperationReport told(Task task, ExecutionStatus status, List<String> erased) {
        return new OperationReport(
                id, agent, task.key(), task.transition(), OcfExit.OK, status, "", false, List.of(), erased);
    }

    /**
     * A recurring operation has ended that this node was told to end meanwhile. The entry goes, unless the operation was begun
     * anew.
     */
    OperationReport overtaken(Task task) {
        String entry = task.key().toString();
        boolean gone = !recurring.containsKey(task.key()) && !history.containsKey(entry);
        return told(task, ExecutionStatus.CANCELLED, gone ? List.of(entry) : List.of());
    }

    /** Returns the ids of the entries that went. */
    List<String> forgetAll() {
        List<String> erased = List.copyOf(history.keySet());
        history.clear();
        return erased;
    }

    /** Returns the id of the entry that went, if there was one. */
    List<String> forgetEntry(OperationKey key) {
        return history.remove(key.toString()) == null ? List.of() : List.of(key.toString());
    }

    /** Forgets what an operation of this key has left. */
    void forget(String operationKey) {
        history.values().removeIf(entry -> operationKey.equals(entry.attribute("operation_key")));
    }

    /** The {@code lrm_resource} element with these entries for what is half done; null where nothing is known. */
    Element lrm(List<Element> pending) {
        Map<String, Element> entries = new LinkedHashMap<>(history);
        pending.forEach(entry -> entries.put(entry.id(), entry));
        return entries.isEmpty() ? null : HistoryEntry.resource(id, agent).withChildren(List.copyOf(entries.values()));
    }
}
