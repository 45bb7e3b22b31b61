package io.systole.it.corpus;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What Debian's crm_simulate (2.1.5) does otherwise than the release we follow (3.0.2), taken out of a graph of either, and
 * nothing else:
 *
 * <ul>
 *   <li>The graph's {@code stonith-timeout} is called {@code fencing-timeout} now.
 *   <li>Since 2.1.6 the nodes' scores for a clone's instances count the clone's colocations, on both sides, when the instances
 *       are put in order. Which of an anonymous clone's instances, all alike, gets which node differs; the nodes that get one
 *       do not. So the numbers of the instances of such clones are dropped, and the lists that agents are notified with, which
 *       follow the numbers, are sorted.
 * </ul>
 */
final class ReleaseDifferences {
    private static final Set<String> ENDS = new TreeSet<>(List.of("rsc", "with-rsc"));

    private final Pattern instances;

    ReleaseDifferences(Element cib) {
        instances = instancesOf(colocated(cib.child("configuration")));
    }

    /** The clones that a colocation names. */
    private static List<Element> colocated(Element configuration) {
        Set<String> named = new TreeSet<>();
        for (Element colocation : configuration.child("constraints").children("rsc_colocation")) {
            ENDS.forEach(end -> named.add(colocation.attribute(end, "")));
        }
        return configuration.child("resources").children("clone").stream()
                .filter(clone -> named.contains(clone.id()))
                .toList();
    }

    private static Pattern instancesOf(List<Element> clones) {
        List<String> names = new ArrayList<>();
        for (Element clone : clones) {
            for (Element child : clone.children()) {
                if (child.name().equals("primitive") || child.name().equals("group")) {
                    names.add(Pattern.quote(child.id()));
                    child.children("primitive").forEach(member -> names.add(Pattern.quote(member.id())));
                }
            }
        }
        return names.isEmpty() ? null : Pattern.compile("\\b(" + String.join("|", names) + "):\\d+");
    }

    /** The graph without what the releases differ in. */
    String without(String graph) throws XmlException {
        String renamed = graph.replace("stonith-timeout=", "fencing-timeout=");
        return instances == null
                ? renamed
                : XmlFormat.pretty(
                        unnumbered(XmlParser.parse(instances.matcher(renamed).replaceAll("$1"))));
    }

    private static Element unnumbered(Element element) {
        Element current = element.without("CRM_meta_clone");
        for (int i = 0; i < current.attributeCount(); i++) {
            String name = current.attributeName(i);
            if (name.startsWith("CRM_meta_notify_")) {
                String[] entries = current.attributeValue(i).split(" ");
                Arrays.sort(entries);
                current = current.with(name, String.join(" ", entries));
            }
        }
        return current.withChildren(
                current.children().stream().map(ReleaseDifferences::unnumbered).toList());
    }
}
