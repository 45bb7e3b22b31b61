package io.systole.it.chaos;

/**
 * Notices when this whole machine stood still for longer than the nodes allow each other: other work on it breaks contact
 * between nodes like a cut cable.
 */
final class Pulse extends Thread {
    private static final long BEAT_MS = 50;

    private final long budgetMs;
    private final Absences absences;
    private long stalls;

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
            last = now;
        }
    }

    synchronized long stalls() {
        return stalls;
    }
}
