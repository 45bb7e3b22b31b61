package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.run.GraphRunner;
import io.systole.core.run.LocalResources.Report;
import io.systole.core.status.StatusChange;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.value.NodeName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

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
    private final Inherited inherited;
    private final LostNodes lost;
    private final Forgetting forgetting;
    private final String controllerUuid;
    private long planId;
    private Cib planned;
    private boolean planning;
    private String dirty;
    private GraphRunner runner;
    private TransitionGraph graph;
    private int number = -1;
    private long recheckAtMs = Long.MAX_VALUE;
    private int failedFencings;
    private long notBeforeMs;
    private String waitingFor;

    PlanLoop(
            Site site,
            Replica replica,
            WriteQueue writes,
            MovePins pins,
            Inherited inherited,
            LostNodes lost,
            Forgetting forgetting) {
        this.site = site;
        this.replica = replica;
        this.writes = writes;
        this.pins = pins;
        this.inherited = inherited;
        this.lost = lost;
        this.forgetting = forgetting;
        String life = site.self() + "/" + site.settings.incarnation();
        this.controllerUuid =
                UUID.nameUUIDFromBytes(life.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Something changed that a plan depends on. */
    void touch(String why) {
        if (dirty == null) {
            dirty = why;
            site.log(Effect.Level.INFO, "a new plan is needed: " + why);
        }
        if (runner != null) {
            runner.abort(why);
        }
    }

    /** This node does not lead any more: what is under way is no longer its business. */
    void halt() {
        planId++;
        planning = false;
        dirty = null;
        runner = null;
        recheckAtMs = Long.MAX_VALUE;
    }

    boolean idle() {
        return !planning && runner == null && dirty == null;
    }

    void planFailed(long id, String why) {
        if (id == planId && planning) {
            planning = false;
            site.log(Effect.Level.ERROR, "no plan could be made: " + why);
            recheckAtMs = site.nowMs + 5_000;
        }
    }

    void planReady(Input.PlanReady ready) {
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
        graph = ready.graph();
        number++;
        runner = new GraphRunner(graph);
        setRecheck();
        if (!graph.synapses().isEmpty()) {
            site.log(
                    Effect.Level.NOTICE,
                    "transition " + number + " has " + graph.synapses().size() + " action(s)");
        }
        site.enter(ControllerState.S_TRANSITION_ENGINE, "plan " + planId + " is carried out");
    }

    private void setRecheck() {
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
        if (runner != null) {
            run();
        }
        if (runner == null && !planning && dirty == null && site.nowMs >= recheckAtMs) {
            touch("it is time to look again");
        }
        if (runner == null && !planning && dirty == null && pins.release()) {
            touch("a move has ended whose constraint was removed");
        }
        if (runner == null && !planning && dirty != null) {
            if (site.nowMs < notBeforeMs) {
                site.wakeBy(notBeforeMs);
            } else if (!lost.hold()) {
                planUnlessWaiting();
            }
        }
        if (idle()) {
            site.enter(ControllerState.S_IDLE, "nothing is left to do");
            site.wakeBy(recheckAtMs);
        }
        return idle();
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

    private void plan() {
        writes.status(lost.settled());
        writes.flush();
        planning = true;
        site.enter(ControllerState.S_POLICY_ENGINE, dirty);
        dirty = null;
        planId++;
        planned = pins.applied(replica.cib());
        site.effect(new Effect.MakePlan(planId, planned, site.wallMs));
    }

    private void run() {
        for (GraphAction late : runner.expire(site.nowMs)) {
            site.log(Effect.Level.ERROR, "no result of " + late.operationKey() + " came back in time");
        }
        List<GraphAction> fired = runner.fire(site.nowMs);
        while (!fired.isEmpty()) {
            fired.forEach(this::start);
            fired = runner.fire(site.nowMs);
        }
        if (runner.finished()) {
            String why = runner.abortReason();
            if (!graph.synapses().isEmpty()) {
                site.log(
                        Effect.Level.NOTICE,
                        "transition " + number + ": " + runner.summary() + (why == null ? "" : "; stopped: " + why));
            }
            runner = null;
            if (why != null) {
                touch(why);
            }
        } else {
            site.wakeBy(runner.nextDeadlineMs());
        }
    }

    private void start(GraphAction action) {
        if (action.kind() == GraphAction.Kind.CLUSTER) {
            cluster(action);
            return;
        }
        String where = action.routerNode() == null ? action.onNode() : action.routerNode();
        NodeName node = where == null ? site.self() : NodeName.of(where);
        if (!writes.members().contains(node)) {
            runner.fail(action.id(), action.operationKey() + " cannot run: " + node + " is not a member");
            return;
        }
        TransitionKey key = new TransitionKey(action.id(), number, targetRc(action), controllerUuid);
        pending(action, key, node);
        site.send(node, new Message.Execute(key, action));
    }

    /** Everybody sees in the history what is under way. */
    private void pending(GraphAction action, TransitionKey key, NodeName node) {
        boolean recorded = switch (action.operation()) {
            case "notify", "cancel", "delete" -> false;
            default -> true;
        };
        if (recorded && action.resource() != null) {
            OperationKey operation = action.historyKey();
            writes.status(List.of(new StatusChange.History(
                    node,
                    operation.resource(),
                    action.resource().agent(),
                    List.of(HistoryEntry.pending(operation, key, action.attributes(), node.text())),
                    List.of())));
        }
    }

    private static int targetRc(GraphAction action) {
        String text = action.meta("op_target_rc");
        return text != null && text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }

    private void cluster(GraphAction action) {
        NodeName node = NodeName.of(action.onNode() == null ? site.self().text() : action.onNode());
        switch (action.operation()) {
            case "stonith" -> {
                String how = action.attributes().getOrDefault("CRM_meta_stonith_action", "reboot");
                site.effect(new Effect.Fence(node, action.onNodeUuid(), how, 60_000));
                return;
            }
            case "do_shutdown" -> writes.release(node);
            case "lrm_delete" ->
                writes.status(
                        List.of(new StatusChange.Forget(node, action.resource().id(), null)));
            case "clear_failcount" ->
                writes.status(FailCounts.cleared(
                        replica.cib(), node, action.resource().id()));
            default -> {}
        }
        runner.confirm(action.id());
    }

    void fenced(Input.Fenced fenced) {
        String sentence =
                "fencing of " + fenced.target() + (fenced.ok() ? " is done: " : " failed: ") + fenced.detail();
        site.log(fenced.ok() ? Effect.Level.NOTICE : Effect.Level.ERROR, sentence);
        // A device that cannot fence now is asked again, ever more slowly.
        failedFencings = fenced.ok() ? 0 : Math.min(failedFencings + 1, 6);
        notBeforeMs = fenced.ok() ? 0 : site.nowMs + (1_000L << failedFencings);
        if (fenced.ok()) {
            writes.status(NodeStates.down(NodeStates.idOf(replica.cib(), fenced.target()), fenced.target()));
        }
        if (runner == null) {
            touch(sentence);
            return;
        }
        for (TransitionGraph.Synapse synapse : graph.synapses()) {
            GraphAction action = synapse.action();
            boolean meant = action.operation().equals("stonith")
                    && fenced.target().text().equalsIgnoreCase(action.onNode())
                    && runner.underWay(action.id()) != null;
            if (meant && fenced.ok()) {
                runner.confirm(action.id());
            } else if (meant) {
                runner.fail(action.id(), sentence);
            }
        }
    }

    private static boolean foundRunning(Report report) {
        return report.probe()
                && report.status() == ExecutionStatus.DONE
                && (report.rc() == OcfExit.OK || report.rc() == OcfExit.RUNNING_PROMOTED);
    }

    private static String sentence(NodeName node, Report report) {
        String reason = report.exitReason().isEmpty() ? "" : " (" + report.exitReason() + ")";
        boolean done = report.status() == ExecutionStatus.DONE;
        if (foundRunning(report)) {
            return report.resource() + " was found running on " + node
                    + (report.rc() == OcfExit.OK ? "" : ", promoted");
        }
        String how = done
                ? "ended with " + report.rc()
                : "did not end well (" + report.status().name().toLowerCase(java.util.Locale.ROOT) + ")";
        return report.key() + " on " + node + " " + how + reason + ", expected was "
                + report.transition().targetRc();
    }

    /** With what the agent took of it, where the history has that. */
    private static String done(NodeName node, Report report) {
        int entries = report.written().size();
        String tookMs = entries == 0 ? null : report.written().get(entries - 1).attribute("exec-time");
        return report.key() + " on " + node + " is done" + (tookMs == null ? "" : " (" + tookMs + " ms)");
    }

    /** A result has come in from a node. */
    void executed(NodeName node, Report report) {
        TransitionKey key = report.transition();
        inherited.ended(node, key);
        boolean ours = runner != null && key.controller().equals(controllerUuid) && key.transition() == number;
        GraphAction action = ours ? runner.underWay(key.action()) : null;
        SortedMap<String, String> attributes = graph == null ? new TreeMap<>() : graph.attributes();
        List<StatusChange> changes = new ArrayList<>();
        if (report.key().operation().equals("delete")) {
            changes.add(new StatusChange.Forget(node, report.resource(), null));
        } else if (!report.written().isEmpty() || !report.erased().isEmpty()) {
            changes.add(new StatusChange.History(
                    node, report.resource(), report.agent(), report.written(), report.erased()));
        }
        changes.addAll(FailCounts.of(replica.cib(), node, report, action, attributes, site.wallMs));
        String sentence = sentence(node, report);
        if (report.failed()) {
            boolean found = report.probe() && report.status() == ExecutionStatus.DONE;
            site.log(found ? Effect.Level.NOTICE : Effect.Level.WARNING, sentence);
            pins.failed(node, report.resource());
            if (action != null && !foundRunning(report) && forgetting.overtaken(planned, node, report.resource())) {
                changes.clear();
            }
        } else if (action != null && !report.probe()) {
            site.log(Effect.Level.INFO, done(node, report));
        }
        writes.status(changes);
        if (action != null && !report.failed()) {
            runner.confirm(key.action());
        } else if (action != null) {
            runner.fail(key.action(), sentence);
        } else {
            touch(sentence);
        }
    }
}
