package io.systole.policy.view;

import io.systole.core.view.ClusterView;
import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.OperationConfig;
import io.systole.policy.action.Parameters;
import io.systole.policy.model.Cluster;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.rule.Rules;
import io.systole.policy.snapshot.InputUpgrade;
import io.systole.policy.snapshot.ParameterChecks;
import io.systole.policy.snapshot.SnapshotReader;
import java.util.List;

/** Reads a CIB for show: what the scheduler would start from, without planning anything. */
public final class LiveView {
    private LiveView() {}

    /**
     * @param cib the root element, status included
     * @param nowMs the moment to look at it, milliseconds since the epoch: rules and failure timeouts depend on it
     */
    public static ClusterView of(Element cib, long nowMs) {
        Cluster cluster = new Cluster(InputUpgrade.upgrade(cib), nowMs);
        NvPairs pairs = new NvPairs(cluster, new Rules(cluster));
        Parameters parameters = new Parameters(cluster, pairs);
        Actions actions = new Actions(cluster, new OperationConfig(cluster, pairs, parameters), parameters);
        new SnapshotReader(cluster, pairs, parameters, actions, new FailCounts(cluster), new ParameterChecks()).read();
        return ViewBuilder.of(cluster, List.of());
    }
}
