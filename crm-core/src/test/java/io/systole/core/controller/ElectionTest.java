package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.controller.Election.Candidate;
import io.systole.core.message.Message.Hello;
import io.systole.core.value.NodeName;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whose CIB counts when nodes meet that have gone different ways. */
class ElectionTest {
    private static Candidate candidate(int id, String version, boolean quorate, String heldWithQuorum) {
        QuorateVersion held = heldWithQuorum == null ? null : QuorateVersion.parse(heldWithQuorum);
        Hello hello =
                new Hello(0, CibVersion.parse(version), id, 1_000, false, true, quorate, false, "3.20.1", held, 0);
        return new Candidate(NodeName.of("node" + id), id, hello);
    }

    private static String holder(Candidate... candidates) {
        SortedMap<NodeName, Candidate> all = new TreeMap<>();
        for (Candidate candidate : candidates) {
            all.put(candidate.name(), candidate);
        }
        return Election.holder(all).text();
    }

    @Test
    void aNodeThatHasMissedThatOthersWentOnWithQuorumDoesNotWinOverThem() {
        // Node 1 went on with node 3 in term 5, then lost it and quorum; node 2 has noticed nothing of it.
        assertThat(holder(candidate(1, "0.118.3", false, "5/0.117.4"), candidate(2, "0.116.1", true, "4/0.116.1")))
                .isEqualTo("node1");
    }

    @Test
    void whatACutOffDcCountedUpToBeforeItNoticedDoesNotWinOverALaterTerm() {
        assertThat(holder(candidate(1, "0.130.0", false, "4/0.130.0"), candidate(2, "0.117.0", true, "5/0.117.0")))
                .isEqualTo("node2");
    }

    @Test
    void manyChangesWithoutQuorumDoNotWinOverOneWithQuorum() {
        assertThat(holder(candidate(1, "0.150.0", false, "5/0.116.0"), candidate(2, "0.117.0", true, "5/0.117.0")))
                .isEqualTo("node2");
    }

    @Test
    void whereSomebodyDoesNotKnowItAPartitionWithQuorumAndThenTheVersionDecide() {
        assertThat(holder(candidate(1, "0.150.0", false, "9/0.116.0"), candidate(2, "0.117.0", true, null)))
                .isEqualTo("node2");
        assertThat(holder(candidate(1, "0.150.0", true, "9/0.116.0"), candidate(2, "0.117.0", true, null)))
                .isEqualTo("node1");
    }
}
