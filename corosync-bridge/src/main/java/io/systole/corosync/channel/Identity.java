package io.systole.corosync.channel;

import io.systole.core.membership.ClusterView.Member;
import io.systole.core.value.NodeName;

/**
 * Who a member of a view says it is.
 *
 * @param incarnation differs between two lives of the daemon
 * @param protocol of the messages between daemons
 * @param address numeric address that it is bound to
 */
record Identity(int nodeId, NodeName name, long incarnation, int protocol, String address) {
    Member member() {
        return new Member(nodeId, name, incarnation);
    }
}
