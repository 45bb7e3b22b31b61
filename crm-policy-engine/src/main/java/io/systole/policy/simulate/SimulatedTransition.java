package io.systole.policy.simulate;

import io.systole.core.xml.Element;
import java.util.List;

/**
 * What came of carrying out a plan.
 *
 * @param cib the CIB afterwards
 * @param events what was done, in this order
 * @param problems what could not be done as asked, as sentences
 * @param complete whether the plan could be carried out, as far as no failure was asked for
 */
public record SimulatedTransition(Element cib, List<SimulatedEvent> events, List<String> problems, boolean complete) {
    public SimulatedTransition {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }
}
