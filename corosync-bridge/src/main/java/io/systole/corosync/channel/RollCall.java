package io.systole.corosync.channel;

import io.systole.core.membership.ClusterView.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who of a transport's view takes part in the cluster. The transport lets in everybody who knows the key; this keeps out a
 * daemon that speaks another protocol, and a machine that uses the name or id of another one. All members come to the same
 * answer from the same view.
 *
 * @param members those who take part, by node id
 * @param refusal why this node does not, for people; empty where it does
 */
record RollCall(List<Member> members, String refusal) {
    /** @param joined the identities in the view's order: who was there first comes first */
    static RollCall of(List<Identity> joined, Identity self) {
        List<Identity> kept = new ArrayList<>();
        String refusal = "";
        for (Identity candidate : joined) {
            String objection = objection(kept, candidate);
            if (objection.isEmpty()) {
                // The earlier life of a daemon that was restarted: its port is the new one's now, so it is over.
                kept.removeIf(earlier -> earlier.name().equals(candidate.name()));
                kept.add(candidate);
            } else if (candidate.incarnation() == self.incarnation()) {
                refusal = objection;
            }
        }
        List<Member> members = kept.stream()
                .map(Identity::member)
                .sorted(Comparator.comparingInt(Member::nodeId).thenComparing(Member::name))
                .toList();
        return new RollCall(members, refusal);
    }

    private static String objection(List<Identity> earlier, Identity candidate) {
        for (Identity other : earlier) {
            boolean sameName = other.name().equals(candidate.name());
            if (other.protocol() != candidate.protocol()) {
                return "the cluster speaks protocol " + other.protocol() + " (node " + other.name()
                        + "), this daemon speaks " + candidate.protocol()
                        + "; install the same release on all nodes";
            }
            if (sameName && !other.address().equals(candidate.address())) {
                return "another machine, " + other.address() + ", is in the cluster as node " + other.name()
                        + ", the name of this one (" + candidate.address() + "); give each node a name of its own";
            }
            if (!sameName && other.nodeId() == candidate.nodeId()) {
                return "node id " + candidate.nodeId() + " of this node, " + candidate.name()
                        + ", is already that of node " + other.name() + " (" + other.address()
                        + "); use the same corosync.conf on all nodes";
            }
        }
        return "";
    }
}
