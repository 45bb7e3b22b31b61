package io.systole.node.loop;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterFacts.QuorumFacts;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.controller.Published;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Request;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The cluster as commands inside the daemon see it. Reads come from what the controller published last. */
public final class DaemonCluster implements ClusterApi {
    /** An answer from the DC takes at most so long, milliseconds: an election and a slow disk included. */
    private static final long ANSWER_MS = 30_000;

    private final NodeName self;
    private final Answers answers;
    private final Consumer<Input> loop;
    private final List<String> transport;
    private final SortedMap<String, String> cmap;
    private final List<String> warnings;
    private final Object changed = new Object();
    private volatile Published published;

    DaemonCluster(
            NodeName self,
            Answers answers,
            Consumer<Input> loop,
            List<String> transport,
            SortedMap<String, String> cmap,
            List<String> warnings,
            Published first) {
        this.self = self;
        this.answers = answers;
        this.loop = loop;
        this.transport = List.copyOf(transport);
        this.cmap = new TreeMap<>(cmap);
        this.warnings = List.copyOf(warnings);
        this.published = first;
    }

    /** Takes what the controller shows after a step. */
    void publish(Published newest) {
        boolean moved = newest.cib() != published.cib();
        published = newest;
        if (moved) {
            synchronized (changed) {
                changed.notifyAll();
            }
        }
    }

    private Effect.Reply ask(Request request, long timeoutMs) {
        return answers.ask(request, timeoutMs, loop);
    }

    @Override
    public Cib cib() {
        return published.cib();
    }

    @Override
    public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
        Effect.Reply reply = ask(
                new Request.Change(operations, options.requireVersion(), options.dryRun(), options.who()), ANSWER_MS);
        return new ChangeReply(reply.exitCode(), reply.sentences(), cib());
    }

    @Override
    public ClusterFacts facts() {
        Published now = published;
        ClusterView view =
                now.view() == null ? new ClusterView(new ClusterView.ViewId(0, self), List.of()) : now.view();
        List<String> all = new java.util.ArrayList<>(warnings);
        all.addAll(now.warnings());
        return new ClusterFacts(
                self,
                now.dc(),
                view,
                now.state().name(),
                quorum(now.quorum()),
                transport,
                cmap,
                all,
                DaemonVersion.text());
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
    public int updateAttribute(AttributeUpdate update) {
        NodeName node = update.node() == null ? self : update.node();
        return ask(
                        new Request.Attribute(
                                node, update.name(), update.value(), update.privateOnly(), update.dampeningMs()),
                        ANSWER_MS)
                .exitCode();
    }

    @Override
    public SortedMap<NodeName, SortedMap<String, String>> attributes() {
        return published.attributes();
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
    public CibVersion awaitChange(CibVersion known, long timeoutMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        synchronized (changed) {
            long leftMs = timeoutMs;
            while (published.cib().version().equals(known) && leftMs > 0) {
                try {
                    changed.wait(leftMs);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
                leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        }
        return published.cib().version();
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
