package io.systole.corosync.channel;

import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.port.ClusterChannel;
import io.systole.core.value.NodeName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps what a channel told. */
final class Seen implements ClusterChannel.Listener {
    final LinkedBlockingQueue<Object> events = new LinkedBlockingQueue<>();

    @Override
    public void viewChanged(ClusterView view) {
        events.add(view);
    }

    @Override
    public void refused(String why) {
        events.add("refused: " + why);
    }

    @Override
    public void received(NodeName from, ViewId sentIn, byte[] payload) {
        events.add(from + ":" + sentIn.sequence() + ":" + new String(payload, StandardCharsets.UTF_8));
    }

    Object await(Predicate<Object> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            Object event = events.poll(100, TimeUnit.MILLISECONDS);
            if (event != null && wanted.test(event)) {
                return event;
            }
        }
        throw new AssertionError("not seen within 20 s");
    }

    ClusterView awaitView(String... names) throws InterruptedException {
        return (ClusterView) await(e -> e instanceof ClusterView v
                && v.members().stream().map(m -> m.name().text()).toList().equals(List.of(names)));
    }
}
