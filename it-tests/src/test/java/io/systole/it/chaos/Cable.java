package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Listens on the nodes' network for silences: on a machine with much other work a daemon gets no turn for seconds, which the
 * others cannot tell from a cut cable. What is heard there is the kernel's word, not a daemon's.
 */
final class Cable implements AutoCloseable {
    private static final String PORT = "5405";

    private final Lab lab;
    private final Sick sick;
    private final Absences absences;
    private final Process ear;
    private final Thread reader = new Thread(this::read, "cable");
    private int silences;
    private long longestMs;

    /** @param limitMs longer silences count */
    Cable(Lab lab, Sick sick, Absences absences, String network, long limitMs) throws IOException {
        this.lab = lab;
        this.sick = sick;
        this.absences = absences;
        ear = lab.process(
                        "exec",
                        "client",
                        Lab.top().resolve("target/silences").toString(),
                        network,
                        PORT,
                        Long.toString(limitMs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(ear.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                heard(
                        lab.nodes().get(Integer.parseInt(words[0]) - 1),
                        Long.parseLong(words[1]),
                        Long.parseLong(words[2]));
            }
        } catch (IOException e) {
            // It has been ended.
        }
    }

    /** What the harness has silenced itself is no surprise. */
    private synchronized void heard(String node, long lastedMs, long agoMs) {
        if (sick.speaks(node)) {
            long to = System.nanoTime() - agoMs * 1_000_000;
            absences.add(node, to - lastedMs * 1_000_000, to, true);
            silences++;
            longestMs = Math.max(longestMs, lastedMs);
        }
    }

    /** For the summary. */
    synchronized String summary() {
        return silences == 0
                ? "no node was ever silent of itself"
                : "nodes were silent of themselves " + silences + " times, " + longestMs + " ms at most";
    }

    @Override
    public void close() throws InterruptedException {
        ear.destroy();
        reader.join();
    }
}
