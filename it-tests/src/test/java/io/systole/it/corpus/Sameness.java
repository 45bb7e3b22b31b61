package io.systole.it.corpus;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether two outputs of a scheduler say the same, for each kind of output. White space never counts. */
final class Sameness {
    private static final Set<String> NO_CONTENT = Set.of("id", "crm_feature_set", "transition_id", "batch-limit");

    private Sameness() {}

    static boolean of(String kind, String expected, String actual) {
        return switch (kind) {
            case "exp" -> graph(expected).equals(graph(actual));
            case "summary" -> summary(expected).equals(summary(actual));
            default -> sorted(lines(expected)).equals(sorted(lines(actual)));
        };
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            String bare = line.replaceAll("\\s+", "");
            if (!bare.isEmpty()) {
                lines.add(bare);
            }
        }
        return lines;
    }

    private static List<String> sorted(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines);
        Collections.sort(sorted);
        return sorted;
    }

    /** The lines in order, but those about executing the transition sorted. */
    private static List<String> summary(String text) {
        List<String> result = new ArrayList<>();
        List<String> executing = null;
        for (String line : lines(text)) {
            if (line.startsWith("ExecutingCluster")) {
                executing = new ArrayList<>();
            } else if (executing != null && !line.startsWith("*")) {
                result.addAll(sorted(executing));
                executing = null;
            }
            (executing == null ? result : executing).add(line);
        }
        if (executing != null) {
            result.addAll(sorted(executing));
        }
        return result;
    }

    /** Each action with its priority and inputs, numbers replaced by what they stand for. */
    private static List<String> graph(String text) {
        Element graph;
        try {
            graph = XmlParser.parse(text);
        } catch (XmlException e) {
            return List.of("unreadable: " + e.getMessage());
        }
        Map<String, String> names = new HashMap<>();
        for (Element synapse : graph.children("synapse")) {
            Element action = synapse.child("action_set").child(0);
            names.put(action.id(), content(action));
        }
        List<String> actions = new ArrayList<>(List.of(own(graph)));
        for (Element synapse : graph.children("synapse")) {
            Set<String> inputs = new TreeSet<>();
            for (Element trigger : synapse.child("inputs").children("trigger")) {
                Element input = trigger.child(0);
                inputs.add(names.getOrDefault(input.id(), "absent " + own(input)));
            }
            actions.add(synapse.attribute("priority", "0") + " "
                    + content(synapse.child("action_set").child(0)) + " after " + inputs);
        }
        return sorted(actions);
    }

    private static String content(Element element) {
        StringBuilder text = new StringBuilder(own(element));
        for (Element child : element.children()) {
            text.append(child.id() == null ? "" : child.id()).append(content(child));
        }
        return text.toString();
    }

    private static String own(Element element) {
        Set<String> attributes = new TreeSet<>();
        for (int i = 0; i < element.attributeCount(); i++) {
            if (!NO_CONTENT.contains(element.attributeName(i))) {
                attributes.add(element.attributeName(i) + "="
                        + element.attributeValue(i).replaceAll("\\s+", ""));
            }
        }
        return "<" + element.name() + attributes + ">";
    }
}
