package io.systole.core.status;

import io.systole.core.operation.AgentId;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.SortedMap;

/** A change of the CIB's status section. The DC decides on them; every node applies the same ones in the same order. */
public sealed interface StatusChange {
    /**
     * Sets attributes of a {@code node_state}, which is added where it is missing.
     *
     * @param nodeId the node's id in the CIB
     */
    record NodeState(String nodeId, NodeName node, SortedMap<String, String> attributes) implements StatusChange {}

    /**
     * Writes entries of operation history.
     *
     * @param written {@code lrm_rsc_op} elements, each replacing the one with its id
     * @param erased ids of entries that go
     */
    record History(NodeName node, String resource, AgentId agent, List<Element> written, List<String> erased)
            implements StatusChange {}

    /**
     * Forgets operation history.
     *
     * @param resource null for all of the node's
     * @param operationKey null for all of the resource's
     */
    record Forget(NodeName node, String resource, String operationKey) implements StatusChange {}

    /** Replaces a node's history by what the node itself knows; null for none. */
    record ReplaceHistory(NodeName node, Element lrm) implements StatusChange {}

    /** Sets or (value null) deletes a transient attribute. */
    record Attribute(NodeName node, String name, String value) implements StatusChange {}

    /** Replaces all transient attributes of a node. */
    record ReplaceAttributes(NodeName node, SortedMap<String, String> values) implements StatusChange {}

    /** Removes a node's whole {@code node_state}. */
    record DropNode(NodeName node) implements StatusChange {}
}
