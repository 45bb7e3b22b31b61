package io.systole.agents.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * One program run to its end, in a process group of its own.
 *
 * <p>The environment is what is given and nothing else. Output beyond {@link #OUTPUT_MAX} bytes is read and dropped, so that
 * a program that prints without end neither blocks nor fills the memory. At the timeout the whole group is killed with
 * SIGKILL at once, as Pacemaker does.
 */
public final class AgentProcess {
    /** Bytes kept of each of standard output and standard error. */
    public static final int OUTPUT_MAX = 256 * 1024;

    /** After a program's end, its children may hold the pipes open for so many milliseconds before they are let go. */
    private static final long PIPE_PATIENCE_MS = 500;

    private AgentProcess() {}

    /**
     * How a run ended.
     *
     * @param exitCode 128 plus the signal's number where a signal ended it; -1 where it was killed at its timeout or could
     *     not be started
     * @param trouble why it could not be started; empty otherwise
     */
    public record Result(
            int exitCode, boolean timedOut, boolean cancelled, String trouble, String output, String error) {}

    /** Lets another thread end a run early, or several runs one after another. */
    public static final class Handle {
        private Process process;
        private boolean cancelled;
        private Runnable whenCancelled = () -> {};

        /** Kills the process group, now or as soon as it is started. */
        public synchronized void cancel() {
            cancelled = true;
            whenCancelled.run();
            // The number of a process that has ended may be another's by now.
            if (process != null && process.isAlive()) {
                killGroup(process);
            }
        }

        /** For work that is done in this process. Runs at once where it is cancelled already. */
        public synchronized void whenCancelled(Runnable action) {
            whenCancelled = action;
            if (cancelled) {
                action.run();
            }
        }

        private synchronized boolean started(Process newProcess) {
            process = newProcess;
            return !cancelled;
        }

        private synchronized boolean cancelled() {
            return cancelled;
        }
    }

    /**
     * Runs a program; blocks until it has ended or was killed.
     *
     * @param command the program's path and its arguments; no shell is involved
     * @param input for its standard input
     * @param timeoutMs milliseconds
     */
    public static Result run(
            List<String> command, SortedMap<String, String> environment, byte[] input, long timeoutMs, Handle handle) {
        Process process;
        try {
            process = start(command, environment);
        } catch (IOException e) {
            return new Result(-1, false, false, reason(e), "", "");
        }
        Collector output = new Collector(process.getInputStream());
        Collector error = new Collector(process.getErrorStream());
        try {
            if (!handle.started(process)) {
                killGroup(process);
            }
            output.start();
            error.start();
            feed(process, input);
            boolean ended = process.waitFor(timeoutMs, TimeUnit.MILLISECONDS);
            if (!ended) {
                killGroup(process);
                process.waitFor(PIPE_PATIENCE_MS, TimeUnit.MILLISECONDS);
            }
            output.finish();
            error.finish();
            boolean cancelled = handle.cancelled();
            int code = ended && !cancelled ? process.exitValue() : -1;
            return new Result(code, !ended, cancelled, "", output.text(), error.text());
        } catch (InterruptedException e) {
            killGroup(process);
            Thread.currentThread().interrupt();
            return new Result(-1, false, true, "", output.text(), error.text());
        }
    }

    /**
     * Starts a program that is left to itself: nothing is read from it or written to it.
     *
     * @throws IOException where it could not be started
     */
    public static Process launch(List<String> command, SortedMap<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Process start(List<String> command, SortedMap<String, String> environment) throws IOException {
        // setsid makes the program a group leader, so that a kill reaches its children and grandchildren.
        List<String> words = new ArrayList<>();
        words.add("setsid");
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(new File("/"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // The program did not want its input; that is its affair.
            return;
        }
    }

    /** setsid(1) becomes the program itself where it can, so that the process and its group have one number. */
    private static void killGroup(Process process) {
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("error=");
        int comma = message.indexOf(", ", at);
        return at >= 0 && comma > at ? message.substring(comma + 2) : message;
    }

    /** Reads a stream to its end, keeping the beginning. */
    private static final class Collector extends Thread {
        private final InputStream stream;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Collector(InputStream stream) {
            super("agent-output");
            this.stream = stream;
            setDaemon(true);
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    synchronized (kept) {
                        kept.write(buffer, 0, Math.min(n, OUTPUT_MAX - kept.size()));
                    }
                }
            } catch (IOException e) {
                // The pipe was closed under the reader; what was read is kept.
                return;
            }
        }

        void finish() throws InterruptedException {
            join(PIPE_PATIENCE_MS);
            if (isAlive()) {
                try {
                    stream.close();
                } catch (IOException e) {
                    interrupt();
                }
            }
        }

        String text() {
            synchronized (kept) {
                return kept.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
