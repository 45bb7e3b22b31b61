package io.systole.core.operation;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes {@code lrm_rsc_op} elements as Pacemaker does.
 *
 * <p>Which entry an operation writes: a failure writes {@code RSC_last_failure_0} and, unless it recurs, {@code
 * RSC_last_0} too; a success that recurs writes {@code RSC_monitor_INTERVALMS}; migrations have entries of their own; every
 * other success writes {@code RSC_last_0}.
 */
public final class HistoryEntry {
    public static final String FEATURE_SET = "3.20.1";

    private HistoryEntry() {}

    /** The {@code lrm_resource} element that a resource's entries stand in, without any. */
    public static Element resource(String id, AgentId agent) {
        return Element.of(
                "lrm_resource",
                "id",
                id,
                "class",
                agent.standard(),
                "provider",
                agent.provider(),
                "type",
                agent.type());
    }

    /**
     * The entries for an outcome.
     *
     * @param key with the resource as history names it
     * @param attributes what the agent was given
     * @param lastChangeSeconds when the result last became what it is, seconds since the epoch
     */
    public static List<Element> of(
            OperationKey key,
            TransitionKey transition,
            Map<String, String> attributes,
            AgentOutcome outcome,
            long callId,
            String node,
            long lastChangeSeconds) {
        boolean failed = failed(outcome, transition.targetRc());
        List<String> ids = new ArrayList<>();
        if (key.operation().startsWith("migrate_")) {
            ids.add(key.toString());
        } else if (failed) {
            ids.add(key.resource() + "_last_failure_0");
            if (key.intervalMs() == 0) {
                ids.add(key.resource() + "_last_0");
            }
        } else if (key.intervalMs() > 0) {
            ids.add(key.toString());
        } else {
            ids.add(key.resource() + "_last_0");
        }
        List<Element> entries = new ArrayList<>();
        for (String id : ids) {
            entries.add(entry(id, key, transition, attributes, outcome, callId, node, lastChangeSeconds, failed));
        }
        return entries;
    }

    /** An entry that says that the operation is under way. */
    public static Element pending(
            OperationKey key, TransitionKey transition, Map<String, String> attributes, String node) {
        AgentOutcome none = new AgentOutcome(193, ExecutionStatus.PENDING, "", "", 0, 0, 0);
        String id = key.operation().startsWith("migrate_") || key.intervalMs() > 0
                ? key.toString()
                : key.resource() + "_last_0";
        return entry(id, key, transition, attributes, none, -1, node, 0, false);
    }

    /** Whether an outcome is a failure: it did not complete, or with another code than was expected. */
    public static boolean failed(AgentOutcome outcome, int targetRc) {
        if (outcome.status() != ExecutionStatus.DONE) {
            return outcome.status() != ExecutionStatus.PENDING && outcome.status() != ExecutionStatus.CANCELLED;
        }
        int rc = outcome.exitCode();
        boolean asExpected = rc == OcfExit.DEGRADED && targetRc == OcfExit.OK
                || rc == OcfExit.DEGRADED_PROMOTED && targetRc == OcfExit.RUNNING_PROMOTED;
        return rc != targetRc && !asExpected;
    }

    /** A success that status displays list with its reason. */
    private static boolean degraded(int rc) {
        return rc == OcfExit.DEGRADED || rc == OcfExit.DEGRADED_PROMOTED;
    }

    private static Element entry(
            String id,
            OperationKey key,
            TransitionKey transition,
            Map<String, String> attributes,
            AgentOutcome outcome,
            long callId,
            String node,
            long lastChangeSeconds,
            boolean failed) {
        // Reloads are recorded as what they amount to, so that a plan needs to know starts and monitors only.
        String operation = key.operation().startsWith("reload") ? (failed ? "monitor" : "start") : key.operation();
        OperationKey recorded = new OperationKey(key.resource(), operation, key.intervalMs());
        Element.Builder entry = Element.builder("lrm_rsc_op")
                .attribute("id", id)
                .attribute("operation_key", recorded.toString())
                .attribute("operation", operation)
                .attribute("crm-debug-origin", "controller")
                .attribute("crm_feature_set", FEATURE_SET)
                .attribute("transition-key", transition.toString())
                .attribute("transition-magic", outcome.status().code() + ":" + outcome.exitCode() + ";" + transition)
                .attribute("exit-reason", failed || degraded(outcome.exitCode()) ? outcome.exitReason() : "")
                .attribute("on_node", node)
                .attribute("call-id", Long.toString(callId))
                .attribute("rc-code", Integer.toString(outcome.exitCode()))
                .attribute("op-status", Integer.toString(outcome.status().code()))
                .attribute("interval", Long.toString(key.intervalMs()));
        if (lastChangeSeconds > 0) {
            entry.attribute("last-rc-change", Long.toString(lastChangeSeconds))
                    .attribute("exec-time", Long.toString(outcome.runMs()))
                    .attribute("queue-time", Long.toString(outcome.queuedMs()));
        }
        if (key.operation().startsWith("migrate_")) {
            entry.attribute("migrate_source", attributes.get("CRM_meta_migrate_source"))
                    .attribute("migrate_target", attributes.get("CRM_meta_migrate_target"));
        }
        SortedMap<String, String> parameters = ParameterDigest.parameters(attributes);
        entry.attribute("op-digest", ParameterDigest.over(parameters));
        outcome.agent().ifPresent(agent -> ReloadDigests.add(entry, key, parameters, agent));
        return entry.build();
    }
}
