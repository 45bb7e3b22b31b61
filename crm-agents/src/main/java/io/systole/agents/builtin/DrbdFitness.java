package io.systole.agents.builtin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a node's copy must not become the one in use, in words, and what a person can do. Nothing is resolved here. */
final class DrbdFitness {
    private static final List<String> WORST_FIRST =
            List.of("Diskless", "Failed", "Inconsistent", "Outdated", "Consistent");

    private DrbdFitness() {}

    /**
     * @param splitBrain whether the kernel has found that both sides have written alone
     * @return empty where nothing is known against a promotion
     */
    static Optional<String> against(DrbdState state, String resource, boolean splitBrain) {
        if (splitBrain) {
            return Optional.of("split brain: this node and its peer have both written to " + resource
                    + " on their own, and DRBD has given up their connection. Choose the node whose changes are to be"
                    + " thrown away; on it: \"drbdadm secondary " + resource
                    + "\" and \"drbdadm connect --discard-my-data "
                    + resource + "\"; then on the other one: \"drbdadm connect " + resource + "\"");
        }
        if (!state.quorum()) {
            return Optional.of("DRBD has no quorum for " + resource
                    + " here; bring more of its nodes back (\"drbdadm status " + resource + "\" shows them)");
        }
        if (state.upToDate() || state.peerUpToDate()) {
            return Optional.empty();
        }
        return WORST_FIRST.stream().filter(state.disks()::contains).findFirst().map(disk -> sentence(disk, resource));
    }

    private static String sentence(String disk, String resource) {
        String last = "only where every better copy is lost for good: \"drbdadm primary --force " + resource + "\"";
        String connect = "bring the peer with the good data back (\"drbdadm connect " + resource + "\"); " + last;
        return switch (disk) {
            case "Diskless", "Failed" ->
                "the disk of " + resource + " is " + disk.toLowerCase(Locale.ROOT)
                        + " on this node and no peer with good data is connected; mend it and \"drbdadm attach "
                        + resource + "\"";
            case "Inconsistent" ->
                "the data of " + resource
                        + " is Inconsistent on this node: a copy from the peer did not come to its end;" + " "
                        + connect;
            case "Outdated" ->
                "the data of " + resource + " is Outdated on this node: a peer has written since; " + connect;
            default ->
                "the data of " + resource + " is Consistent on this node, but it may be older than a peer's; "
                        + connect;
        };
    }
}
