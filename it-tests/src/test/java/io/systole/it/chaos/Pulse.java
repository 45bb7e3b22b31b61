package io.systole.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Notices when this whole machine stood still for longer than the nodes allow each other, or had far more to do than it can:
 * other work on it breaks contact between nodes like a cut cable.
 */
final class Pulse extends Thread {
    private static final long BEAT_MS = 100;

    /** Of processes that want to run, for each core, in the mean of the last minute. */
    private static final double LOAD_MAX = 4;

    private static final Path LOAD = Path.of("/proc/loadavg");

    private final long budgetMs;
    private final Absences absences;
    private long stalls;
    private long overloadedNanos;

    /** @param budgetMs longer pauses count */
    Pulse(long budgetMs, Absences absences) {
        super("pulse");
        setDaemon(true);
        this.budgetMs = budgetMs;
        this.absences = absences;
    }

    @Override
    public void run() {
        long last = System.nanoTime();
        while (true) {
            try {
                Thread.sleep(BEAT_MS);
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            if (now - last > (BEAT_MS + budgetMs) * 1_000_000) {
                absences.add(Absences.ALL, last, now);
                synchronized (this) {
                    stalls++;
                }
            }
            if (overloaded()) {
                absences.add(Absences.ALL, last, now);
                synchronized (this) {
                    overloadedNanos += now - last;
                }
            }
            last = now;
        }
    }

    private static boolean overloaded() {
        try {
            double load = Double.parseDouble(Files.readString(LOAD).split(" ")[0]);
            return load > LOAD_MAX * Runtime.getRuntime().availableProcessors();
        } catch (IOException e) {
            return false;
        }
    }

    synchronized long overloadedSeconds() {
        return overloadedNanos / 1_000_000_000;
    }

    synchronized long stalls() {
        return stalls;
    }
}
