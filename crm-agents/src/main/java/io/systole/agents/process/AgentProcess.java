package io.systole.agents.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
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

    /** A killed program is waited for so long, milliseconds; one in a dead system call does not even die. */
    private static final long KILLED_MS = 500;

    /**
     * Makes a program the leader of a session, and so of a process group, that a kill reaches with children and grandchildren.
     * Our own one is linked statically: where a new process is dear, that is felt in every agent.
     */
    private static final String LEADER = leader();

    /** What it says, as setsid(1) does, of a program that the kernel does not take. */
    private static final String NOT_EXECUTED = LEADER.substring(LEADER.lastIndexOf('/') + 1) + ": failed to execute ";

    /** Up to this release of Java vfork(2) is there and is well tried. */
    private static final int VFORK_RELEASE_MAX = 21;

    static {
        // Otherwise the runtime puts a program of its own before every other one (jspawnhelper).
        if (Runtime.version().feature() <= VFORK_RELEASE_MAX
                && System.getProperty("jdk.lang.Process.launchMechanism") == null) {
            System.setProperty("jdk.lang.Process.launchMechanism", "VFORK");
        }
    }

    private AgentProcess() {}

    private static String leader() {
        String ours = System.getProperty("systole.run");
        return ours != null && new File(ours).canExecute() ? ours : "setsid";
    }

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
        OutputCollector output = new OutputCollector(process, OUTPUT_MAX);
        try {
            if (!handle.started(process)) {
                killGroup(process);
            }
            output.start();
            feed(process, input);
            boolean ended = process.waitFor(timeoutMs, TimeUnit.MILLISECONDS);
            if (!ended) {
                killGroup(process);
                process.waitFor(KILLED_MS, TimeUnit.MILLISECONDS);
            }
            output.finish();
            boolean cancelled = handle.cancelled();
            int code = ended && !cancelled ? process.exitValue() : -1;
            if ((code == 126 || code == 127) && output.error().startsWith(NOT_EXECUTED)) {
                String line = output.error().strip();
                return new Result(-1, false, false, line.substring(line.lastIndexOf(": ") + 2), "", "");
            }
            return new Result(code, !ended, cancelled, "", output.output(), output.error());
        } catch (InterruptedException e) {
            killGroup(process);
            Thread.currentThread().interrupt();
            return new Result(-1, false, true, "", output.output(), output.error());
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
        List<String> words = new ArrayList<>();
        words.add(LEADER);
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

    /** The leader becomes the program itself, so that the process and its group have one number. */
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
}
