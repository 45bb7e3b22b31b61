package io.systole.core.run;

import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import io.systole.core.transition.GraphAction;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters that a resource on this node was started with. It is stopped with them and not with what is configured by
 * then, or the old address, mount or state file would stay behind when a parameter has changed.
 */
final class StartedWith {
    private SortedMap<String, String> parameters;

    /** Null where the resource was not started here. */
    SortedMap<String, String> parameters() {
        return parameters;
    }

    /** What the agent is given for an action: parameters and {@code CRM_meta_*}. */
    SortedMap<String, String> given(GraphAction action) {
        SortedMap<String, String> given = new TreeMap<>(action.attributes());
        if (action.operation().equals("stop") && parameters != null) {
            given.keySet().removeIf(name -> !isMeta(name));
            given.putAll(parameters);
        }
        return given;
    }

    /** A start that fails half way has left its traces under its own parameters. */
    void begun(OperationKey key, SortedMap<String, String> given) {
        if (key.operation().equals("start") || key.operation().equals("migrate_from")) {
            take(given);
        }
    }

    /** @param rc of an operation that did not fail */
    void succeeded(OperationKey key, int rc, SortedMap<String, String> given) {
        boolean probe = key.probe();
        if (probe && rc == OcfExit.NOT_RUNNING) {
            parameters = null;
        } else if (probe || key.operation().startsWith("reload")) {
            take(given);
        }
    }

    private void take(SortedMap<String, String> given) {
        parameters = new TreeMap<>(given);
        parameters.keySet().removeIf(StartedWith::isMeta);
    }

    private static boolean isMeta(String name) {
        return name.startsWith("CRM_meta_");
    }
}
