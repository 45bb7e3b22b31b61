package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.run.GraphRunner;
import io.systole.core.run.OperationReport;
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

/** The DC carries a plan out: hands its actions to nodes when their turn comes, and writes down what has become of them. */
final class Transition {
    private final Site site;
    private final Replica replica;
    private final WriteQueue writes;
    private final MovePins pins;
    private final Forgetting forgetting;
    private final Fencings fencings;
    private final String controllerUuid;
    private int number = -1;
    /** The CIB that the plan was made from. */
    private Cib planned;

    private TransitionGraph graph;
    /** Null while nothing is carried out. */
    private GraphRunner runner;

    Transition(Site site, Replica replica, WriteQueue writes, MovePins pins, Forgetting forgetting, Fencings fencings) {
        this.site = site;
        this.replica = replica;
        this.writes = writes;
        this.pins = pins;
        this.forgetting = forgetting;
        this.fencings = fencings;
        String life = site.self() + "/" + site.settings.incarnation();
        this.controllerUuid =
                UUID.nameUUIDFromBytes(life.getBytes(StandardCharsets.UTF_8)).toString();
    }

    void begin(TransitionGraph plan, Cib from) {
        graph = plan;
        planned = from;
        number++;
        runner = new GraphRunner(graph);
        if (!graph.synapses().isEmpty()) {
            site.log(
                    Effect.Level.NOTICE,
                    "transition " + number + " has " + graph.synapses().size() + " action(s)");
        }
    }

    boolean running() {
        return runner != null;
    }

    /** Starts nothing more. */
    void abort(String why) {
        if (runner != null) {
            runner.abort(why);
        }
    }

    /** This node does not lead any more. */
    void drop() {
        runner = null;
    }

    /** Does what can be done now. Returns why a new plan is needed, where it has ended before its end; otherwise null. */
    String advance() {
        for (GraphAction late : runner.expire(site.nowMs)) {
            site.log(Effect.Level.ERROR, "no result of " + late.operationKey() + " came back in time");
        }
        List<GraphAction> fired = runner.fire(site.nowMs);
        while (!fired.isEmpty()) {
            fired.forEach(this::start);
            fired = runner.fire(site.nowMs);
        }
        if (!runner.finished()) {
            site.wakeBy(runner.nextAtMs());
            return null;
        }
        String why = runner.abortReason();
        if (!graph.synapses().isEmpty()) {
            site.log(
                    Effect.Level.NOTICE,
                    "transition " + number + ": " + runner.summary() + (why == null ? "" : "; stopped: " + why));
        }
        runner = null;
        return why;
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
                fencings.ask(node, action.onNodeUuid(), how);
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

    /** The answer of a fence device has come in. */
    void fenced(NodeName target, boolean ok, String sentence) {
        for (TransitionGraph.Synapse synapse : graph.synapses()) {
            GraphAction action = synapse.action();
            boolean meant = action.operation().equals("stonith")
                    && target.text().equalsIgnoreCase(action.onNode())
                    && runner.underWay(action.id()) != null;
            if (meant && ok) {
                runner.confirm(action.id());
            } else if (meant) {
                runner.fail(action.id(), sentence);
            }
        }
    }

    private static boolean foundRunning(OperationReport report) {
        return report.probe()
                && report.status() == ExecutionStatus.DONE
                && (report.rc() == OcfExit.OK || report.rc() == OcfExit.RUNNING_PROMOTED);
    }

    private static String sentence(NodeName node, OperationReport report) {
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
    private static String done(NodeName node, OperationReport report) {
        int entries = report.written().size();
        String tookMs = entries == 0 ? null : report.written().get(entries - 1).attribute("exec-time");
        return report.key() + " on " + node + " is done" + (tookMs == null ? "" : " (" + tookMs + " ms)");
    }

    /** A result has come in from a node. Returns why a new plan is needed where no action waited for it; otherwise null. */
    String executed(NodeName node, OperationReport report) {
        TransitionKey key = report.transition();
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
        if (action == null) {
            return sentence;
        }
        if (!report.failed()) {
            runner.confirm(key.action());
        } else {
            runner.fail(key.action(), sentence);
        }
        return null;
    }
}
