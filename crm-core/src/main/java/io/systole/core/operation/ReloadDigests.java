package io.systole.core.operation;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What history keeps of an operation beside {@code op-digest}, so that a later plan knows whether a changed parameter takes
 * a restart, a reload, or is a secret that its reader cannot see. Names and digests are written as Pacemaker writes them.
 */
public final class ReloadDigests {
    private static final List<String> OPERATIONS =
            List.of("start", "monitor", "promote", "demote", "reload", "reload-agent", "migrate_to", "migrate_from");

    private ReloadDigests() {}

    /** Whether the agent's description is wanted with the outcome of such an operation. */
    public static boolean wantedFor(String operation) {
        return OPERATIONS.contains(operation);
    }

    /**
     * Adds {@code op-force-restart} and {@code op-restart-digest} where the agent can reload and the operation does not
     * recur, {@code op-secure-params} and {@code op-secure-digest} where it has secrets.
     *
     * @param parameters what {@link ParameterDigest#parameters} says of the operation
     */
    static void add(
            Element.Builder entry, OperationKey key, SortedMap<String, String> parameters, AgentDescription agent) {
        if (!wantedFor(key.operation())) {
            return;
        }
        if (key.intervalMs() == 0 && agent.reloadAction().isPresent()) {
            List<String> names = agent.restartParameters();
            SortedMap<String, String> fixed = new TreeMap<>(parameters);
            fixed.keySet().retainAll(names);
            // There even where it is empty: it says that the agent can reload.
            entry.attribute("op-force-restart", words(names))
                    .attribute("op-restart-digest", ParameterDigest.over(fixed));
        }
        List<String> secrets = agent.secrets();
        if (!secrets.isEmpty()) {
            SortedMap<String, String> open = new TreeMap<>(parameters);
            open.keySet().removeAll(secrets);
            entry.attribute("op-secure-params", words(secrets))
                    .attribute("op-secure-digest", ParameterDigest.over(open));
        }
    }

    /** Pacemaker looks for " NAME " in it and writes the agent's last parameter first. */
    private static String words(List<String> names) {
        List<String> reversed = new ArrayList<>(names);
        Collections.reverse(reversed);
        return reversed.isEmpty() ? "" : "  " + String.join(" ", reversed) + "  ";
    }
}
