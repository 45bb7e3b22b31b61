package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.message.Message;
import io.systole.core.message.RequestId;
import io.systole.core.status.StatusChange;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The DC's order of changes to the CIB. A change of the configuration is answered once every member has it on disk; changes
 * of the status are not waited for. Steps are sent without waiting for earlier ones.
 */
final class WriteQueue {
    private final Site site;
    private final Replica replica;
    private final SortedMap<NodeName, Long> stored = new TreeMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** Members whose disk takes no further configuration, and why. */
    private final SortedMap<NodeName, String> disks = new TreeMap<>();

    private final List<StatusChange> collected = new ArrayList<>();

    /** @param leaver who may leave when this is everywhere; null where a request is answered */
    private record Waiting(
            long sequence, RequestId request, List<String> messages, SortedSet<String> failures, NodeName leaver) {}

    /** No client's request has this number; members confirm the step as they do for these. */
    private static final long NO_REQUEST = 0;

    WriteQueue(Site site, Replica replica) {
        this.site = site;
        this.replica = replica;
    }

    /** Starts over for a new partition with these members and what they say of their disks. */
    void begin(SortedMap<NodeName, Message.Joined> members) {
        waiting.clear();
        collected.clear();
        stored.clear();
        disks.clear();
        members.forEach(this::memberJoined);
    }

    void memberJoined(NodeName member, Message.Joined joined) {
        disk(member, joined.trouble());
        stored.put(member, Math.max(replica.sequence(), stored.getOrDefault(member, 0L)));
    }

    Set<NodeName> members() {
        return new LinkedHashSet<>(stored.keySet());
    }

    /** A change of the status; what one step of the controller collects goes out as one. */
    void status(List<StatusChange> changes) {
        collected.addAll(changes);
    }

    /** Sends what was collected. */
    void flush() {
        if (!collected.isEmpty()) {
            List<StatusChange> changes = List.copyOf(collected);
            collected.clear();
            commit(List.of(), changes, new TreeMap<>(), null);
        }
    }

    /**
     * Applies a change and hands it to every member.
     *
     * @param request who is answered once it is on every disk; null for nobody
     */
    CibEngine.Outcome commit(
            List<CibOperation> operations,
            List<StatusChange> status,
            SortedMap<String, String> header,
            RequestId request) {
        return commit(operations, status, header, request, List.of(), null);
    }

    /** As {@link #commit}, with sentences that go with the answer. */
    void change(
            List<CibOperation> operations, SortedMap<String, String> header, RequestId request, List<String> notes) {
        commit(operations, List.of(), header, request, notes, null);
    }

    /**
     * Lets a node go, once every member knows that its absence will be no failure: what a DC that leaves has not delivered
     * is lost with it, and the others would fence it.
     */
    void release(NodeName leaver) {
        RequestId confirmed = new RequestId(site.self(), site.settings.incarnation(), NO_REQUEST);
        StatusChange down = NodeStates.expectedDown(NodeStates.idOf(replica.cib(), leaver), leaver);
        Cib before = replica.cib();
        commit(List.of(), List.of(down), new TreeMap<>(), confirmed, List.of(), leaver);
        if (replica.cib().equals(before)) {
            site.send(leaver, new Message.MayLeave());
        }
    }

    private CibEngine.Outcome commit(
            List<CibOperation> operations,
            List<StatusChange> status,
            SortedMap<String, String> header,
            RequestId request,
            List<String> notes,
            NodeName leaver) {
        flush();
        Cib before = replica.cib();
        CibEngine.Outcome outcome = Replica.next(before, operations, status, header);
        if (!outcome.ok() || outcome.cib().equals(before)) {
            return outcome;
        }
        Cib after = outcome.cib();
        Message.Update update = new Message.Update(
                replica.sequence() + 1,
                operations,
                status,
                header,
                request,
                after.version(),
                after.root().hashCode());
        site.broadcast(update);
        replica.take(update, after);
        if (request != null) {
            List<String> sentences = new ArrayList<>(outcome.messages());
            sentences.addAll(notes);
            waiting.addLast(new Waiting(update.sequence(), request, sentences, new TreeSet<>(), leaver));
        }
        return outcome;
    }

    /** Answers once every change that is made already is on every disk: the one asked for may be among them. */
    void confirm(RequestId request, List<String> messages) {
        long last = waiting.isEmpty() ? 0 : waiting.peekLast().sequence();
        Waiting nothingNew = new Waiting(last, request, messages, new TreeSet<>(), null);
        if (waiting.isEmpty()) {
            answer(nothingNew);
        } else {
            waiting.addLast(nothingNew);
        }
    }

    void stored(NodeName member, Message.Stored message) {
        if (!stored.containsKey(member)) {
            site.ignored("disk report of " + member, "it has not joined");
            return;
        }
        disk(member, message.failure() == null ? message.trouble() : message.failure());
        if (message.failure() != null) {
            String sentence = "node " + member + " could not write the configuration to its disk (" + message.failure()
                    + "); the change is in use but does not survive a restart there";
            waiting.stream()
                    .filter(w -> w.sequence() <= message.sequence())
                    .forEach(w -> w.failures().add(sentence));
        }
        written(member, message.sequence());
    }

    /** A member needs to write nothing more up to this step. */
    void written(NodeName member, long sequence) {
        stored.merge(member, sequence, Math::max);
        long everywhere =
                stored.values().stream().mapToLong(Long::longValue).min().orElse(0);
        while (!waiting.isEmpty() && waiting.peekFirst().sequence() <= everywhere) {
            answer(waiting.removeFirst());
        }
    }

    private void disk(NodeName member, String trouble) {
        String before = trouble.isEmpty() ? disks.remove(member) : disks.put(member, trouble);
        if (trouble.isEmpty() && before != null) {
            site.log(Effect.Level.NOTICE, "node " + member + " can write the configuration to its disk again");
        } else if (!trouble.isEmpty() && !trouble.equals(before)) {
            site.log(Effect.Level.ERROR, "node " + member + " has trouble with its disk: " + trouble);
        }
    }

    /** Why the configuration cannot be changed now; empty where it can. */
    String objection() {
        return disks.isEmpty()
                ? ""
                : "node " + disks.firstKey() + " could not write a change of the configuration to its disk: "
                        + disks.get(disks.firstKey()) + "; free some space there, it tries again every few seconds";
    }

    private void answer(Waiting done) {
        if (done.leaver() != null) {
            site.send(done.leaver(), new Message.MayLeave());
            return;
        }
        List<String> sentences = new ArrayList<>(done.failures());
        sentences.addAll(done.messages());
        if (!site.verdict.quorate()) {
            sentences.add("this partition has no quorum: a partition that has it will put its own configuration in"
                    + " place of this one when they meet");
        }
        int code = (done.failures().isEmpty() ? CrmExit.OK : CrmExit.IOERR).code();
        site.send(done.request().node(), new Message.Answer(done.request().number(), code, sentences));
    }
}
