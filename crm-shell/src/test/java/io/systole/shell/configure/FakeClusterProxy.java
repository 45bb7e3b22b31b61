package io.systole.shell.configure;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.value.NodeName;
import io.systole.shell.fake.FakeCluster;
import java.util.List;
import java.util.SortedMap;

/** A cluster whose every call goes to another, for tests that step in between. */
class FakeClusterProxy implements ClusterApi {
    private final FakeCluster cluster;

    FakeClusterProxy(FakeCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Cib cib() {
        return cluster.cib();
    }

    @Override
    public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
        return cluster.change(operations, options);
    }

    @Override
    public ClusterFacts facts() {
        return cluster.facts();
    }

    @Override
    public Answer updateAttribute(AttributeUpdate update) {
        return cluster.updateAttribute(update);
    }

    @Override
    public SortedMap<NodeName, SortedMap<String, String>> attributes() {
        return cluster.attributes();
    }

    @Override
    public List<String> forget(
            String resource, NodeName node, String operation, String intervalMs, boolean failuresOnly) {
        return cluster.forget(resource, node, operation, intervalMs, failuresOnly);
    }

    @Override
    public boolean awaitIdle(long timeoutMs) {
        return cluster.awaitIdle(timeoutMs);
    }

    @Override
    public CibVersion awaitChange(CibVersion known, long timeoutMs) {
        return cluster.awaitChange(known, timeoutMs);
    }

    @Override
    public int shutdown(NodeName node) {
        return cluster.shutdown(node);
    }

    @Override
    public int confirmFenced(NodeName node) {
        return cluster.confirmFenced(node);
    }

    @Override
    public int forgetNode(NodeName node) {
        return cluster.forgetNode(node);
    }
}
