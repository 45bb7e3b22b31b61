package io.systole.core.run;

import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.transition.TransitionGraph.Synapse;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Executes one transition graph: an action is fired once all its inputs are complete, more urgent ones first. After an abort
 * nothing new is fired; what is under way finishes or times out.
 *
 * <p>Work per event is proportional to the actions that depend on it: every action counts its open inputs.
 */
public final class GraphRunner {
    /** Actions under way in the whole cluster at one time; the executors limit each node. */
    static final int BATCH_LIMIT_DEFAULT = 200;

    private static final long CLUSTER_DELAY_DEFAULT_MS = 60_000;

    private enum State {
        WAITING,
        UNDER_WAY,
        DONE,
        FAILED
    }

    private static final class Step {
        final Synapse synapse;
        final List<Step> dependents = new ArrayList<>();
        int openInputs;
        State state = State.WAITING;
        long deadlineMs;
        /** Whether this monitor has given way to others for long enough. */
        boolean released;

        Step(Synapse synapse) {
            this.synapse = synapse;
        }

        GraphAction action() {
            return synapse.action();
        }
    }

    private final Map<Integer, Step> steps = new LinkedHashMap<>();
    private final PriorityQueue<Step> ready = new PriorityQueue<>((a, b) -> {
        int byPriority = Integer.compare(b.synapse.priority(), a.synapse.priority());
        return byPriority != 0 ? byPriority : Integer.compare(a.synapse.id(), b.synapse.id());
    });
    private final Map<Integer, Step> underWay = new LinkedHashMap<>();
    private final OpenProbes probes = new OpenProbes();
    private final FirstMonitors monitors = new FirstMonitors();
    private final int batchLimit;
    private final int migrationLimit;
    private final long clusterDelayMs;
    private int migrations;
    private int completed;
    private int failed;
    private String abortReason;

    public GraphRunner(TransitionGraph graph) {
        for (Synapse synapse : graph.synapses()) {
            steps.put(synapse.action().id(), new Step(synapse));
        }
        for (Step step : steps.values()) {
            for (int input : step.synapse.inputs()) {
                Step first = steps.get(input);
                // An input that is not in the graph has nothing to wait for.
                if (first != null) {
                    first.dependents.add(step);
                    step.openInputs++;
                }
            }
        }
        for (Step step : steps.values()) {
            if (step.openInputs == 0) {
                ready(step);
            }
        }
        int configured = number(graph, "batch-limit", 0);
        batchLimit = configured == 0 ? BATCH_LIMIT_DEFAULT : configured < 0 ? Integer.MAX_VALUE : configured;
        migrationLimit = number(graph, "migration-limit", -1);
        clusterDelayMs =
                CrmInterval.parseMs(graph.attributes().get("cluster-delay")).orElse(CLUSTER_DELAY_DEFAULT_MS);
    }

    private void ready(Step step) {
        ready.add(step);
        probes.begin(step.action());
        monitors.begin(step.action());
    }

