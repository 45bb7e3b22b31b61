package io.systole.node.loop;

import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.CibVersion;
import io.systole.core.controller.AskedCluster;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.controller.Published;
import io.systole.core.message.Message;
import io.systole.core.message.MessageXml;
import io.systole.core.message.Request;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The cluster as commands inside the daemon see it. Reads come from what the controller published last. */
public final class DaemonCluster extends AskedCluster {
    /** Of what is answered before the loop hears of it. */
    private static final long NO_TOKEN = -1;

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
        // A look has no words and goes to no DC: the members are asked by a message of their own.
        OptionalInt strange = request instanceof Request.Look ? OptionalInt.empty() : notInXml(request);
        if (strange.isPresent()) {
            String sentence = String.format(
                    "nothing was changed: the character U+%04X cannot be kept in XML, and so not in the CIB",
                    strange.getAsInt());
            return new Effect.Reply(NO_TOKEN, CrmExit.DATAERR.code(), List.of(sentence));
        }
        return answers.ask(request, timeoutMs, loop);
    }

    /** A control character that XML knows no way to write; members would not understand the change, nor its disk later. */
    private static OptionalInt notInXml(Request request) {
        byte[] text = MessageXml.bytes(new Message.Ask(NO_TOKEN, request));
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                return OptionalInt.of(b);
            }
            // U+FFFE and U+FFFF
            if (b == (byte) 0xef && i + 2 < text.length && text[i + 1] == (byte) 0xbf && (text[i + 2] & 0xfe) == 0xbe) {
                return OptionalInt.of(0xff40 + (text[i + 2] & 0xff));
            }
        }
        return OptionalInt.empty();
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
