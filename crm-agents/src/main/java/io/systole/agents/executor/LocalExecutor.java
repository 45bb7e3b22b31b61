package io.systole.agents.executor;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import io.systole.core.port.AgentExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Runs calls with the runner of their standard: one at a time for each resource, in order, and so many at a time in all.
 */
public final class LocalExecutor implements AgentExecutor {
    private record Waiting(
            AgentCall call,
            BiConsumer<AgentCall, AgentOutcome> whenDone,
            long sinceNanos,
            AgentProcess.Handle handle) {}

    private final SortedMap<String, AgentRunner> runners;
    private final int ownLimit;
    private int limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "agent");
        thread.setDaemon(true);
        return thread;
    });

    /** By resource, in the order of arrival; the first of a resource that is in {@link #busy} runs. */
    private final Map<String, Deque<Waiting>> queues = new LinkedHashMap<>();

    private final Map<String, Waiting> busy = new LinkedHashMap<>();

    /**
     * @param runners by standard: {@code ocf}, {@code lsb}, {@code systemd}…
     * @param limit agents at one time on this node, where nobody sets another
     */
    public LocalExecutor(SortedMap<String, AgentRunner> runners, int limit) {
        this.runners = new TreeMap<>(runners);
        this.ownLimit = limit;
        this.limit = limit;
    }

    /** Pacemaker's default of {@code node-action-limit}: twice the number of cores, here at least 4. */
    public static int defaultLimit() {
        return Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void execute(AgentCall call, BiConsumer<AgentCall, AgentOutcome> whenDone) {
        synchronized (this) {
            queues.computeIfAbsent(call.key().resource(), r -> new ArrayDeque<>())
                    .add(new Waiting(call, whenDone, System.nanoTime(), new AgentProcess.Handle()));
        }
        dispatch();
    }

    private void dispatch() {
        List<Waiting> begun = new ArrayList<>();
        synchronized (this) {
            Iterator<Map.Entry<String, Deque<Waiting>>> order =
                    queues.entrySet().iterator();
            while (busy.size() < limit && order.hasNext()) {
                Map.Entry<String, Deque<Waiting>> queue = order.next();
                if (busy.containsKey(queue.getKey())) {
                    continue;
                }
                Waiting next = queue.getValue().remove();
                busy.put(queue.getKey(), next);
                begun.add(next);
                if (queue.getValue().isEmpty()) {
                    order.remove();
                }
            }
        }
        begun.forEach(next -> threads.execute(() -> run(next)));
    }

    private void run(Waiting next) {
        long queuedMs = (System.nanoTime() - next.sinceNanos()) / 1_000_000;
        AgentOutcome outcome;
        AgentRunner runner = runners.get(next.call().agent().standard());
        if (runner == null) {
            outcome = ProcessOutcome.of(
                    OcfExit.NOT_INSTALLED,
                    ExecutionStatus.NOT_INSTALLED,
                    "agents of the class " + next.call().agent().standard() + " cannot be run here",
                    queuedMs);
        } else {
            try {
                outcome = runner.run(next.call(), queuedMs, next.handle());
            } catch (RuntimeException e) {
                outcome = ProcessOutcome.of(
                        OcfExit.UNKNOWN_ERROR, ExecutionStatus.ERROR, "internal error: " + e, queuedMs);
            }
        }
        synchronized (this) {
            busy.remove(next.call().key().resource());
        }
        next.whenDone().accept(next.call(), outcome);
        dispatch();
    }

    @Override
    public void cancel(long callId) {
        Waiting dropped = null;
        AgentProcess.Handle running = null;
        synchronized (this) {
            for (Waiting one : busy.values()) {
                running = one.call().callId() == callId ? one.handle() : running;
            }
            for (Deque<Waiting> queue : queues.values()) {
                for (Waiting one : queue) {
                    dropped = one.call().callId() == callId ? one : dropped;
                }
                queue.remove(dropped);
            }
            queues.values().removeIf(Deque::isEmpty);
        }
        if (running != null) {
            running.cancel();
        } else if (dropped != null) {
            dropped.whenDone().accept(dropped.call(), ProcessOutcome.of(0, ExecutionStatus.CANCELLED, "", 0));
        }
    }

    @Override
    public void limit(int atOnce) {
        synchronized (this) {
            limit = atOnce > 0 ? atOnce : ownLimit;
        }
        dispatch();
    }

    @Override
    public synchronized boolean busy() {
        return !busy.isEmpty() || !queues.isEmpty();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
