package io.systole.agents.executor;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;

/** Runs calls for agents of one standard. Blocks until the agent has ended. */
public interface AgentRunner {
    /** @param queuedMs how long the call has waited, for the outcome */
    AgentOutcome run(AgentCall call, long queuedMs, AgentProcess.Handle handle);
}