    private static int number(TransitionGraph graph, String name, int otherwise) {
        try {
            return Integer.parseInt(graph.attributes().getOrDefault(name, Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** The actions to start now, in order. Pseudo actions complete on the way and are not returned. */
    public List<GraphAction> fire(long nowMs) {
        List<GraphAction> fired = new ArrayList<>();
        List<Step> held = new ArrayList<>();
        do {
            fire(nowMs, fired, held);
        } while (abortReason == null && releaseMonitors(nowMs));
        ready.addAll(held);
        return fired;
    }

    /** Once it is known what else can run. */
    private boolean releaseMonitors(long nowMs) {
        List<Integer> due = monitors.due(nowMs);
        for (int id : due) {
            steps.get(id).released = true;
            ready.add(steps.get(id));
        }
        return !due.isEmpty();
    }

    private void fire(long nowMs, List<GraphAction> fired, List<Step> held) {
        while (abortReason == null && !ready.isEmpty() && underWay.size() < batchLimit) {
            Step step = ready.poll();
            if (step.action().kind() == GraphAction.Kind.PSEUDO) {
                step.state = State.DONE;
                complete(step);
            } else if (givesWay(step)) {
                monitors.add(step.action(), nowMs);
            } else if (probes.hold(step.action())
                    || migrates(step) && migrationLimit >= 0 && migrations >= migrationLimit) {
                held.add(step);
            } else {
                step.state = State.UNDER_WAY;
                step.deadlineMs = nowMs + timeoutMs(step.action()) + clusterDelayMs;
                migrations += migrates(step) ? 1 : 0;
                underWay.put(step.action().id(), step);
                fired.add(step.action());
            }
        }
    }

    private static boolean givesWay(Step step) {
        return FirstMonitors.is(step.action()) && !step.released && step.dependents.isEmpty();
    }

    private static boolean migrates(Step step) {
        return step.action().operation().startsWith("migrate_");
    }

    private static long timeoutMs(GraphAction action) {
        try {
            return Long.parseLong(String.valueOf(action.meta("timeout")))
                    + Long.parseLong(action.attributes().getOrDefault("CRM_meta_start_delay", "0"));
        } catch (NumberFormatException e) {
            return CLUSTER_DELAY_DEFAULT_MS;
        }
    }

    private void complete(Step step) {
        completed++;
        for (Step dependent : step.dependents) {
            if (--dependent.openInputs == 0) {
                ready(dependent);
            }
        }
    }

    /** An action of this graph that is under way, or null. */
    public GraphAction underWay(int actionId) {
        Step step = underWay.get(actionId);
        return step == null ? null : step.action();
    }

    /** The action went as planned. Returns false where it was not under way. */
    public boolean confirm(int actionId) {
        Step step = end(actionId, State.DONE);
        if (step != null) {
            complete(step);
        }
        return step != null;
    }

    /** The action failed, so that nothing that depends on it may follow. Returns false where it was not under way. */
    public boolean fail(int actionId, String reason) {
        Step step = end(actionId, State.FAILED);
        if (step == null) {
            return false;
        }
        failed++;
        abort(reason);
        return true;
    }

    private Step end(int actionId, State state) {
        Step step = underWay.remove(actionId);
        if (step != null) {
            step.state = state;
            probes.end(step.action());
            monitors.end(step.action());
            migrations -= migrates(step) ? 1 : 0;
        }
        return step;
    }

    /** Fires nothing more; the first reason is kept. */
    public void abort(String reason) {
        if (abortReason == null) {
            abortReason = reason;
        }
    }

    /** Fails what was under way on a node that is lost. */
    public void nodeLost(NodeName node) {
        for (Step step : List.copyOf(underWay.values())) {
            GraphAction action = step.action();
            if (action.kind() == GraphAction.Kind.RESOURCE && runsOn(action).equalsIgnoreCase(node.text())) {
                fail(action.id(), action.operationKey() + " cannot end: node " + node + " is lost");
            }
        }
    }

    private static String runsOn(GraphAction action) {
        String where = action.routerNode() == null ? action.onNode() : action.routerNode();
        return where == null ? "" : where;
    }

    /** The actions whose time is over; each is failed. */
    public List<GraphAction> expire(long nowMs) {
        List<GraphAction> expired = new ArrayList<>();
        for (Step step : List.copyOf(underWay.values())) {
            if (step.deadlineMs <= nowMs) {
                expired.add(step.action());
                fail(step.action().id(), "no result of " + step.action().operationKey() + " came back in time");
            }
        }
        return expired;
    }

    /** When time alone gives something to do, monotonic milliseconds; {@code Long.MAX_VALUE} for never. */
    public long nextAtMs() {
        long next = monitors.nextAtMs();
        for (Step step : underWay.values()) {
            next = Math.min(next, step.deadlineMs);
        }
        return next;
    }

    /** Whether nothing is under way and nothing more will be fired. */
    public boolean finished() {
        return underWay.isEmpty() && (abortReason != null || ready.isEmpty() && monitors.none());
    }

    /** Why the rest was not fired, or null. */
    public String abortReason() {
        return abortReason;
    }

    public int underWayCount() {
        return underWay.size();
    }

    /** For the log, for example {@code 12 of 14 actions done, 1 failed}. */
    public String summary() {
        return completed + " of " + steps.size() + " actions done" + (failed > 0 ? ", " + failed + " failed" : "");
    }
}
