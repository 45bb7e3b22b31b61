package io.systole.core.message;

import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.value.NodeName;
import java.util.List;

/** What a person or an agent asks of the cluster and the DC decides. */
public sealed interface Request {
    /**
     * Change the CIB, all or none.
     *
     * @param requireVersion null for any; only the epochs are compared
     */
    record Change(List<CibOperation> operations, CibVersion requireVersion, boolean dryRun, String who)
            implements Request {}

    /**
     * Set or (value null) delete a transient or private attribute. {@code value++} and {@code value+=N} count up.
     *
     * @param dampeningMs how long further changes are waited for before it is written; negative to leave that as it is
     */
    record Attribute(NodeName node, String name, String value, boolean privateOnly, long dampeningMs)
            implements Request {
        public Attribute(NodeName node, String name, String value, boolean privateOnly) {
            this(node, name, value, privateOnly, -1);
        }
    }

    /** Forget history; see {@code ClusterApi.forget}. */
    record Forget(String resource, NodeName node, String operation, String intervalMs, boolean failuresOnly)
            implements Request {}

    /** Answer once nothing is left to do. */
    record AwaitIdle() implements Request {}

    /** What every member sees of its machine; answered by the members, not by the DC. */
    record Look() implements Request {}

    /** Let this node stop its resources and leave. */
    record Shutdown(NodeName node) implements Request {}

    /** A person says that the node is surely down. */
    record ConfirmFenced(NodeName node) implements Request {}

    /** Remove what is known of a node that has left for good. */
    record ForgetNode(NodeName node) implements Request {}
}
