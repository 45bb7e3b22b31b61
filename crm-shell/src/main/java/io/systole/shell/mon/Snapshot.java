package io.systole.shell.mon;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.Cib;

/**
 * What a status is made of, as it was at one moment.
 *
 * @param facts null where a file stands for the cluster
 */
record Snapshot(Cib cib, ClusterFacts facts) {
    static Snapshot of(ClusterApi cluster, boolean fromFile) {
        return new Snapshot(cluster.cib(), fromFile ? null : cluster.facts());
    }
}
