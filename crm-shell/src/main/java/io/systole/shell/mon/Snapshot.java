package io.systole.shell.mon;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.Cib;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;

/**
 * What a status is made of, as it was at one moment.
 *
 * @param facts null where a file stands for the cluster
 */
record Snapshot(Cib cib, ClusterFacts facts) {
    static Snapshot of(ClusterApi cluster, boolean fromFile) {
        return fromFile ? new Snapshot(cluster.cib(), null) : of(cluster.cib(), cluster.facts());
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
        return new Snapshot(new Cib(root), facts);
    }

    /** Whether the daemon that was asked belongs to a cluster by now: right after its start it knows of nobody. */
    boolean settled() {
        return facts == null || facts.dc().isPresent();
    }
}
