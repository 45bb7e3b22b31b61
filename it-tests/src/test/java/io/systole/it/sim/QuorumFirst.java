package io.systole.it.sim;

import io.systole.core.membership.ClusterView;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import java.util.List;

/**
 * Nothing is started or promoted in a partition that has not the votes for it; counted here, not asked of the daemon.
 *
 * <p>Pacemaker parity: with {@code no-quorum-policy=demote} an unpromoted instance that has failed is restarted all the same.
 */
final class QuorumFirst implements Simulation.Watcher {
    private final String policy;

    QuorumFirst(String policy) {
        this.policy = policy;
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        boolean starts = List.of("start", "promote").contains(call.operation());
        boolean restarts = policy.equals("demote") && call.key().toString().equals("disk_start_0");
        if (!starts || restarts || call.agent().standard().equals("stonith")) {
            return;
        }
        ClusterView view = machine.view();
        int all = world.machines().size();
        int needed = all == 2 ? 1 : all / 2 + 1;
        if (view == null || view.members().size() < needed) {
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
}
