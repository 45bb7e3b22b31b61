package io.systole.policy;

import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.transition.TransitionGraphXml;
import io.systole.core.xml.Element;
import io.systole.policy.assign.Figure;
import io.systole.policy.explain.Explanation;
import io.systole.policy.graph.PlannedAction;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a scheduling run decided.
 *
 * @param graph what is to be done, and in which order
 * @param absent by number, actions that some in the graph wait for, but that cannot be done
 * @param actions what happens to nodes and resources, a line each
 * @param scores the scores and amounts, in the order in which they came up; empty unless asked for
 * @param picture the lines of the graph for {@code dot(1)}; empty unless asked for
 * @param explanations why each primitive is where it is; empty unless asked for
 * @param problems sentences about configuration that was not understood
 * @param notes other sentences that people may want to read
 * @param failure why there is no plan; null if there is one
 */
public record Plan(
        TransitionGraph graph,
        SortedMap<Integer, GraphAction> absent,
        List<PlannedAction> actions,
        List<Figure> scores,
        List<String> picture,
        List<Explanation> explanations,
        List<String> problems,
        List<String> notes,
        String failure) {
    public Plan {
        actions = List.copyOf(actions);
        scores = List.copyOf(scores);
        picture = List.copyOf(picture);
        explanations = List.copyOf(explanations);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    static Plan failed(String why) {
        TransitionGraph nothing = new TransitionGraph(new TreeMap<>(), List.of());
        return new Plan(
                nothing, new TreeMap<>(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), why);
    }

    /** The transition graph in Pacemaker's XML. */
    public Element graphXml() {
        return TransitionGraphXml.format(graph, absent);
    }
}
