package io.systole.agents.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects what a program prints, keeping the beginning, until the program has ended and its pipes are empty. It never waits
 * in a read: a program may leave a service behind that holds the pipes open for years, and neither an answer nor a thread
 * shall wait for that.
 */
final class OutputCollector extends Thread {
    /** The longest nap between two looks at an empty pipe, milliseconds. */
    private static final int NAP_MAX_MS = 10;

    /** After the program's end, a pipe that is empty in so many looks, a millisecond apart, has given everything. */
    private static final int LAST_LOOKS = 4;

    /** The collector itself is waited for so long, milliseconds, where the machine is too busy to let it run. */
    private static final long PATIENCE_MS = 2_000;

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
        while (lastLooks < LAST_LOOKS) {
            boolean over = ended;
            if (output.take(buffer) | error.take(buffer)) {
                lastLooks = 0;
            } else if (over) {
                lastLooks++;
                nap(1);
            } else {
                napUntilTheEnd();
            }
        }
    }

    private synchronized void napUntilTheEnd() {
        if (!ended) {
            nap(NAP_MAX_MS);
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
                return kept.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
