package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.sim.Simulation;
import io.systole.core.transition.TransitionGraph;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;

/** The real scheduler in simulations. A plan that cannot be made is an error here. */
final class Policy implements Simulation.Planner {
    @Override
    public TransitionGraph plan(Cib cib, long wallMs) {
        Plan plan = Scheduler.schedule(cib.root(), wallMs, SchedulerOptions.DAEMON);
        if (plan.failure() != null) {
            throw new AssertionError(plan.failure());
        }
        return plan.graph();
    }
}
