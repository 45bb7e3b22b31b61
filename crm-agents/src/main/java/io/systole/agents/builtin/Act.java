package io.systole.agents.builtin;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.OcfExit;
import io.systole.core.value.CrmBoolean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** One call of a built-in agent: what it is asked, with which parameters, and how much time is left. */
final class Act {
    private final AgentCall call;
    private final AgentEnvironment environment;
    private final Surroundings surroundings;
    private final AgentProcess.Handle handle;
    private final long endNanos;

    Act(AgentCall call, AgentEnvironment environment, Surroundings surroundings, AgentProcess.Handle handle) {
        this.call = call;
        this.environment = environment;
        this.surroundings = surroundings;
        this.handle = handle;
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(call.timeoutMs());
    }

    String action() {
        return call.operation();
    }

    /** As history names it; the instance of an anonymous clone has no number. */
    String resource() {
        return call.key().resource();
    }

    /** A monitor that runs once asks whether the resource is there at all. */
    boolean probe() {
        return call.key().probe();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** What a program standing in for this agent would find in its environment. */
    SortedMap<String, String> environment() {
        return environment.of(call);
    }

    // ---- parameters ----

    /** A parameter, stripped; the empty string where it is not given. */
    String text(String name) {
        return call.attributes().getOrDefault(name, "").strip();
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text.isEmpty() ? otherwise : text;
    }

    /** A parameter that must be given. */
    String required(String name) throws ActEnd {
        String text = text(name);
        if (text.isEmpty()) {
            throw ActEnd.misconfigured("the parameter " + name + " is missing");
        }
        return text;
    }

    /** True for the words that the shell library of agents takes for true, {@code ja} among them. */
    boolean flag(String name, boolean otherwise) {
        String text = text(name);
        return text.isEmpty() ? otherwise : CrmBoolean.parse(text).orElse(text.equalsIgnoreCase("ja"));
    }

    /** A whole number of at least {@code least}. */
    int number(String name, int otherwise, int least) throws ActEnd {
        String text = text(name);
        try {
            int number = text.isEmpty() ? otherwise : Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notANumber(name, text, least);
        }
        throw notANumber(name, text, least);
    }

    private static ActEnd notANumber(String name, String text, int least) {
        return ActEnd.misconfigured(
                "the parameter " + name + " must be a whole number of at least " + least + ", not \"" + text + "\"");
    }

    /** Meta-data by its old or new name without prefix, for example {@code clone_max}; empty where there is none. */
    String meta(String name) {
        return call.attributes().getOrDefault("CRM_meta_" + name, "");
    }

    /** Whether the resource is an instance of a clone. */
    boolean cloned() {
        return !meta("clone_max").isEmpty();
    }

    /** How deep a monitor shall look. */
    int checkLevel() throws ActEnd {
        return number("OCF_CHECK_LEVEL", 0, 0);
    }

    // ---- time ----

    long leftMs() {
        return TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
    }

    long timeoutMs() {
        return call.timeoutMs();
    }

    /** Waits, or ends the act where its time is over before. */
    void pause(long ms) throws ActEnd {
        try {
            Thread.sleep(Math.max(0, Math.min(ms, leftMs())));
        } catch (InterruptedException e) {
            throw ActEnd.cancelled();
        }
        if (leftMs() <= 0) {
            throw ActEnd.outOfTime();
        }
    }

    // ---- programs ----

    /** Runs a program to its end; a program that is not there ends the act as "not installed". */
    AgentProcess.Result run(String... words) throws ActEnd {
        return run(Arrays.asList(words));
    }

    AgentProcess.Result run(List<String> words) throws ActEnd {
        return run(words, new byte[0]);
    }

    /** @param input for the program's standard input */
    AgentProcess.Result run(List<String> words, byte[] input) throws ActEnd {
        long leftMs = leftMs();
        if (leftMs <= 0) {
            throw ActEnd.outOfTime();
        }
        AgentProcess.Result result = AgentProcess.run(words, environment(), input, leftMs, handle);
        if (result.cancelled()) {
            throw ActEnd.cancelled();
        }
        if (result.timedOut()) {
            throw ActEnd.outOfTime();
        }
        if (!result.trouble().isEmpty()) {
            throw ActEnd.notInstalled("the program " + words.get(0)
                    + " cannot be run; install the package that holds it: " + result.trouble());
        }
        return result;
    }

    /** Runs a program that must succeed. */
    AgentProcess.Result must(String... words) throws ActEnd {
        AgentProcess.Result result = run(words);
        if (result.exitCode() != 0) {
            throw ActEnd.failed(String.join(" ", words) + ": " + said(result));
        }
        return result;
    }

    /** The first line that a program printed for people and that is no mere warning, or its exit code. */
    static String said(AgentProcess.Result result) {
        String text = result.error().isBlank() ? result.output() : result.error();
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.regionMatches(true, 0, "warning", 0, 7))
                .findFirst()
                .orElse("exit code " + result.exitCode());
    }

    // ---- state and scores ----

    /** Below {@link Surroundings#states}, which is made where it is missing. */
    Path state(String name) throws IOException {
        Files.createDirectories(surroundings.states());
        return surroundings.states().resolve(name);
    }

    /** Sets the promotion score of this resource on this node; null for none. */
    void score(Integer score) throws ActEnd {
        String resource = resource();
        int colon = resource.indexOf(':');
        attribute(
                "master-" + (colon > 0 ? resource.substring(0, colon) : resource),
                score == null ? null : score.toString(),
                -1);
    }

    /** Sets an attribute of this node; null to delete. */
    void attribute(String name, String value, long dampeningMs) throws ActEnd {
        try {
            surroundings.attributes().set(name, value, dampeningMs);
        } catch (IOException e) {
            throw ActEnd.with(
                    OcfExit.UNKNOWN_ERROR, "the node attribute " + name + " could not be set: " + e.getMessage());
        }
    }
}
