package io.systole.core.controller;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterFacts.QuorumFacts;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Request;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster as commands on one node see it: reads come from what the node's controller has published, everything else is
 * asked of it. How an answer is waited for is the subclass's.
 */
public abstract class AskedCluster implements ClusterApi {
    /** An answer from the DC takes at most so long, milliseconds: an election and a slow disk included. */
    private static final long ANSWER_MS = 30_000;

    private final NodeName self;

    protected AskedCluster(NodeName self) {
        this.self = self;
    }

    /** What the controller lets others see now. */
    protected abstract Published published();

    /** Asks the controller and waits; {@link CrmExit#TIMEOUT} where no answer came in time. */
    protected abstract Effect.Reply ask(Request request, long timeoutMs);

    /**
     * What is known beside the CIB.
     *
     * @param before sentences that belong before the controller's own warnings
     */
    protected ClusterFacts facts(
            List<String> transport, SortedMap<String, String> cmap, List<String> before, String version) {
        Published now = published();
        ClusterView view =
                now.view() == null ? new ClusterView(new ClusterView.ViewId(0, self), List.of()) : now.view();
        List<String> warnings = new ArrayList<>(before);
        warnings.addAll(now.warnings());
        return new ClusterFacts(
                self, now.dc(), view, now.state().name(), quorum(now.quorum()), transport, cmap, warnings, version);
    }

    private static QuorumFacts quorum(Votequorum.Verdict verdict) {
        return verdict == null
                ? new QuorumFacts(false, 0, 0, 0, 0, List.of(), new TreeMap<>())
                : new QuorumFacts(
                        verdict.quorate(),
                        verdict.expectedVotes(),
                        verdict.highestExpected(),
                        verdict.totalVotes(),
                        verdict.quorumVotes(),
                        verdict.flags(),
                        verdict.votes());
    }

    @Override
    public Cib cib() {
        return published().cib();
    }

    @Override
    public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
        Effect.Reply reply = ask(
                new Request.Change(operations, options.requireVersion(), options.dryRun(), options.who()), ANSWER_MS);
        return new ChangeReply(reply.exitCode(), reply.sentences(), cib());
    }

    @Override
    public Answer updateAttribute(AttributeUpdate update) {
        NodeName node = update.node() == null ? self : update.node();
        Effect.Reply reply = ask(
                new Request.Attribute(node, update.name(), update.value(), update.privateOnly(), update.dampeningMs()),
                ANSWER_MS);
        return new Answer(reply.exitCode(), reply.sentences());
    }

    @Override
    public SortedMap<NodeName, SortedMap<String, String>> attributes() {
        return published().attributes();
    }

    @Override
    public SortedMap<NodeName, Element> machines() {
        SortedMap<NodeName, Element> machines = new TreeMap<>();
        for (String sentence : ask(new Request.Look(), 2 * Looks.LIMIT_MS).sentences()) {
            try {
                Element machine = XmlParser.parse(sentence);
                machines.put(NodeName.of(machine.attribute("node", "?")), machine);
            } catch (XmlException e) {
                // A sentence for people: no answer came in time.
                continue;
            }
        }
        return machines;
    }

    @Override
    public List<String> forget(
            String resource, NodeName node, String operation, String intervalMs, boolean failuresOnly) {
        return ask(new Request.Forget(resource, node, operation, intervalMs, failuresOnly), ANSWER_MS)
                .sentences();
    }

    @Override
    public boolean awaitIdle(long timeoutMs) {
        return ask(new Request.AwaitIdle(), timeoutMs).exitCode() == CrmExit.OK.code();
    }

    @Override
    public int shutdown(NodeName node) {
        return ask(new Request.Shutdown(node == null ? self : node), ANSWER_MS).exitCode();
    }

    @Override
    public int confirmFenced(NodeName node) {
        return ask(new Request.ConfirmFenced(node), ANSWER_MS).exitCode();
    }

    @Override
    public int forgetNode(NodeName node) {
        return ask(new Request.ForgetNode(node), ANSWER_MS).exitCode();
    }
}
