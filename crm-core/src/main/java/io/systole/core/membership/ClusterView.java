package io.systole.core.membership;

import io.systole.core.value.NodeName;
import java.util.List;
import java.util.Optional;

/**
 * Who can talk to whom at one moment, as the transport sees it. It says nothing about quorum.
 *
 * @param id identifies the view; two nodes in the same view hold equal ids
 * @param members ordered by node id; this node is among them
 */
public record ClusterView(ViewId id, List<Member> members) {
    public ClusterView {
        members = List.copyOf(members);
    }

    /**
     * @param sequence grows with every view that this partition installs
     * @param creator the node that proposed the view
     */
    public record ViewId(long sequence, NodeName creator) {}

    /**
     * A daemon that takes part.
     *
     * @param nodeId positive, unique in the cluster, from the nodelist
     * @param incarnation differs between two lives of the daemon on the same node
     */
    public record Member(int nodeId, NodeName name, long incarnation) {}

    public Optional<Member> member(NodeName name) {
        return members.stream().filter(m -> m.name().equals(name)).findFirst();
    }
}
