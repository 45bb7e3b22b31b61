package io.systole.core.sim;

import java.util.PriorityQueue;

/** Virtual time: what is to happen, in order of time, and of planning where the time is the same. */
final class Timeline {
    private record Event(long atMs, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowMs;
    private long planned;
    private long happened;

    /** Milliseconds since the simulation began. */
    long nowMs() {
        return nowMs;
    }

    /** How many events have happened. */
    long happened() {
        return happened;
    }

    void in(long delayMs, Runnable what) {
        events.add(new Event(nowMs + Math.max(0, delayMs), planned++, what));
    }

    /** Lets time go on; {@code afterEach} runs after every event. */
    void run(long forMs, Runnable afterEach) {
        long untilMs = nowMs + forMs;
        while (!events.isEmpty() && events.peek().atMs() <= untilMs) {
            Event event = events.poll();
            nowMs = event.atMs();
            event.what().run();
            happened++;
            afterEach.run();
        }
        nowMs = untilMs;
    }
}
