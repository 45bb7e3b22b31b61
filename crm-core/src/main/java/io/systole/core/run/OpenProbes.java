package io.systole.core.run;

import io.systole.core.transition.GraphAction;
import io.systole.core.value.NodeName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The probes of a graph that can run or do run. The graph lets a promotion, or the end of a node, go on beside them; but what
 * they find may be just what must not be there, as after a cleanup, or on a node whose daemon has died and come back.
 */
final class OpenProbes {
    private final Map<String, Integer> ofResource = new LinkedHashMap<>();
    private final Map<NodeName, Integer> onNode = new LinkedHashMap<>();

    void begin(GraphAction action) {
        count(action, 1);
    }

    void end(GraphAction action) {
        count(action, -1);
    }

    private void count(GraphAction action, int by) {
        if (action.resource() != null
                && action.onNode() != null
                && action.operation().equals("monitor")
                && action.historyKey().intervalMs() == 0) {
            ofResource.merge(plain(action), by, Integer::sum);
            onNode.merge(NodeName.of(action.onNode()), by, Integer::sum);
        }
    }

    /** Whether this action must wait for what a probe finds. */
    boolean hold(GraphAction action) {
        return switch (action.operation()) {
            case "promote" -> action.resource() != null && ofResource.getOrDefault(plain(action), 0) > 0;
            case "do_shutdown" -> action.onNode() != null && onNode.getOrDefault(NodeName.of(action.onNode()), 0) > 0;
            default -> false;
        };
    }

    private static String plain(GraphAction action) {
        String id = action.resource().id();
        int colon = id.lastIndexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }
}
