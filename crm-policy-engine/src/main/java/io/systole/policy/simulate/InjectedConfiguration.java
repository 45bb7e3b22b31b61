package io.systole.policy.simulate;

import io.systole.core.cib.ClusterProperties;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** The part of injections that is outside the status section: quorum, the watchdog, nodes that are new. */
record InjectedConfiguration(Element cib, List<SimulatedEvent> events) {
    static InjectedConfiguration apply(Injections injections, Element cib) {
        Element changed = cib;
        List<SimulatedEvent> events = new ArrayList<>();
        if (injections.quorum() != null) {
            events.add(new SimulatedEvent.Setting("quorum", injections.quorum()));
            changed = changed.with("have-quorum", injections.quorum());
        }
        if (injections.watchdog() != null) {
            events.add(new SimulatedEvent.Setting("watchdog", injections.watchdog()));
            changed = withOption(changed, "have-watchdog", injections.watchdog());
        }
        for (String name : injections.nodesUp()) {
            if (!NodeIds.isConfigured(changed, name)) {
                Element nodes = section(changed, "nodes").withChild(Element.of("node", "id", name, "uname", name));
                changed = withSection(changed, nodes);
            }
        }
        return new InjectedConfiguration(changed, List.copyOf(events));
    }

    private static Element withOption(Element cib, String name, String value) {
        Element config = section(cib, "crm_config");
        String setId = ClusterProperties.BOOTSTRAP_SET;
        Element set = config.child("cluster_property_set");
        set = set == null ? Element.of("cluster_property_set", "id", setId) : set;
        Element pair = Element.of("nvpair", "id", set.id() + "-" + name, "name", name, "value", value);
        Element others = set.withoutChildren(old -> name.equals(old.attribute("name")));
        return withSection(cib, StatusDraft.replace(config, others.withChild(pair)));
    }

    private static Element section(Element cib, String name) {
        Element configuration = cib.child("configuration");
        Element section = configuration == null ? null : configuration.child(name);
        return section == null ? Element.of(name) : section;
    }

    private static Element withSection(Element cib, Element section) {
        Element configuration = cib.child("configuration");
        Element old = configuration == null ? Element.of("configuration") : configuration;
        return StatusDraft.replace(cib, StatusDraft.replace(old, section));
    }
}
