package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.run.OperationReport;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The DC's loop: something relevant has changed, so the running transition stops where it is, a plan is made from the CIB as
 * it then is, and carried out. A plan that was overtaken is never carried out.
 */
final class PlanLoop {
    private static final long RECHECK_DEFAULT_MS = 900_000;

    private final Site site;
    private final Replica replica;
    private final WriteQueue writes;
    private final MovePins pins;
    private final Inherited inherited = new Inherited();
    private final LostNodes lost;
    private final SilentMembers silent;
    private final Transition transition;
    private final Fencings fencings;
    private final Foresight foresight = new Foresight();
    private long planId;
    private Cib planned;
    private boolean planning;
    private String dirty;
    private long recheckAtMs = Long.MAX_VALUE;
    private int failedFencings;
    private long notBeforeMs;
    private String waitingFor;

    PlanLoop(
            Site site,
            Replica replica,
            WriteQueue writes,
            MovePins pins,
            LostNodes lost,
            SilentMembers silent,
            Forgetting forgetting) {
        this.site = site;
        this.replica = replica;
        this.writes = writes;
        this.pins = pins;
        this.lost = lost;
        this.silent = silent;
        this.fencings = new Fencings(site);
        this.transition = new Transition(site, replica, writes, pins, forgetting, fencings);
    }

    /** This node leads; the members that have confirmed. */
    void begin(SortedMap<NodeName, Message.Joined> members) {
        inherited.clear();
        members.forEach(inherited::of);
        silent.begin();
        halt();
        touch("a partition of " + members.size() + " member(s) has formed");
    }

    void lateMember(NodeName member, Message.Joined joined) {
        inherited.of(member, joined);
        touch(member + " has joined");
    }

    /** Something changed that a plan depends on. */
    void touch(String why) {
        if (dirty == null) {
            dirty = why;
            site.log(Effect.Level.INFO, "a new plan is needed: " + why);
        }
        transition.abort(why);
    }

    /** This node does not lead any more: what is under way is no longer its business. */
    void halt() {
        planId++;
        foresight.drop();
        planning = false;
        dirty = null;
        transition.drop();
        recheckAtMs = Long.MAX_VALUE;
    }

    boolean idle() {
        return !planning && !transition.running() && dirty == null;
    }

    void planFailed(long id, String why) {
        if (foresight.is(id)) {
            foresight.failed();
        }
        if (id == planId && planning) {
            planning = false;
            site.log(Effect.Level.ERROR, "no plan could be made: " + why);
            recheckAtMs = site.nowMs + 5_000;
        }
    }

    void planReady(Input.PlanReady ready) {
        if (!planning && foresight.is(ready.planId())) {
            foresight.ready(ready);
            return;
        }
        if (!planning || ready.planId() != planId) {
            site.ignored("plan " + ready.planId(), "it was overtaken");
            return;
        }
        planning = false;
        if (dirty != null) {
            site.ignored("plan " + ready.planId(), dirty);
            return;
        }
        ready.notes().forEach(note -> site.log(Effect.Level.NOTICE, note));
        transition.begin(ready.graph(), planned);
        setRecheck(ready.graph());
        site.enter(ControllerState.S_TRANSITION_ENGINE, "plan " + planId + " is carried out");
    }

    private void setRecheck(TransitionGraph graph) {
        long intervalMs = Options.durationMs(replica.cib(), "cluster-recheck-interval", RECHECK_DEFAULT_MS);
        recheckAtMs = intervalMs > 0 ? site.nowMs + intervalMs : Long.MAX_VALUE;
        String by = graph.attributes().get("recheck-by");
        if (by != null && by.matches("[0-9]{1,12}")) {
            long inMs = Long.parseLong(by) * 1_000 - site.wallMs;
            recheckAtMs = Math.min(recheckAtMs, site.nowMs + Math.max(1_000, inMs));
        }
    }

    /** Does what can be done now. Returns whether the cluster is idle. */
    boolean advance() {
        run();
        if (!transition.running() && !planning && dirty == null && site.nowMs >= recheckAtMs) {
            touch("it is time to look again");
        }
        if (!transition.running() && !planning && dirty == null && pins.release()) {
            touch("a move has ended whose constraint was removed");
        }
        if (!transition.running() && !planning && dirty != null) {
            if (site.nowMs < notBeforeMs) {
                site.wakeBy(notBeforeMs);
            } else if (silent.hold()) {
                foresight.drop();
            } else if (lost.hold()) {
                foresee();
            } else {
                planUnlessWaiting();
            }
        }
        if (idle()) {
            site.enter(ControllerState.S_IDLE, "nothing is left to do");
            site.wakeBy(recheckAtMs);
        }
        return idle();
    }

    private void run() {
        String why = transition.running() ? transition.advance() : null;
        if (why != null) {
            touch(why);
        }
    }

    private void planUnlessWaiting() {
        String wait = inherited.any().orElse(null);
        if (wait == null) {
            plan();
        } else if (!wait.equals(waitingFor)) {
            site.log(
                    Effect.Level.NOTICE,
                    "before a plan is made, " + wait + " must end: it was begun for an earlier DC");
        }
        waitingFor = wait;
    }

    /** Plans for a silence that is not proved yet, as nothing else is to be done meanwhile. */
    private void foresee() {
        if (!lost.onlyAsked()) {
            foresight.drop();
            return;
        }
        if (foresight.is(planId) || inherited.any().isPresent()) {
            return;
        }
        writes.flush();
        Cib expected = Replica.next(replica.cib(), List.of(), lost.ifSilent(), new TreeMap<>())
                .cib();
        planId++;
        foresight.begin(planId, pins.applied(expected));
        site.effect(new Effect.MakePlan(planId, pins.applied(expected), site.wallMs));
    }

    private void plan() {
        writes.status(lost.settled());
        writes.status(silent.settled());
        writes.flush();
        planning = true;
        site.enter(ControllerState.S_POLICY_ENGINE, dirty);
        dirty = null;
        planned = pins.applied(replica.cib());
        boolean foreseen = foresight.is(planId) && foresight.isFor(planned);
        Input.PlanReady early = foreseen ? foresight.plan() : null;
        foresight.drop();
        if (early != null) {
            planReady(early);
            run();
        } else if (!foreseen) {
            planId++;
            site.effect(new Effect.MakePlan(planId, planned, site.wallMs));
        }
    }

    void fenced(Input.Fenced fenced) {
        if (!fencings.concerns(fenced) || !site.leads()) {
            return;
        }
        String sentence =
                "fencing of " + fenced.target() + (fenced.ok() ? " is done: " : " failed: ") + fenced.detail();
        site.log(fenced.ok() ? Effect.Level.NOTICE : Effect.Level.ERROR, sentence);
        // A device that cannot fence now is asked again, ever more slowly.
        failedFencings = fenced.ok() ? 0 : Math.min(failedFencings + 1, 6);
        notBeforeMs = fenced.ok() ? 0 : site.nowMs + (1_000L << failedFencings);
        if (fenced.ok()) {
            writes.status(NodeStates.down(NodeStates.idOf(replica.cib(), fenced.target()), fenced.target()));
        }
        if (transition.running()) {
            transition.fenced(fenced.target(), fenced.ok(), sentence);
        } else {
            touch(sentence);
        }
    }

    /** A result has come in from a node. */
    void executed(NodeName node, OperationReport report) {
        inherited.ended(node, report.transition());
        String unexpected = transition.executed(node, report);
        if (unexpected != null) {
            touch(unexpected);
        }
    }
}
