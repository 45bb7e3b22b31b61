package io.systole.node.boot;

import io.systole.agents.builtin.NodeAttributes;
import io.systole.core.api.ClusterApi;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.shell.command.PairSets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attributes for agents inside the daemon. Agents are made before the cluster that they will belong to. */
final class OwnAttributes implements NodeAttributes {
    private static final Logger LOG = LoggerFactory.getLogger(OwnAttributes.class);

    /** From the first agent's call to the cluster's being there, milliseconds. */
    private static final long PATIENCE_MS = 10_000;

    private final CompletableFuture<ClusterApi> cluster = new CompletableFuture<>();

    private final ExecutorService marks = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "agents' marks");
        thread.setDaemon(true);
        return thread;
    });

    void belongTo(ClusterApi api) {
        cluster.complete(api);
    }

    @Override
    public void set(String name, String value, long dampeningMs) throws IOException {
        ClusterApi.Answer answer;
        try {
            answer = cluster.get(PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .updateAttribute(new ClusterApi.AttributeUpdate(null, name, value, null, dampeningMs, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the daemon is not yet part of a cluster", e);
        }
        if (!answer.ok()) {
            throw new IOException("the cluster answers with exit code " + answer.exitCode()
                    + String.join(
                            "", answer.sentences().stream().map(s -> ": " + s).toList()));
        }
    }

    @Override
    public Optional<Mark> mark(String name) {
        ClusterApi api = cluster.getNow(null);
        return api == null
                ? Optional.empty()
                : nodes(api).stream()
                        .filter(node -> PairSets.ofNode(node).value(name) != null)
                        .map(node -> new Mark(
                                node.attribute("uname", ""),
                                PairSets.ofNode(node).value(name)))
                        .findFirst();
    }

    private static List<Element> nodes(ClusterApi api) {
        return api.cib().section("nodes").children("node");
    }

    /** In a thread of its own: a change may wait for a DC, and an agent must not fail for that. */
    @Override
    public void mark(String name, String value) {
        ClusterApi api = cluster.getNow(null);
        if (api != null) {
            marks.execute(() -> mark(api, name, value));
        }
    }

    private static void mark(ClusterApi api, String name, String value) {
        List<CibOperation> operations = new ArrayList<>();
        for (Element node : nodes(api)) {
            PairSets pairs = PairSets.ofNode(node);
            boolean own = node.attribute("uname", "")
                    .equalsIgnoreCase(api.facts().local().text());
            if (own && value != null) {
                CibOperation change = pairs.set(name, value);
                if (change != null) {
                    operations.add(change);
                }
            } else {
                pairs.find(null, null, name).forEach(pair -> operations.add(pairs.remove(pair)));
            }
        }
        if (operations.isEmpty()) {
            return;
        }
        ClusterApi.ChangeReply reply =
                api.change(operations, new ClusterApi.ChangeOptions(null, false, "an agent on this node"));
        String what = "node attribute " + name + (value == null ? " is deleted" : " of this node is " + value);
        if (reply.ok()) {
            LOG.info("The {}", what);
        } else {
            LOG.warn("That the {} could not be written: {}", what, String.join("; ", reply.messages()));
        }
    }
}
