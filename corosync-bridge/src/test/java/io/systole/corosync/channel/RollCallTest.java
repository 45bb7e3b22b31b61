package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.membership.ClusterView.Member;
import io.systole.core.value.NodeName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who of a transport's view takes part. */
class RollCallTest {
    private static Identity identity(int id, String name, long life, String address) {
        return new Identity(id, NodeName.of(name), life, 1, address);
    }

    private static final Identity A = identity(1, "a", 10, "10.0.0.1");
    private static final Identity B = identity(2, "b", 20, "10.0.0.2");
    private static final Identity B_AGAIN = identity(2, "b", 21, "10.0.0.2");

    @Test
    void membersAreOrderedByNodeId() {
        assertThat(RollCall.of(List.of(B, A), A).members()).containsExactly(A.member(), B.member());
    }

    @Test
    void aRestartedDaemonTakesThePlaceOfItsEarlierLife() {
        RollCall roll = RollCall.of(List.of(A, B, B_AGAIN), B_AGAIN);
        assertThat(roll.members()).extracting(Member::incarnation).containsExactly(10L, 21L);
        assertThat(roll.refusal()).isEmpty();
    }

    @Test
    void anotherMachineOfTheSameNameIsRefused() {
        Identity impostor = identity(2, "B", 30, "10.0.0.9");
        assertThat(RollCall.of(List.of(A, B, impostor), impostor).refusal())
                .isEqualTo("another machine, 10.0.0.2, is in the cluster as node b, the name of this one (10.0.0.9);"
                        + " give each node a name of its own");
        RollCall others = RollCall.of(List.of(A, B, impostor), A);
        assertThat(others.members()).containsExactly(A.member(), B.member());
        assertThat(others.refusal()).isEmpty();
    }

    @Test
    void aSecondNodeWithTheSameIdIsRefused() {
        Identity clash = identity(1, "c", 30, "10.0.0.3");
        assertThat(RollCall.of(List.of(A, clash), clash).refusal())
                .isEqualTo(
                        "node id 1 of this node, c, is already that of node a (10.0.0.1); use the same corosync.conf on"
                                + " all nodes");
    }

    @Test
    void aDaemonOfAnotherProtocolIsLeftOutByAll() {
        Identity newer = new Identity(2, NodeName.of("b"), 30, 2, "10.0.0.2");
        assertThat(RollCall.of(List.of(A, newer), A).members()).containsExactly(A.member());
        assertThat(RollCall.of(List.of(A, newer), newer).refusal()).contains("speaks protocol 1 (node a)");
    }
}
