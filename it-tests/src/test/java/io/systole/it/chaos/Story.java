package io.systole.it.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What happened, in its order, on the screen and in a file; and how often what was promised was not kept. */
final class Story implements AutoCloseable {
    private final PrintWriter file;
    private int violations;

    Story(Path file) throws IOException {
        this.file = new PrintWriter(Files.newBufferedWriter(file), true);
    }

    synchronized void tell(String sentence, Object... values) {
        String line =
                LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + String.format(Locale.ROOT, sentence, values);
        System.out.println(line);
        file.println(line);
    }

    /** For the file only. */
    synchronized void note(String sentence, Object... values) {
        file.println(
                LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + String.format(Locale.ROOT, sentence, values));
    }

    synchronized void violation(String sentence, Object... values) {
        violations++;
        tell("VIOLATION: " + sentence, values);
    }

    synchronized int violations() {
        return violations;
    }

    @Override
    public void close() {
        file.close();
    }
}
