package io.systole.node.loop;

import io.systole.core.controller.Input;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has happened and the controller has not seen yet, in its order. Messages of other nodes have a limit, as nothing else
 * holds those back: a node that is so far behind cannot follow any more. Its messages are dropped and it learns that it stood
 * still, so that it takes part anew and gets the whole CIB. All else is bounded where it comes from and is never dropped.
 *
 * <p>Safe for use from several threads; one of them polls.
 */
final class Inbox {
    /** Messages that may wait; at some tens of microseconds each, a second's work. */
    static final int MESSAGES_MAX = 20_000;

    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private volatile boolean overrun;

    void post(Input input) {
        if (input instanceof Input.Received) {
            if (overrun || messages.incrementAndGet() > MESSAGES_MAX) {
                overrun = true;
                return;
            }
        }
        inputs.add(input);
    }

    /** The next input; null where none came within the time. */
    Input poll(long waitMs) throws InterruptedException {
        Input next = inputs.poll(waitMs, TimeUnit.MILLISECONDS);
        if (next instanceof Input.Received) {
            messages.decrementAndGet();
        }
        return next;
    }

    /**
     * Whether messages were lost since this was asked last; those that still wait are dropped with them, as they would be heard
     * without what went before.
     */
    boolean overrun() {
        if (!overrun) {
            return false;
        }
        inputs.removeIf(Input.Received.class::isInstance);
        messages.set(0);
        overrun = false;
        return true;
    }
}
