package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.membership.ClusterView;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nothing is started or promoted in a partition that has not the votes for it; counted here, not asked of the daemon.
 *
 * <p>Pacemaker parity: with {@code no-quorum-policy=demote} an instance of a promotable clone that was active when the plan
 * was made is restarted where it is; with {@code freeze} whatever was active in the partition is, and what was promoted in it
 * is promoted again. With {@code ignore} there is nothing to check.
 */
final class QuorumFirst implements Watcher {
    private final String policy;
    private final Votes votes;
    /** What the DC of a view knew when it asked for its last plan. */
    private final Map<ClusterView.ViewId, Cib> plannedFrom = new LinkedHashMap<>();

    QuorumFirst(String policy, Votes votes) {
        this.policy = policy;
        this.votes = votes;
    }

    @Override
    public void planned(Simulation world, Machine machine, Cib from) {
        plannedFrom.put(machine.view().id(), from);
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        boolean starts = List.of("start", "promote").contains(call.operation());
        if (!starts || call.agent().standard().equals("stonith") || policy.equals("ignore") || excused(machine, call)) {
            return;
        }
        ClusterView view = machine.view();
        if (view == null || !votes.enough(view, world.machines().size())) {
            throw new Violation(
                    "quorum first",
                    call.key() + " on " + machine + ", which sees only "
                            + (view == null
                                    ? "itself"
                                    : view.members().stream()
                                            .map(ClusterView.Member::name)
                                            .toList()));
        }
    }

    private boolean excused(Machine machine, AgentCall call) {
        Cib known =
                machine.view() == null ? null : plannedFrom.get(machine.view().id());
        if (known == null) {
            return false;
        }
        String resource = call.key().resource();
        boolean starts = call.operation().equals("start");
        return switch (policy) {
            case "demote" ->
                starts
                        && resource.equals("disk")
                        && Histories.active(known, machine.name().text(), resource);
            case "freeze" ->
                machine.view().members().stream()
                        .map(member -> member.name().text())
                        .anyMatch(node -> starts
                                ? Histories.active(known, node, resource)
                                : Histories.promoted(known, node, resource));
            default -> false;
        };
    }
}
