package io.systole.agents.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work in this process that may hang in a system call which never returns (a dead disk, a dead server). It is done by a
 * thread of its own, which is left behind when the time is over, as a process in such a call would be.
 */
public final class Watched {
    private Watched() {}

    /**
     * Does the work.
     *
     * @param timeoutMs milliseconds
     * @param handle a cancelled one interrupts the work
     * @return empty where it did not end in time
     */
    public static <T> Optional<T> run(String name, Supplier<T> work, long timeoutMs, AgentProcess.Handle handle) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread worker = new Thread(
                () -> {
                    try {
                        done.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                name);
        worker.setDaemon(true);
        handle.whenCancelled(worker::interrupt);
        worker.start();
        try {
            return Optional.of(done.get(timeoutMs, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            worker.interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
