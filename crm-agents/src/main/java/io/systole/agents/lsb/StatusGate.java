package io.systole.agents.lsb;

import io.systole.agents.lsb.Reputation.Verdict;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.OcfExit;
import java.util.OptionalInt;

/**
 * Stands between a script's {@code status} and the cluster. A script that says "running" when nothing runs makes the cluster
 * believe that a resource is active on two nodes, and the healthy one is stopped and started for it; so the first "running"
 * is checked before it is believed, and a liar is never believed again until it is changed.
 */
final class StatusGate {
    /** A status that takes longer is not waited for while a better witness can be asked, milliseconds. */
    private static final long PATIENCE_MS = 10_000;

    private final Reputation reputation;
    private final StartMarks marks;

    StatusGate(Reputation reputation, StartMarks marks) {
        this.reputation = reputation;
        this.marks = marks;
    }

    AgentOutcome monitor(LsbRun run) {
        Witness witness = Witness.of(run.script());
        return witness.reliable() ? witnessed(run, witness) : tested(run, witness);
    }

    // ---- with a witness that knows better ----

    private AgentOutcome witnessed(LsbRun run, Witness witness) {
        Verdict verdict = reputation.of(run.script());
        if (verdict == Verdict.UNTRIED || verdict == Verdict.HONEST) {
            long patienceMs = verdict == Verdict.HONEST ? run.leftMs() : Math.min(PATIENCE_MS, run.leftMs() / 3);
            AgentProcess.Result status = run.script("status", patienceMs);
            boolean runs = witness.word() == Witness.Word.RUNS;
            if (status.cancelled() || !status.trouble().isEmpty()) {
                return run.outcome(status, OcfExit.UNKNOWN_ERROR);
            }
            verdict = judge(run, status, witness, verdict);
            boolean trouble = status.timedOut() || status.exitCode() > LsbExit.STATUS_UNKNOWN;
            if (verdict == Verdict.HONEST && runs && trouble) {
                // It knows of something that the process table does not show.
                return run.outcome(status, LsbExit.status(status.exitCode()));
            }
        }
        boolean good = verdict == Verdict.HONEST || verdict == Verdict.UNTRIED;
        boolean runs = witness.word() == Witness.Word.RUNS;
        return good
                ? run.outcome(runs ? OcfExit.OK : OcfExit.NOT_RUNNING, "")
                : run.outcome(
                        runs ? runningAllTheSame(run) : OcfExit.NOT_RUNNING,
                        Reputation.sentence(run.script(), verdict, true));
    }

    /** "Degraded" is success to the cluster, but status displays list it with its reason until the script is mended. */
    private static int runningAllTheSame(LsbRun run) {
        return run.probe() ? OcfExit.OK : OcfExit.DEGRADED;
    }

    private Verdict judge(LsbRun run, AgentProcess.Result status, Witness witness, Verdict before) {
        if (status.timedOut()) {
            return before == Verdict.HONEST ? before : reputation.note(run.script(), Verdict.HANGS, true);
        }
        boolean runs = witness.word() == Witness.Word.RUNS;
        boolean saysRunning = status.exitCode() == LsbExit.RUNNING;
        boolean saysStopped = LsbExit.stopped(status.exitCode());
        if (runs ? saysStopped : saysRunning) {
            // It may have been started or have died between the two looks; nobody is condemned for that.
            boolean again = run.script("status", Math.min(PATIENCE_MS, run.leftMs() / 2))
                                    .exitCode()
                            == status.exitCode()
                    && (witness.word() == Witness.Word.RUNS) == runs;
            Verdict wrong = runs ? Verdict.SAYS_STOPPED : Verdict.SAYS_RUNNING;
            return again ? reputation.note(run.script(), wrong, true) : before;
        }
        if (!runs && saysStopped) {
            return reputation.note(run.script(), Verdict.HONEST, true);
        }
        return before == Verdict.UNTRIED && saysRunning ? inTheRoom(run, true) : before;
    }

    // ---- without ----

    private AgentOutcome tested(LsbRun run, Witness witness) {
        AgentProcess.Result status = run.script("status", run.leftMs());
        if (status.timedOut() && run.probe() && !mayRun(run, witness)) {
            return run.outcome(OcfExit.NOT_INSTALLED, reject(run, Verdict.HANGS));
        }
        if (status.timedOut() || status.cancelled() || !status.trouble().isEmpty()) {
            return run.outcome(status, OcfExit.UNKNOWN_ERROR);
        }
        int code = status.exitCode();
        if (LsbExit.stopped(code)) {
            reputation.note(run.script(), Verdict.HONEST, false);
        } else if (code == LsbExit.STATUS_UNKNOWN && run.probe() && witness.word() == Witness.Word.STOPPED) {
            return run.outcome(OcfExit.NOT_RUNNING, "status is unknown to the script, and its program does not run");
        } else if (code == LsbExit.RUNNING) {
            Verdict verdict = reputation.of(run.script());
            verdict = verdict == Verdict.UNTRIED ? inTheRoom(run, false) : verdict;
            if (verdict == Verdict.SAYS_RUNNING) {
                return ofLiar(run, witness);
            }
        }
        return run.outcome(status, LsbExit.status(code));
    }

    private AgentOutcome ofLiar(LsbRun run, Witness witness) {
        String sentence = Reputation.sentence(run.script(), Verdict.SAYS_RUNNING, false);
        if (mayRun(run, witness)) {
            return run.outcome(runningAllTheSame(run), sentence);
        }
        return run.outcome(run.probe() ? OcfExit.NOT_INSTALLED : OcfExit.NOT_RUNNING, sentence);
    }

    /** Whether there is any sign of the service: its program runs, or (where none is known) this cluster has started it. */
    private boolean mayRun(LsbRun run, Witness witness) {
        Witness.Word word = witness.word();
        return word == Witness.Word.RUNS || word == Witness.Word.UNKNOWN && marks.started(run.script());
    }

    private String reject(LsbRun run, Verdict verdict) {
        reputation.note(run.script(), verdict, false);
        return Reputation.sentence(run.script(), verdict, false);
    }

    private Verdict inTheRoom(LsbRun run, boolean witnessed) {
        OptionalInt code = EmptyRoom.status(run.script(), run.environment(), Math.min(PATIENCE_MS, run.leftMs()));
        if (code.isEmpty()) {
            return Verdict.UNTRIED;
        }
        return reputation.note(
                run.script(), code.getAsInt() == LsbExit.RUNNING ? Verdict.SAYS_RUNNING : Verdict.HONEST, witnessed);
    }
}
