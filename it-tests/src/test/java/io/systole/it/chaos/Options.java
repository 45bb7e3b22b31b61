package io.systole.it.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long, how large and which chaos.
 *
 * @param fencing whether lost nodes are fenced; the harness does it, and confirms as a person would with {@code crm node clearstate}
 * @param soak no faults: what the daemons take is measured instead
 */
record Options(int minutes, long seed, int nodes, boolean fencing, boolean soak) {
    static final class UsageException extends Exception {
        UsageException(String message) {
            super(message);
        }
    }

    static Options parse(String... words) throws UsageException {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("--soak")) {
                given.put(word, "");
            } else if (!word.matches("--(minutes|seed|nodes|fencing)")) {
                throw new UsageException("\"" + word + "\" is no option");
            } else if (i + 1 == words.length) {
                throw new UsageException(word + " takes a value");
            } else {
                given.put(word, words[++i]);
            }
        }
        String fencing = given.getOrDefault("--fencing", "on");
        if (!fencing.matches("on|off")) {
            throw new UsageException("--fencing takes on or off");
        }
        return new Options(
                (int) number(given, "--minutes", 2, 1, 1440),
                number(given, "--seed", ThreadLocalRandom.current().nextInt(100_000), 0, Long.MAX_VALUE),
                (int) number(given, "--nodes", 3, 3, 9),
                fencing.equals("on"),
                given.containsKey("--soak"));
    }

    private static long number(Map<String, String> given, String option, long usual, long least, long most)
            throws UsageException {
        String text = given.getOrDefault(option, Long.toString(usual));
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException(option + " takes a whole number from " + least + " to " + most + ", not " + text);
    }
}
