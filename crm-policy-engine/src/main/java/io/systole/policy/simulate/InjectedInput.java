package io.systole.policy.simulate;

import io.systole.core.xml.Element;
import java.util.List;

/**
 * A CIB into which events were put that did not take place.
 *
 * @param events what was put in, in order
 * @param problems what could not be, as sentences
 */
public record InjectedInput(Element cib, List<SimulatedEvent> events, List<String> problems) {
    public InjectedInput {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }
}
