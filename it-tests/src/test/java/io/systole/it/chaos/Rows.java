package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/** A client of the cluster's service, beside the nodes: what it was promised, and how long it had to wait. */
final class Rows implements AutoCloseable {
    private final Process client;
    private final Thread reader;
    private final TreeSet<Long> acknowledged = new TreeSet<>();
    private long lastNanos = System.nanoTime();
    private long longestGapNanos;

    Rows(Lab lab, String address) throws IOException {
        client = lab.process(
                        "exec",
                        "client",
                        "java",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        classPath(),
                        RowClient.class.getName(),
                        address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        reader = new Thread(this::read, "rows");
        reader.start();
    }

    /** Of what needs no library. */
    static String classPath() {
        return Lab.top().resolve("it-tests/target/test-classes").toString();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (this) {
                    acknowledged.add(Long.parseLong(line));
                    long now = System.nanoTime();
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

    /** What was acknowledged and is not in the file. */
    synchronized TreeSet<Long> missing(Path file) throws IOException {
        TreeSet<Long> missing = new TreeSet<>(acknowledged);
        missing.removeAll(RowServer.rows(Files.readAllLines(file)));
        return missing;
    }

    @Override
    public void close() throws InterruptedException {
        client.destroy();
        reader.join();
    }
}
