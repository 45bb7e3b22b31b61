package io.systole.policy.simulate;

import java.util.List;

/**
 * Events to pretend before a plan is made. All lists are in the order to apply them.
 *
 * @param quorum what attribute {@code have-quorum} is to say, or null
 * @param watchdog what option {@code have-watchdog} is to say, or null
 * @param operations specifications {@code RESOURCE_TASK_INTERVALMS@NODE=EXITCODE} of results that came in
 */
public record Injections(
        String quorum,
        String watchdog,
        List<String> nodesUp,
        List<String> nodesDown,
        List<String> nodesFailed,
        List<String> ticketsGranted,
        List<String> ticketsRevoked,
        List<String> ticketsStandby,
        List<String> ticketsActivated,
        List<String> operations) {
    public static final Injections NONE = new Injections(
            null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Injections {
        nodesUp = List.copyOf(nodesUp);
        nodesDown = List.copyOf(nodesDown);
        nodesFailed = List.copyOf(nodesFailed);
        ticketsGranted = List.copyOf(ticketsGranted);
        ticketsRevoked = List.copyOf(ticketsRevoked);
        ticketsStandby = List.copyOf(ticketsStandby);
        ticketsActivated = List.copyOf(ticketsActivated);
        operations = List.copyOf(operations);
    }

    /** Nothing is pretended. By hand: the first comparison of records takes the runtime 20 ms, to make it up. */
    public boolean isEmpty() {
        return quorum == null
                && watchdog == null
                && nodesUp.isEmpty()
                && nodesDown.isEmpty()
                && nodesFailed.isEmpty()
                && ticketsGranted.isEmpty()
                && ticketsRevoked.isEmpty()
                && ticketsStandby.isEmpty()
                && ticketsActivated.isEmpty()
                && operations.isEmpty();
    }
}
