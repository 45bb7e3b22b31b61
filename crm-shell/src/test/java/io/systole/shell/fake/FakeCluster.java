package io.systole.shell.fake;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A cluster in memory: a CIB that changes as the real one does, and members that are all there. What would happen between a
 * change and the cluster's rest is given as a function.
 */
public final class FakeCluster implements ClusterApi {
    private Cib cib;
    private final NodeName local;
    private final List<NodeName> members = new ArrayList<>();
    private UnaryOperator<Cib> work = before -> before;
    private boolean settles = true;
    private boolean quorate = true;

    /** Changes refused from now on, with this exit status; null while all are taken. */
    private CrmExit refusal;

    /** What was asked beside CIB changes, in order, for tests to look at. */
    public final List<String> calls = new ArrayList<>();

    /** @param local the node that commands run on; every node of the CIB is a member */
    public FakeCluster(Cib cib, String local) {
        this.cib = cib;
        this.local = NodeName.of(local);
        cib.section("nodes").children("node").forEach(n -> members.add(NodeName.of(n.attribute("uname"))));
    }

    /** What the cluster does until it has come to rest, for example starting and stopping. */
    public FakeCluster working(UnaryOperator<Cib> newWork) {
        work = newWork;
        return this;
    }

    /** The cluster never comes to rest. */
    public FakeCluster restless() {
        settles = false;
        return this;
    }

    public FakeCluster without(String node) {
        members.remove(NodeName.of(node));
        return this;
    }

    public FakeCluster withoutQuorum() {
        quorate = false;
        return this;
    }

    public FakeCluster refusing(CrmExit exit) {
        refusal = exit;
        return this;
    }

    @Override
    public Cib cib() {
        return cib;
    }

    @Override
    public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
        if (refusal != null) {
            return new ChangeReply(refusal.code(), List.of(refusal.description()), cib);
        }
        if (options.requireVersion() != null
                && (options.requireVersion().epoch() != cib.version().epoch()
                        || options.requireVersion().adminEpoch()
                                != cib.version().adminEpoch())) {
            return new ChangeReply(CrmExit.OLD.code(), List.of("the configuration has changed meanwhile"), cib);
        }
        CibEngine.Outcome outcome = CibEngine.apply(cib, operations);
        if (!options.dryRun()) {
            cib = outcome.cib();
        }
        return new ChangeReply(outcome.exit().code(), outcome.messages(), outcome.cib());
    }

    /** Without replicated resources; the first member is the DC. */
    @Override
    public SortedMap<NodeName, Element> machines() {
        SortedMap<NodeName, Element> machines = new TreeMap<>();
        for (NodeName member : members) {
            machines.put(member, Element.of("machine", "state", machines.isEmpty() ? "S_IDLE" : "S_NOT_DC"));
        }
        return machines;
    }

    @Override
    public ClusterFacts facts() {
        List<ClusterView.Member> present = new ArrayList<>();
        SortedMap<NodeName, Integer> votes = new TreeMap<>();
        for (NodeName member : members) {
            present.add(new ClusterView.Member(present.size() + 1, member, 1));
            votes.put(member, 1);
        }
        return new ClusterFacts(
                local,
                members.isEmpty() ? Optional.empty() : Optional.of(members.get(0)),
                new ClusterView(new ClusterView.ViewId(1, local), present),
                "S_IDLE",
                new ClusterFacts.QuorumFacts(
                        quorate, members.size(), members.size(), members.size(), 1, List.of("Quorate"), votes),
                List.of(),
                new TreeMap<>(),
                List.of(),
                "test");
    }

    @Override
    public Answer updateAttribute(AttributeUpdate update) {
        NodeName node = update.node() == null ? local : update.node();
        calls.add("attribute " + node + " " + update.name() + "=" + update.value());
        if (refusal != null) {
            return new Answer(refusal.code(), List.of("nothing was changed: it is refused"));
        }
        status(new StatusChange.Attribute(node, update.name(), update.value()));
        return Answer.OK;
    }

    private void status(StatusChange change) {
        cib = StatusSection.apply(cib, List.of(change));
    }

    @Override
    public SortedMap<NodeName, SortedMap<String, String>> attributes() {
        SortedMap<NodeName, SortedMap<String, String>> all = new TreeMap<>();
        for (Element state : cib.status().children("node_state")) {
            NodeName node = NodeName.of(state.attribute("uname"));
            all.put(node, StatusSection.attributes(cib, node));
        }
        return all;
    }

    @Override
    public List<String> forget(
            String resource, NodeName node, String operation, String intervalMs, boolean failuresOnly) {
        calls.add("forget " + resource + " " + node + " " + operation + " " + intervalMs
                + (failuresOnly ? " failures" : " all"));
        List<String> sentences = new ArrayList<>();
        for (NodeName member : members) {
            if (node == null || node.equals(member)) {
                sentences.add("Cleaned up " + (resource == null ? "everything" : resource) + " on " + member);
                status(new StatusChange.Forget(member, resource, null));
            }
        }
        return sentences;
    }

    @Override
    public boolean awaitIdle(long timeoutMs) {
        calls.add("await");
        cib = work.apply(cib);
        return settles;
    }

    @Override
    public CibVersion awaitChange(CibVersion known, long timeoutMs) {
        return cib.version();
    }

    @Override
    public int shutdown(NodeName node) {
        calls.add("shutdown " + node);
        return CrmExit.OK.code();
    }

    @Override
    public int confirmFenced(NodeName node) {
        calls.add("confirm " + node);
        return CrmExit.OK.code();
    }

    @Override
    public int forgetNode(NodeName node) {
        calls.add("forget node " + node);
        return CrmExit.OK.code();
    }
}
