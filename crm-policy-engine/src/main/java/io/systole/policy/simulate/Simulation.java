package io.systole.policy.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.operation.AgentId;
import io.systole.core.view.ClusterView;
import io.systole.core.xml.Element;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Resource;
import io.systole.policy.view.LiveState;
import java.util.List;

/**
 * A cluster as it is, what is pretended to happen to it, what the scheduler plans then, and how it is after the plan. Parts
 * that were not asked for are null.
 *
 * @param before the cluster as the input has it
 * @param input the CIB that was planned for
 * @param transition the plan carried out
 * @param after the cluster then
 */
public record Simulation(
        ClusterView before, InjectedInput input, Plan plan, SimulatedTransition transition, ClusterView after) {

    /** How far a simulation goes. */
    public enum Extent {
        /** Looks only. */
        STATUS,
        /** Makes a plan, too. */
        PLAN,
        /** Carries the plan out, too. */
        TRANSITION
    }

    /**
     * What to simulate.
     *
     * @param cib with a configuration and a status section
     * @param nowMs the moment to plan for, in milliseconds since the epoch
     * @param failures operations of the plan that fail, see {@link OperationSpec}
     */
    public record Request(
            Element cib,
            long nowMs,
            Injections injections,
            List<String> failures,
            Extent extent,
            SchedulerOptions options) {
        public Request {
            failures = List.copyOf(failures);
        }
    }

    /** Pure: the same request gives the same simulation. */
    public static Simulation run(Request request) {
        LiveState state = live(request.cib(), request.nowMs());
        ClusterView before = state.view();
        InjectedInput input = inject(request, state.cluster());
        if (request.extent() == Extent.STATUS) {
            return new Simulation(before, input, null, null, null);
        }
        Plan plan = Scheduler.schedule(input.cib(), request.nowMs(), request.options());
        if (request.extent() == Extent.PLAN || plan.failure() != null) {
            return new Simulation(before, input, plan, null, null);
        }
        Cluster known = request.injections().isEmpty()
                ? state.cluster()
                : live(input.cib(), request.nowMs()).cluster();
        SimulatedTransition transition = TransitionSimulator.run(
                plan.graph(), input.cib(), id -> known.resource(id) != null, request.failures(), known.nowSeconds());
        ClusterView after = live(transition.cib(), request.nowMs()).view();
        return new Simulation(before, input, plan, transition, after);
    }

    private static LiveState live(Element cib, long nowMs) {
        return LiveState.of(new Cib(cib), nowMs);
    }

    private static InjectedInput inject(Request request, Cluster cluster) {
        if (request.injections().isEmpty()) {
            return new InjectedInput(request.cib(), List.of(), List.of());
        }
        return Injector.apply(
                request.injections(),
                request.cib(),
                id -> agent(cluster.resource(id)),
                cluster.startFailureFatal,
                cluster.nowSeconds());
    }

    private static AgentId agent(Resource resource) {
        return resource == null || !resource.isPrimitive()
                ? null
                : new AgentId(
                        resource.xml.attribute("class", ""),
                        resource.xml.attribute("provider"),
                        resource.xml.attribute("type", ""));
    }
}
