package io.systole.agents.lsb;

import io.systole.agents.process.AgentProcess;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What scripts of Heartbeat's resource.d print at {@code status}: "running" or "OK" where the service runs, "stopped" or "not
 * running" where it does not. Heartbeat read it so, and their exit codes often mean nothing.
 */
final class StatusWords {
    private static final int STOPPED = 3;
    private static final Pattern NO = Pattern.compile("stopped|not\\b.*\\brunning", Pattern.DOTALL);
    private static final Pattern YES = Pattern.compile("running|\\bok\\b");

    private StatusWords() {}

    /** The result with the exit code that its words mean. */
    static AgentProcess.Result heard(AgentProcess.Result result) {
        if (result.timedOut() || result.cancelled() || !result.trouble().isEmpty()) {
            return result;
        }
        return new AgentProcess.Result(
                code(result.output(), result.exitCode()), false, false, "", result.output(), result.error());
    }

    /** @param said the exit code, which counts where the words say nothing */
    static int code(String output, int said) {
        String text = output.toLowerCase(Locale.ROOT);
        if (NO.matcher(text).find()) {
            return STOPPED;
        }
        return YES.matcher(text).find() ? LsbExit.RUNNING : said;
    }
}
