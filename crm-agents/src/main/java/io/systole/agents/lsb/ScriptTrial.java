package io.systole.agents.lsb;

import io.systole.agents.ocf.AgentEnvironment;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A script's {@code status} tried where nothing runs, for people who want to know before the cluster finds out.
 *
 * @param code its exit code; -1 where there is none
 */
public record ScriptTrial(Verdict verdict, int code) {
    /** Whether the script told the truth. */
    public enum Verdict {
        HONEST,
        WRONG,
        /** It did not end in time, or there can be no such place here. */
        UNKNOWN
    }

    /** Blocks for at most {@code timeoutMs}. */
    public static ScriptTrial of(Path path, long timeoutMs) {
        AgentEnvironment environment = new AgentEnvironment("/usr/lib/ocf", null, new TreeMap<>());
        OptionalInt code = EmptyRoom.status(new InitScript(path, "", 0), environment.basic(), timeoutMs);
        if (code.isEmpty()) {
            return new ScriptTrial(Verdict.UNKNOWN, -1);
        }
        return new ScriptTrial(LsbExit.stopped(code.getAsInt()) ? Verdict.HONEST : Verdict.WRONG, code.getAsInt());
    }
}
