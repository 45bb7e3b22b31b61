package io.systole.agents.lsb;

import io.systole.agents.lsb.Reputation.Verdict;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.util.List;

/** Starts a service by its init script. */
final class LsbStart {
    private static final long AGAIN_MS = 100;

    private final LsbRun run;
    private final Reputation reputation;
    private final StartMarks marks;

    LsbStart(LsbRun run, Reputation reputation, StartMarks marks) {
        this.run = run;
        this.reputation = reputation;
        this.marks = marks;
    }

    AgentOutcome run() throws IOException {
        Witness witness = Witness.of(run.script());
        Verdict verdict = reputation.of(run.script());
        if (LsbRunner.quarantined(verdict, witness)) {
            return run.outcome(OcfExit.NOT_INSTALLED, Reputation.sentence(run.script(), verdict, false));
        }
        if (witness.reliable() && verdict != Verdict.HONEST && witness.word() == Witness.Word.RUNS) {
            return run.outcome(OcfExit.OK, "");
        }
        if (witness instanceof PostgresServer server && witness.word() == Witness.Word.STOPPED) {
            server.removeStaleLocks();
        }
        // Also for a start that fails half way: what it has started may run.
        marks.set(run.script());
        AgentProcess.Result result = run.script("start", run.leftMs());
        AgentOutcome outcome = run.outcome(result, LsbExit.action(result.exitCode()));
        if (outcome.status() != ExecutionStatus.DONE) {
            return outcome;
        }
        if (outcome.exitCode() != OcfExit.OK) {
            return run.outcome(outcome.exitCode(), reason(result, outcome, witness));
        }
        if (witness.reliable() && verdict != Verdict.HONEST) {
            while (witness.word() != Witness.Word.RUNS) {
                if (!run.pause(AGAIN_MS)) {
                    return run.outcome(
                            OcfExit.UNKNOWN_ERROR,
                            "\"" + run.script().path() + " start\" ended with 0, but no server runs in "
                                    + String.join(", ", ((PostgresServer) witness).directories()));
                }
            }
        }
        return outcome;
    }

    private static String reason(AgentProcess.Result result, AgentOutcome outcome, Witness witness) {
        List<String> missing = witness instanceof PostgresServer server ? server.missingDirectories() : List.of();
        String said = outcome.exitReason().isEmpty() ? "exit code " + result.exitCode() : outcome.exitReason();
        return missing.isEmpty()
                ? said
                : "there is no database in " + String.join(", ", missing) + " (is its file system mounted?): " + said;
    }
}
