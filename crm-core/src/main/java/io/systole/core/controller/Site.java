package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Message;
import io.systole.core.value.NodeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all parts of one node's controller share: who and when it is, and the effects of the step under way. */
final class Site {
    final Settings settings;
    long bornMs;
    /** Messages that this node sent to itself; handled before the step ends. */
    final Deque<Message> toSelf = new ArrayDeque<>();

    private List<Effect> effects = new ArrayList<>();
    private long wakeAtMs;
    long nowMs;
    long wallMs;
    /** Null before the first view. */
    ClusterView view;

    Votequorum.Verdict verdict;
    ControllerState state = ControllerState.S_STARTING;
    /** The DC of the partition, null while none is known. */
    NodeName dc;
    /** The partition has agreed on the CIB and this node holds it. */
    boolean joined;

    boolean leaving;
    /** What this node was in the last partition that agreed. */
    boolean settled;

    boolean wasDc;
    boolean wasQuorate;
    /** The version that this node's CIB had when it was last in a partition with quorum; null where that is not known. */
    QuorateVersion quorateVersion;
    /** Of the partition that this node is in, should it have quorum. */
    long term;
    /** The highest term that this node has confirmed; it is on the disk before it is said. */
    long promised;
    /** Whether the partition has quorum, as its DC counts. */
    boolean quorateByDc;

    Site(Settings settings) {
        this.settings = settings;
    }

    void begin(long now, long wall) {
        nowMs = now;
        wallMs = wall;
        wakeAtMs = Long.MAX_VALUE;
    }

    NodeName self() {
        return settings.self();
    }

    /** What this version of the CIB is in a partition that has quorum. */
    QuorateVersion quorateNow(CibVersion version) {
        return new QuorateVersion(term, version);
    }

    /** What a DC writes into the {@code cib} element. */
    SortedMap<String, String> header() {
        SortedMap<String, String> header = new TreeMap<>();
        header.put("have-quorum", verdict.quorate() ? "1" : "0");
        header.put("dc-uuid", Integer.toString(settings.nodeId()));
        return header;
    }

    boolean leads() {
        return joined && self().equals(dc);
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void send(NodeName to, Message message) {
        if (to.equals(self())) {
            toSelf.add(message);
        } else {
            effects.add(new Effect.Send(to, message));
        }
    }

    void broadcast(Message message) {
        effects.add(new Effect.Broadcast(message));
    }

    void log(Effect.Level level, String sentence) {
        effects.add(new Effect.Log(level, sentence));
    }

    void ignored(String what, String why) {
        log(Effect.Level.DEBUG, "ignored " + what + ": " + why);
    }

    void enter(ControllerState next, String why) {
        if (state != next) {
            // What the DC does from moment to moment is told by its plans and transitions.
            boolean daily = next.ordinal() >= ControllerState.S_POLICY_ENGINE.ordinal()
                    && next.ordinal() <= ControllerState.S_IDLE.ordinal();
            log(daily ? Effect.Level.DEBUG : Effect.Level.INFO, state + " -> " + next + ": " + why);
            state = next;
        }
    }

    void wakeBy(long atMs) {
        wakeAtMs = Math.min(wakeAtMs, atMs);
    }

    List<Effect> drain() {
        if (wakeAtMs != Long.MAX_VALUE) {
            effects.add(new Effect.WakeAt(Math.max(wakeAtMs, nowMs + 1)));
        }
        List<Effect> drained = List.copyOf(effects);
        effects = new ArrayList<>();
        return drained;
    }
}
