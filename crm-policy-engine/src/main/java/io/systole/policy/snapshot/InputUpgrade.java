package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** Brings configuration of older schemas into the form that the rest of the scheduler reads. */
public final class InputUpgrade {
    private InputUpgrade() {}

    /**
     * The CIB with old elements replaced; status and all that is current stay as they are.
     *
     * @param problems gets a sentence for each thing that counts no more
     */
    public static Element upgrade(Element cib, List<String> problems) {
        Element configuration = cib.child("configuration");
        if (configuration == null) {
            return cib;
        }
        Element spoken = EarlyWords.areIn(cib) ? EarlyWords.replace(configuration) : configuration;
        Element current = RetiredResources.dropFrom(spoken, problems);
        List<Element> sections = new ArrayList<>();
        for (Element section : current.children()) {
            sections.add(
                    section.name().equals("constraints")
                            ? withPingNodesBanned(constraints(section, problems), current.child("nodes"))
                            : section);
        }
        return cib.replacing(cib.children().indexOf(configuration), current.withChildren(sections));
    }

    /** A ping node, which Heartbeat had, is a node that runs nothing. */
    private static Element withPingNodesBanned(Element constraints, Element nodes) {
        Element banned = constraints;
        for (Element node : nodes == null ? List.<Element>of() : nodes.children("node")) {
            if ("ping".equals(node.attribute("type")) && node.has("uname")) {
                banned = banned.withChild(Element.of(
                        "rsc_location",
                        "id",
                        "ping-node-ban-" + node.attribute("uname"),
                        "rsc-pattern",
                        ".*",
                        "node",
                        node.attribute("uname"),
                        "score",
                        "-INFINITY",
                        "resource-discovery",
                        "never"));
            }
        }
        return banned;
    }

    /**
     * A location constraint with several rules becomes as many constraints.
     *
     * <p>Pacemaker parity (corpus rules/lifetime): a location constraint with a lifetime has no effect, as the rule that
     * Pacemaker makes of it has no score; of other constraints only the lifetime is ignored.
     */
    private static Element constraints(Element section, List<String> problems) {
        List<Element> constraints = new ArrayList<>();
        for (Element constraint : section.children()) {
            boolean limited = constraint.child("lifetime") != null;
            boolean location = constraint.name().equals("rsc_location");
            if (limited) {
                problems.add("Constraint " + constraint.id() + " has a lifetime, which is not supported any more: "
                        + (location
                                ? "it is ignored; use a rule with a date_expression."
                                : "the lifetime is ignored."));
            }
            if (limited && location) {
                continue;
            }
            Element current = constraint.withoutChildren(child -> child.name().equals("lifetime"));
            List<Element> rules = current.children("rule");
            if (!current.name().equals("rsc_location") || rules.size() < 2) {
                constraints.add(current);
                continue;
            }
            Element bare = current.withoutChildren(child -> child.name().equals("rule"));
            int number = 0;
            for (Element rule : rules) {
                String id = current.id() + (number == 0 ? "" : "-" + number);
                constraints.add(bare.with("id", id).withChild(rule));
                number++;
            }
        }
        return section.withChildren(constraints);
    }
}
