package io.systole.node.loop;

import io.systole.core.controller.Controller;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.message.MessageXml;
import io.systole.core.port.ClusterChannel;
import io.systole.core.value.NodeName;
import io.systole.core.xml.XmlException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread in which the controller lives: it takes what happened in the order in which it happened, lets the controller
 * take its step, and hands the effects on in their order.
 */
public final class NodeLoop implements ClusterChannel.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

    /** The loop looks at the clock at least so often, milliseconds, and so notices that the process was stopped. */
    private static final long BEAT_MS = 100;

    private final Inbox inputs = new Inbox();
    private final Controller controller;
    private final long failureBudgetMs;
    private final Consumer<Effect> world;
    private final Runnable published;
    private final Thread thread = new Thread(this::run, "controller");
    private volatile boolean over;
    private long wakeAtMs = Long.MAX_VALUE;

    /**
     * @param failureBudgetMs a longer pause of the process may have cost its membership
     * @param world carries out every effect but {@link Effect.WakeAt}; must not block
     * @param published called after every step, in the loop's thread
     */
    public NodeLoop(Controller controller, long failureBudgetMs, Consumer<Effect> world, Runnable published) {
        this.controller = controller;
        this.failureBudgetMs = failureBudgetMs;
        this.world = world;
        this.published = published;
    }

    public void start() {
        thread.start();
    }

    /** Takes an input from any thread. */
    public void post(Input input) {
        inputs.post(input);
    }

    @Override
    public void viewChanged(ClusterView view) {
        post(new Input.ViewChanged(view));
    }

    @Override
    public void refused(String why) {
        post(new Input.Refused(why));
    }

    @Override
    public void received(NodeName from, ViewId sentIn, byte[] payload) {
        try {
            post(new Input.Received(from, sentIn, MessageXml.message(payload)));
        } catch (XmlException e) {
            LOG.warn("Dropped a message of {} bytes from {}: {}", payload.length, from, e.getMessage());
        }
    }

    /** Ends the loop after the step that is being taken. */
    public void stop() {
        over = true;
    }

    private static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }

    private void run() {
        long lastMs = nowMs();
        while (!over) {
            try {
                long waitMs = Math.max(0, Math.min(BEAT_MS, wakeAtMs - nowMs()));
                Input input = inputs.poll(waitMs);
                long pausedMs = nowMs() - lastMs;
                lastMs = nowMs();
                boolean overrun = inputs.overrun();
                if (overrun) {
                    LOG.error(
                            "More than {} messages of other nodes waited: this node cannot follow, drops them and takes"
                                    + " part anew",
                            Inbox.MESSAGES_MAX);
                }
                if (overrun || pausedMs > failureBudgetMs + BEAT_MS) {
                    step(new Input.Stalled(pausedMs));
                }
                if (input != null) {
                    step(input);
                } else if (wakeAtMs <= nowMs()) {
                    wakeAtMs = Long.MAX_VALUE;
                    step(new Input.Tick());
                }
                // Work of our own is no pause of the process.
                lastMs = nowMs();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void step(Input input) {
        List<Effect> effects;
        try {
            effects = controller.step(nowMs(), System.currentTimeMillis(), input);
        } catch (RuntimeException e) {
            // The controller promises not to throw; if it does, the input is lost but the node goes on.
            LOG.error("The controller failed on {}", input.getClass().getSimpleName(), e);
            return;
        }
        published.run();
        for (Effect effect : effects) {
            if (effect instanceof Effect.WakeAt wake) {
                wakeAtMs = wake.nowMs();
            } else {
                world.accept(effect);
            }
        }
    }
}
