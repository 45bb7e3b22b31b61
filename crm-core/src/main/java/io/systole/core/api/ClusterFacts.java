package io.systole.core.api;

import io.systole.core.membership.ClusterView;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a daemon knows beside the CIB, at one moment.
 *
 * @param local this node
 * @param dc the designated controller, if one is elected
 * @param view the membership of the transport
 * @param controllerState the controller's state as Pacemaker prints it, for example {@code S_IDLE}
 * @param quorum what votequorum says
 * @param membership the transport's own figures, as {@code corosync-cfgtool -s} prints them, line by line
 * @param cmap keys and values as {@code corosync-cmapctl} prints them
 * @param warnings sentences that belong into every status display (no encryption, fencing without device, …)
 */
public record ClusterFacts(
        NodeName local,
        Optional<NodeName> dc,
        ClusterView view,
        String controllerState,
        QuorumFacts quorum,
        List<String> membership,
        SortedMap<String, String> cmap,
        List<String> warnings,
        String version) {

    /**
     * @param flags words as {@code corosync-quorumtool} prints them: {@code 2Node}, {@code Quorate}, {@code WaitForAll}…
     * @param votes by node, of the members present
     */
    public record QuorumFacts(
            boolean quorate,
            int expectedVotes,
            int highestExpected,
            int totalVotes,
            int quorumVotes,
            List<String> flags,
            SortedMap<NodeName, Integer> votes) {}
}
