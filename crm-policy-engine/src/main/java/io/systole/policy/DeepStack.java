package io.systole.policy;

import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Computes something that recurses deeper than usual, on a stack that has room for it.
 *
 * <p>Assignment and orderings follow chains of dependencies, however long: a thousand resources that each wait for the one
 * before need more stack than threads have by default. That is rare, so it is tried on the caller's stack first.
 */
final class DeepStack {
    private static final long BYTES = 1L << 30;

    private DeepStack() {}

    /**
     * @return what the computation gives; it is begun anew where the caller's stack was not enough
     * @throws StackOverflowError where even the deep one is not
     */
    static <T> T compute(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (StackOverflowError e) {
            return computeDeep(computation);
        }
    }

    private static <T> T computeDeep(Supplier<T> computation) {
        FutureTask<T> task = new FutureTask<>(computation::get);
        Thread thread = new Thread(null, task, "scheduler", BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (java.util.concurrent.ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
