package io.systole.core.controller;

import io.systole.core.value.NodeName;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who this node is and whom it expects.
 *
 * @param incarnation differs between two lives of the daemon
 * @param configured the nodelist: name to node id; may be empty
 * @param featureSet of this software
 * @param failureBudgetMs a pause of more milliseconds than this may have cost the node its membership
 * @param configurationMax characters that a configuration may have, as text: each member keeps it in memory several times
 */
public record Settings(
        NodeName self,
        int nodeId,
        long incarnation,
        SortedMap<NodeName, Integer> configured,
        String featureSet,
        long failureBudgetMs,
        long configurationMax) {
    public Settings {
        configured = new TreeMap<>(configured);
    }
}
