package io.systole.agents.lsb;

import io.systole.agents.lsb.Reputation.Verdict;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import java.io.IOException;

/**
 * Stops a service by its init script, and believes that it is stopped only when somebody says so who can be believed: a
 * service that runs on while another node starts it is what must never happen.
 */
final class LsbStop {
    private static final long AGAIN_MS = 100;

    private final LsbRun run;
    private final Reputation reputation;
    private final StartMarks marks;

    LsbStop(LsbRun run, Reputation reputation, StartMarks marks) {
        this.run = run;
        this.reputation = reputation;
        this.marks = marks;
    }

    AgentOutcome run() throws IOException {
        Witness witness = Witness.of(run.script());
        AgentProcess.Result result = run.script("stop", run.leftMs());
        AgentOutcome outcome = run.outcome(result, LsbExit.action(result.exitCode()));
        if (outcome.status() != ExecutionStatus.DONE) {
            return outcome;
        }
        boolean asked = outcome.exitCode() == OcfExit.OK;
        while (!stopped(witness, asked)) {
            // A stop that failed will not get better by waiting.
            if (!asked || !run.pause(AGAIN_MS)) {
                return asked
                        ? run.outcome(
                                OcfExit.UNKNOWN_ERROR,
                                "\"" + run.script().path() + " stop\" ended with 0, but the service runs on")
                        : outcome;
            }
        }
        marks.clear(run.script());
        return run.outcome(OcfExit.OK, "");
    }

    /** @param asked whether the script says that it has stopped the service */
    private boolean stopped(Witness witness, boolean asked) {
        Verdict verdict = reputation.of(run.script());
        if (witness.reliable()) {
            return witness.word() == Witness.Word.STOPPED;
        }
        if (asked && verdict != Verdict.UNTRIED) {
            // Its status is known already, for good or for bad; its word for the stop must do.
            return true;
        }
        AgentProcess.Result status = run.script("status", run.leftMs() / 2);
        if (LsbExit.stopped(status.exitCode())) {
            reputation.note(run.script(), Verdict.HONEST, false);
            return true;
        }
        if (status.exitCode() == LsbExit.RUNNING && asked) {
            boolean lies = EmptyRoom.status(run.script(), run.environment(), run.leftMs() / 2)
                            .orElse(LsbExit.RUNNING)
                    == LsbExit.RUNNING;
            reputation.note(run.script(), lies ? Verdict.SAYS_RUNNING : Verdict.HONEST, false);
            return lies;
        }
        return asked && status.exitCode() != LsbExit.RUNNING;
    }
}
