package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A client of the cluster's service, beside the nodes: what it was promised, and how long it had to wait. */
final class Rows implements AutoCloseable {
    private final Process client;
    private final Thread reader;
    /** By row, when. */
    private final Map<Long, Long> acknowledged = new TreeMap<>();

    private long lastNanos = System.nanoTime();
    private long longestGapNanos;

    Rows(Lab lab, RowStore store) throws IOException {
        List<String> words = new ArrayList<>(List.of("exec", "client"));
        words.addAll(store.client());
        client = lab.process(words.toArray(String[]::new))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        reader = new Thread(this::read, "rows");
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (this) {
                    long now = System.nanoTime();
                    acknowledged.put(Long.parseLong(line), now);
                    longestGapNanos = Math.max(longestGapNanos, now - lastNanos);
                    lastNanos = now;
                }
            }
        } catch (IOException e) {
            // The client has been ended in the middle of a line.
        }
    }

    synchronized int count() {
        return acknowledged.size();
    }

    synchronized long longestGapMs() {
        return longestGapNanos / 1_000_000;
    }

    /** What was acknowledged and is not among these, with the time of its acknowledgement. */
    synchronized Map<Long, Long> missing(Set<Long> kept) {
        Map<Long, Long> missing = new TreeMap<>(acknowledged);
        missing.keySet().removeAll(kept);
        return missing;
    }

    @Override
    public void close() throws InterruptedException {
        client.destroy();
        reader.join();
    }
}
