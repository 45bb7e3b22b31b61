package io.systole.node.loop;

import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.CibVersion;
import io.systole.core.controller.AskedCluster;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.controller.Published;
import io.systole.core.message.Request;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The cluster as commands inside the daemon see it. Reads come from what the controller published last. */
public final class DaemonCluster extends AskedCluster {
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
        super(self);
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

    @Override
    protected Published published() {
        return published;
    }

    @Override
    protected Effect.Reply ask(Request request, long timeoutMs) {
        return answers.ask(request, timeoutMs, loop);
    }

    @Override
    public ClusterFacts facts() {
        return facts(transport, cmap, warnings, DaemonVersion.text());
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
}
