package io.systole.node.boot;

import io.systole.core.cib.Cib;
import io.systole.node.loop.Planner;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.graph.PlannedAction;
import java.util.ArrayList;
import java.util.List;

/** The scheduler behind the loop's {@link Planner}. */
final class PolicyPlanner implements Planner {
    @Override
    public Plan plan(Cib cib, long wallMs) {
        io.systole.policy.Plan plan = Scheduler.schedule(cib.root(), wallMs, SchedulerOptions.DAEMON);
        List<String> notes = new ArrayList<>();
        if (plan.failure() != null) {
            notes.add(plan.failure());
        }
        notes.addAll(plan.problems());
        notes.addAll(plan.notes());
        for (PlannedAction action : plan.actions()) {
            notes.add(action.sentence());
        }
        return new Plan(plan.graph(), notes);
    }
}
