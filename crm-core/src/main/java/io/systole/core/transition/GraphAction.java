package io.systole.core.transition;

import io.systole.core.operation.AgentId;
import io.systole.core.operation.OperationKey;
import java.util.List;
import java.util.SortedMap;

/**
 * One action of a transition graph. Absent texts are null.
 *
 * @param id unique in the graph, as {@code Synapse.inputs} refer to it
 * @param operation for example {@code start}, {@code stonith}, {@code do_shutdown}, {@code running}
 * @param operationKey for example {@code pg_fs_start_0}
 * @param internalOperationKey the key with the instance's own name where history knows the resource by another one
 *     (anonymous clone instances), else null
 * @param onNode the node's name, null for most pseudo actions
 * @param onNodeUuid the node's id
 * @param routerNode the cluster node that hosts the connection to a remote {@code onNode}, else null
 * @param resource what to run the agent on; null for pseudo and cluster actions
 * @param attributes resource parameters and {@code CRM_meta_*}, sorted by name
 * @param shutdownLock when the resource was locked to its node by a clean shutdown, in seconds since the epoch; null if it is
 *     not locked
 * @param mode {@code cib} for history that is removed from the CIB only, else null
 * @param downed ids of the nodes that this action takes down
 * @param maintenance the nodes whose maintenance state the action announces
 */
public record GraphAction(
        int id,
        Kind kind,
        String operation,
        String operationKey,
        String internalOperationKey,
        String onNode,
        String onNodeUuid,
        String routerNode,
        String shutdownLock,
        String mode,
        GraphResource resource,
        SortedMap<String, String> attributes,
        List<String> downed,
        List<NodeMaintenance> maintenance) {

    public GraphAction {
        downed = List.copyOf(downed);
        maintenance = List.copyOf(maintenance);
    }

    /** The element that carries the action in Pacemaker's XML. */
    public enum Kind {
        /** Runs an agent. */
        RESOURCE("rsc_op"),
        /** Done as soon as its inputs are. */
        PSEUDO("pseudo_event"),
        /** Done by the cluster itself: fencing, shutdown, clearing history. */
        CLUSTER("crm_event");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        public String element() {
            return element;
        }
    }

    /**
     * The primitive an action runs on.
     *
     * @param id the name that history and agents use
     * @param longId the instance's own name where it differs, else null
     */
    public record GraphResource(String id, String longId, AgentId agent) {}

    /** A node's new maintenance state. */
    public record NodeMaintenance(String nodeId, boolean maintenance) {}

    /**
     * The operation as history and the agent know it. The graph's key may carry an instance's own name where history knows
     * an anonymous clone by the name of its primitive.
     */
    public OperationKey historyKey() {
        return OperationKey.parse(operationKey)
                .map(key -> new OperationKey(resource.id(), key.operation(), key.intervalMs()))
                .orElse(new OperationKey(resource.id(), operation, 0));
    }

    /** A {@code CRM_meta_} attribute, or null. */
    public String meta(String name) {
        return attributes.get("CRM_meta_" + name);
    }
}
