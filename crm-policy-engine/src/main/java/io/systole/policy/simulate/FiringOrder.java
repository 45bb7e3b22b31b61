package io.systole.policy.simulate;

import io.systole.core.transition.TransitionGraph;
import io.systole.core.transition.TransitionGraph.Synapse;
import io.systole.core.value.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which synapse of a graph comes next when everything ends as soon as it was begun.
 *
 * <p>As in Pacemaker, the synapses are gone through in their order again and again, each being fired once its inputs are
 * complete. Here that is two queues: what becomes ready behind the place we are at still belongs to this round, the rest to
 * the next one. Work is proportional to the inputs, not to rounds times synapses.
 */
final class FiringOrder {
    private final List<Synapse> synapses;
    private final int[] openInputs;
    private final List<List<Integer>> dependents;
    private final boolean[] fired;
    private PriorityQueue<Integer> round = new PriorityQueue<>();
    private PriorityQueue<Integer> nextRound = new PriorityQueue<>();

    FiringOrder(TransitionGraph graph) {
        this.synapses = graph.synapses();
        int count = synapses.size();
        this.openInputs = new int[count];
        this.fired = new boolean[count];
        this.dependents = new ArrayList<>(count);
        Map<Integer, Integer> placeOfAction = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            dependents.add(new ArrayList<>(2));
            placeOfAction.put(synapses.get(i).action().id(), i);
        }
        for (int i = 0; i < count; i++) {
            Set<Integer> inputs = new LinkedHashSet<>(synapses.get(i).inputs());
            openInputs[i] = inputs.size();
            for (int input : inputs) {
                Integer place = placeOfAction.get(input);
                // An input that is not in the graph never completes, so that this synapse is never fired.
                if (place != null) {
                    dependents.get(place).add(i);
                }
            }
            if (openInputs[i] == 0) {
                round.add(i);
            }
        }
    }

    /** The place of the next synapse to fire; -1 if none is ready. */
    int next() {
        if (round.isEmpty()) {
            PriorityQueue<Integer> empty = round;
            round = nextRound;
            nextRound = empty;
        }
        if (round.isEmpty()) {
            return -1;
        }
        int place = round.poll();
        fired[place] = true;
        return place;
    }

    /** The action at this place is complete. */
    void complete(int place) {
        for (int dependent : dependents.get(place)) {
            inputComplete(place, dependent);
        }
    }

    /** The action at this place failed: only what must happen in any case goes on. */
    void fail(int place) {
        for (int dependent : dependents.get(place)) {
            if (synapses.get(dependent).priority() >= Score.INFINITY) {
                inputComplete(place, dependent);
            }
        }
    }

    private void inputComplete(int place, int dependent) {
        if (--openInputs[dependent] == 0) {
            (dependent > place ? round : nextRound).add(dependent);
        }
    }

    boolean allFired() {
        for (boolean each : fired) {
            if (!each) {
                return false;
            }
        }
        return true;
    }
}
