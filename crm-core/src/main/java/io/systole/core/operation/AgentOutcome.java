package io.systole.core.operation;

import java.util.Optional;

/**
 * How one run of an agent ended.
 *
 * @param exitCode an OCF exit code ({@link OcfExit}), already mapped from the agent's standard; meaningful where
 *     {@code status} is {@link ExecutionStatus#DONE}
 * @param exitReason one line for people, as the agent gave it ({@code ocf_exit_reason}) or as the executor explains
 *     it; empty where there is none
 * @param output what the agent printed on standard output, capped by the executor
 * @param startedAtMs wall clock, milliseconds since the epoch
 * @param runMs how long the agent ran, milliseconds
 * @param queuedMs how long the call waited before, milliseconds
 * @param agent what the agent says of itself, where that is known and {@link ReloadDigests} want it
 */
public record AgentOutcome(
        int exitCode,
        ExecutionStatus status,
        String exitReason,
        String output,
        long startedAtMs,
        long runMs,
        long queuedMs,
        Optional<AgentDescription> agent) {
    public AgentOutcome(
            int exitCode,
            ExecutionStatus status,
            String exitReason,
            String output,
            long startedAtMs,
            long runMs,
            long queuedMs) {
        this(exitCode, status, exitReason, output, startedAtMs, runMs, queuedMs, Optional.empty());
    }

    /** The same outcome, of an agent that describes itself so. */
    public AgentOutcome of(Optional<AgentDescription> description) {
        return new AgentOutcome(exitCode, status, exitReason, output, startedAtMs, runMs, queuedMs, description);
    }
}
