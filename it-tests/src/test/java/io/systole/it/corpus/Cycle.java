package io.systole.it.corpus;

import io.systole.core.transition.TransitionGraph;
import io.systole.core.transition.TransitionGraph.Synapse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Actions of a graph that wait for each other in a circle. */
final class Cycle {
    private Cycle() {}

    /** The actions that can never be begun even if all that is not in the graph counts as done. */
    static Set<String> in(TransitionGraph graph) {
        Set<Integer> waiting = new HashSet<>();
        graph.synapses().forEach(synapse -> waiting.add(synapse.action().id()));
        boolean progress = true;
        while (progress) {
            List<Synapse> ready = graph.synapses().stream()
                    .filter(synapse -> waiting.contains(synapse.action().id()))
                    .filter(synapse -> synapse.inputs().stream().noneMatch(waiting::contains))
                    .toList();
            ready.forEach(synapse -> waiting.remove(synapse.action().id()));
            progress = !ready.isEmpty();
        }
        Set<String> stuck = new TreeSet<>();
        for (Synapse synapse : graph.synapses()) {
            if (waiting.contains(synapse.action().id())) {
                stuck.add(synapse.action().operationKey());
            }
        }
        return stuck;
    }
}
