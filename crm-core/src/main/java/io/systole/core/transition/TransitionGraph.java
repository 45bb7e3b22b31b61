package io.systole.core.transition;

import java.util.List;
import java.util.SortedMap;

/**
 * What the scheduler hands to the controller: synapses, each with one action and the actions it waits for.
 *
 * @param attributes the graph's own attributes as Pacemaker names them: {@code cluster-delay}, {@code fencing-timeout},
 *     {@code failed-start-offset}, {@code failed-stop-offset}, {@code batch-limit}, {@code migration-limit}, {@code
 *     transition_id}, {@code recheck-by}
 * @param synapses in the order of their ids
 */
public record TransitionGraph(SortedMap<String, String> attributes, List<Synapse> synapses) {
    public TransitionGraph {
        synapses = List.copyOf(synapses);
    }

    /**
     * One action and its inputs.
     *
     * @param id unique in the graph, counted from 0
     * @param priority 0 unless the action is to go before others that are ready at the same time
     * @param inputs the ids of the actions that must be complete before this one may be started, ascending
     */
    public record Synapse(int id, int priority, GraphAction action, List<Integer> inputs) {
        public Synapse {
            inputs = List.copyOf(inputs);
        }
    }
}
