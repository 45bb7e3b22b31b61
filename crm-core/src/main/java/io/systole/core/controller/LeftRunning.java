package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.value.CrmBoolean;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that have left in good order and whose last word says that something still runs there: they were in maintenance mode,
 * or it was not managed.
 *
 * <p>Pacemaker parity: what a node that is away has left running counts as soon as it is managed again. With fencing the node
 * is fenced first; without, it is taken for stopped and started elsewhere, and runs twice (Pacemaker Administration, the
 * warning about restarting in maintenance mode).
 */
final class LeftRunning {
    private LeftRunning() {}

    /** A sentence for each node. */
    static List<String> sentences(Cib cib) {
        List<String> sentences = new ArrayList<>();
        for (Element state : cib.status().children("node_state")) {
            boolean away = "false".equals(state.attribute("in_ccm"))
                    && "down".equals(state.attribute("expected"))
                    && !"true".equals(state.attribute("remote_node"));
            List<String> running = away ? running(state) : List.of();
            if (!running.isEmpty()) {
                String node = state.attribute("uname", state.id());
                sentences.add("node " + node + " has left while " + String.join(", ", running)
                        + " ran there; once managed again " + (running.size() == 1 ? "it is" : "they are")
                        + (Options.fencing(cib)
                                ? " started elsewhere after the node is fenced"
                                : " started elsewhere, and run twice if they still run there")
                        + ": start its daemon first, or stop them there and say \"crm node clearstate " + node + "\"");
            }
        }
        return sentences;
    }

    /** The resources that, by this node's history, are active on it. */
    static List<String> running(Element state) {
        List<String> running = new ArrayList<>();
        Element lrm = state.child("lrm");
        Element resources = lrm == null ? null : lrm.child("lrm_resources");
        if (resources != null) {
            for (Element resource : resources.children()) {
                if (!"stonith".equals(resource.attribute("class")) && active(resource)) {
                    running.add(resource.id());
                }
            }
        }
        return running;
    }

    /** The last thing done other than to look again says so: it was not a stop, nor a look that found nothing. */
    private static boolean active(Element resource) {
        long latest = Long.MIN_VALUE;
        boolean active = false;
        for (Element operation : resource.children()) {
            long call = number(operation.attribute("call-id"));
            boolean again = !"0".equals(operation.attribute("interval", "0"));
            if (!again && call >= latest) {
                latest = call;
                active = leavesActive(operation);
            }
        }
        return active;
    }

    private static boolean leavesActive(Element operation) {
        String rc = operation.attribute("rc-code", "");
        return switch (operation.attribute("operation", "")) {
            case "stop", "migrate_to" -> !"0".equals(rc);
            case "monitor" -> "0".equals(rc) || "8".equals(rc);
            default -> true;
        };
    }

    private static long number(String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /** Everything in the configuration that says whether the cluster may touch a resource. */
    static List<Element> handsOff(Cib cib) {
        List<Element> pairs = new ArrayList<>();
        collect(cib.configuration(), pairs);
        return pairs;
    }

    private static void collect(Element parent, List<Element> pairs) {
        for (Element child : parent.children()) {
            boolean about = child.name().equals("nvpair")
                    && switch (child.attribute("name", "")) {
                        case "maintenance-mode", "maintenance", "is-managed", "is-managed-default" ->
                            CrmBoolean.parse(child.attribute("value", "")).isPresent();
                        default -> false;
                    };
            if (about) {
                pairs.add(child);
            } else {
                collect(child, pairs);
            }
        }
    }
}
