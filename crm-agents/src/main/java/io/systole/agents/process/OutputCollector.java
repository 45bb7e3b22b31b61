package io.systole.agents.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Collects what a program prints, keeping the beginning, until the program has ended and its pipes are empty. It never waits
 * in a read: a program may leave a service behind that holds the pipes open for years, and neither an answer nor a thread
 * shall wait for that.
 */
final class OutputCollector extends Thread {
    /**
     * The longest nap between two looks at an empty pipe, milliseconds; the first one is the shortest, and each doubles. Most
     * agents print nothing, and every look takes processor time that the agent would have had.
     */
    private static final int NAP_MAX_MS = 64;

    /** After the program's end, a pipe that is empty in so many looks, a millisecond apart, has given everything. */
    private static final int LAST_LOOKS = 4;

    /** The collector itself is waited for so long, milliseconds, where the machine is too busy to let it run. */
    private static final long PATIENCE_MS = 2_000;

    /** Colours, for one. What a program prints goes into the CIB, and no node could read that with such a character in it. */
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final Stream output;
    private final Stream error;
    private volatile boolean ended;

    OutputCollector(Process process, int max) {
        super("agent-output");
        this.output = new Stream(process.getInputStream(), max);
        this.error = new Stream(process.getErrorStream(), max);
        setDaemon(true);
    }

    @Override
    public void run() {
        byte[] buffer = new byte[64 * 1024];
        int lastLooks = 0;
        int napMs = 1;
        while (lastLooks < LAST_LOOKS) {
            boolean over = ended;
            if (output.take(buffer) | error.take(buffer)) {
                lastLooks = 0;
                napMs = 1;
            } else if (over) {
                lastLooks++;
                nap(1);
            } else {
                napUntilTheEnd(napMs);
                napMs = Math.min(NAP_MAX_MS, 2 * napMs);
            }
        }
    }

    private synchronized void napUntilTheEnd(int ms) {
        if (!ended) {
            nap(ms);
        }
    }

    private synchronized void nap(int ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    /** Tells that the program has ended, and waits for what is still in the pipes. */
    void finish() throws InterruptedException {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        join(PATIENCE_MS);
    }

    String output() {
        return output.text();
    }

    String error() {
        return error.text();
    }

    private static final class Stream {
        private final InputStream stream;
        private final int max;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Stream(InputStream stream, int max) {
            this.stream = stream;
            this.max = max;
        }

        /** Takes what is there without waiting; whether there was anything. */
        boolean take(byte[] buffer) {
            try {
                int there = Math.min(stream.available(), buffer.length);
                int n = there > 0 ? stream.read(buffer, 0, there) : 0;
                if (n <= 0) {
                    return false;
                }
                synchronized (kept) {
                    kept.write(buffer, 0, Math.min(n, max - kept.size()));
                }
                return true;
            } catch (IOException e) {
                // At its end the runtime takes what is left out of the pipe and closes it; the next look finds that.
                return false;
            }
        }

        String text() {
            synchronized (kept) {
                return NOT_IN_XML.matcher(kept.toString(StandardCharsets.UTF_8)).replaceAll("\uFFFD");
            }
        }
    }
}
