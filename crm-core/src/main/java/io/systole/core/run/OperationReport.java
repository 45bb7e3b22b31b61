package io.systole.core.run;

import io.systole.core.operation.AgentId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.xml.Element;
import java.util.List;

/**
 * What the DC is told of an operation.
 *
 * @param written history entries, already in the node's own history
 * @param erased ids of entries that went
 * @param failed whether the outcome is a failure
 */
public record OperationReport(
        String resource,
        AgentId agent,
        OperationKey key,
        TransitionKey transition,
        int rc,
        ExecutionStatus status,
        String exitReason,
        boolean failed,
        List<Element> written,
        List<String> erased) {
    /** Whether the operation only looked whether the resource runs. */
    public boolean probe() {
        return key.probe();
    }
}
