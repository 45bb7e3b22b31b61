package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.xml.Element;
import java.util.List;

/** What a CIB's history says of a resource on a node; read here without the scheduler. */
final class Histories {
    private Histories() {}

    /** Whether it may be active: the last thing done there was neither a stop that worked nor a look that found nothing. */
    static boolean active(Cib cib, String node, String resource) {
        String last = last(cib, node, resource);
        return !last.isEmpty() && !List.of("stop 0", "monitor 7", "monitor 5").contains(last);
    }

    static boolean promoted(Cib cib, String node, String resource) {
        String last = last(cib, node, resource);
        return last.startsWith("promote ")
                || last.startsWith("demote ") && !last.equals("demote 0")
                || last.equals("monitor 8")
                || last.equals("monitor 9");
    }

    /** The operation and its exit code; empty where nothing is known. */
    private static String last(Cib cib, String node, String resource) {
        String found = "";
        long latest = Long.MIN_VALUE;
        for (Element state : cib.status().children("node_state")) {
            Element entry = node.equals(state.attribute("uname")) ? history(state, resource) : null;
            if (entry == null) {
                continue;
            }
            for (Element operation : entry.children()) {
                String call = operation.attribute("call-id", "-1");
                // What is under way has no call of its own yet and is the latest.
                long order = call.equals("-1") ? Long.MAX_VALUE : Long.parseLong(call);
                boolean again = !operation.attribute("interval", "0").equals("0") && wentWell(operation);
                if (!again && order >= latest) {
                    latest = order;
                    found = operation.attribute("operation") + " " + operation.attribute("rc-code");
                }
            }
        }
        return found;
    }

    /** A recurring operation that went well says nothing new. */
    private static boolean wentWell(Element operation) {
        return List.of("0", "8").contains(operation.attribute("rc-code", ""));
    }

    private static Element history(Element state, String resource) {
        Element lrm = state.child("lrm");
        Element resources = lrm == null ? null : lrm.child("lrm_resources");
        if (resources == null) {
            return null;
        }
        return resources.children().stream()
                .filter(entry -> resource.equals(entry.id()))
                .findFirst()
                .orElse(null);
    }
}
