package io.systole.shell.mon;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.Cib;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.drbd.DrbdSeen;

/**
 * What a status is made of, as it was at one moment.
 *
 * @param facts null where a file stands for the cluster
 * @param drbd what the nodes see of DRBD below the resources
 */
record Snapshot(Cib cib, ClusterFacts facts, DrbdSeen drbd) {
    static Snapshot of(ClusterApi cluster, boolean fromFile) {
        if (fromFile) {
            return new Snapshot(cluster.cib(), null, DrbdSeen.NOTHING);
        }
        Snapshot known = of(cluster.cib(), cluster.facts());
        return new Snapshot(known.cib(), known.facts(), DrbdSeen.of(cluster));
    }

    /** The CIB says what was true when a DC last wrote it; the daemon knows who is DC now, and whether there is quorum. */
    static Snapshot of(Cib cib, ClusterFacts facts) {
        Element root = cib.root()
                .with("have-quorum", facts.quorum().quorate() ? "1" : "0")
                .without("dc-uuid");
        for (Element node : cib.section("nodes").children("node")) {
            NodeName name = NodeName.of(node.attribute("uname", node.attribute("id", "")));
            if (facts.dc().isPresent() && facts.dc().get().equals(name)) {
                root = root.with("dc-uuid", node.id());
            }
        }
        return new Snapshot(new Cib(root), facts, DrbdSeen.NOTHING);
    }

    /** Whether the daemon that was asked belongs to a cluster by now: right after its start it knows of nobody. */
    boolean settled() {
        return facts == null || facts.dc().isPresent();
    }
}
