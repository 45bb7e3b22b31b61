package io.systole.node.boot;

import io.systole.core.cib.Cib;
import io.systole.core.transition.TransitionGraph;
import io.systole.node.loop.Planner;
import java.util.List;
import java.util.TreeMap;

/** The scheduler behind the loop's {@link Planner}. */
final class PolicyPlanner implements Planner {
    @Override
    public Plan plan(Cib cib, long wallMs) {
        return new Plan(new TransitionGraph(new TreeMap<>(), List.of()), List.of());
    }
}
