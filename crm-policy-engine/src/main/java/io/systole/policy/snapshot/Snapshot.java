package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.OperationConfig;
import io.systole.policy.action.Parameters;
import io.systole.policy.model.Cluster;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.rule.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * A CIB read into the working model, with everything that knows it. It can be looked at as often as wanted; a scheduling run
 * uses it up, as it works on.
 */
public final class Snapshot {
    private final Element source;
    private final boolean explain;
    private boolean used;

    public final Cluster cluster;
    public final Rules rules;
    public final NvPairs pairs;
    public final Parameters parameters;
    public final OperationConfig operations;
    public final Actions actions;
    public final FailCounts failCounts;
    public final ParameterChecks parameterChecks = new ParameterChecks();

    private Snapshot(Element cib, long nowMs, boolean explain, boolean sanitized) {
        this.source = cib;
        this.explain = explain;
        List<String> problems = new ArrayList<>();
        cluster = new Cluster(InputUpgrade.upgrade(cib, problems), nowMs);
        problems.forEach(cluster::problem);
        cluster.explain = explain;
        cluster.sanitized = sanitized;
        rules = new Rules(cluster);
        pairs = new NvPairs(cluster, rules);
        parameters = new Parameters(cluster, pairs);
        operations = new OperationConfig(cluster, pairs, parameters);
        actions = new Actions(cluster, operations, parameters);
        failCounts = new FailCounts(cluster);
    }

    /**
     * Reads a CIB.
     *
     * @param nowMs milliseconds since the epoch, for rules and timeouts
     * @param explain scores are to remember what made them
     * @param sanitized secrets were taken out of the CIB
     */
    public static Snapshot read(Element cib, long nowMs, boolean explain, boolean sanitized) {
        Snapshot snapshot = new Snapshot(cib, nowMs, explain, sanitized);
        new SnapshotReader(
                        snapshot.cluster,
                        snapshot.pairs,
                        snapshot.parameters,
                        snapshot.actions,
                        snapshot.failCounts,
                        snapshot.parameterChecks)
                .read();
        return snapshot;
    }

    /** For a scheduling run: this snapshot the first time, later another of the same CIB. */
    public Snapshot take() {
        if (used) {
            return read(source, cluster.nowMs, explain, cluster.sanitized);
        }
        used = true;
        return this;
    }
}
