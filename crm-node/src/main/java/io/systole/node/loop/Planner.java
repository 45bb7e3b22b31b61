package io.systole.node.loop;

import io.systole.core.cib.Cib;
import io.systole.core.transition.TransitionGraph;
import java.util.List;

/** The scheduler as the loop sees it. Called from one thread. */
@FunctionalInterface
public interface Planner {
    /** @param notes sentences for the log: what is to be done and why */
    record Plan(TransitionGraph graph, List<String> notes) {}

    /** @param wallMs the moment to plan for, milliseconds since the epoch */
    Plan plan(Cib cib, long wallMs);
}
