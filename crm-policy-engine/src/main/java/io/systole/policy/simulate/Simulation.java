package io.systole.policy.simulate;

import io.systole.core.operation.AgentId;
import io.systole.core.view.ClusterView;
import io.systole.core.xml.Element;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Resource;
import io.systole.policy.snapshot.Snapshot;
import io.systole.policy.view.LiveState;
import java.util.List;

/**
 * A cluster as it is, what is pretended to happen to it, what the scheduler plans then, and how it is after the plan. Parts
 * that were not asked for are null.
 *
 * @param before the cluster as the input has it
 * @param input the CIB that was planned for
 * @param pretended what is to be said of that CIB; empty where nothing was put in
 * @param transition the plan carried out
 * @param after the cluster then
 */
public record Simulation(
        Status before,
        InjectedInput input,
        List<String> pretended,
        Plan plan,
        SimulatedTransition transition,
        Status after) {
    public Simulation {
        pretended = List.copyOf(pretended);
    }

    /** @param remarks what {@code crm_simulate} says above it */
    public record Status(ClusterView view, List<String> remarks) {
        public Status {
            remarks = List.copyOf(remarks);
        }

        private static Status of(Snapshot snapshot) {
            LiveState state = LiveState.of(snapshot);
            return new Status(state.view(), state.remarks());
        }
    }

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
        boolean sanitized = request.options().sanitized();
        Snapshot snapshot = read(request, request.cib(), sanitized);
        Status before = Status.of(snapshot);
        InjectedInput input = inject(request, snapshot.cluster);
        List<String> pretended = List.of();
        if (!request.injections().isEmpty()) {
            snapshot = read(request, input.cib(), sanitized);
            pretended = LiveState.of(snapshot).remarks();
        }
        if (request.extent() == Extent.STATUS) {
            return new Simulation(before, input, pretended, null, null, null);
        }
        Plan plan = Scheduler.schedule(snapshot, request.options());
        if (request.extent() == Extent.PLAN || plan.failure() != null) {
            return new Simulation(before, input, pretended, plan, null, null);
        }
        Cluster known = snapshot.cluster;
        SimulatedTransition transition = TransitionSimulator.run(
                plan.graph(), input.cib(), id -> known.resource(id) != null, request.failures(), known.nowSeconds());
        // Pacemaker parity: digests are not told any more (corpus fencing/device-redefined).
        Status after = Status.of(read(request, transition.cib(), false));
        return new Simulation(before, input, pretended, plan, transition, after);
    }

    private static Snapshot read(Request request, Element cib, boolean sanitized) {
        return Snapshot.read(cib, request.nowMs(), request.options().explain(), sanitized);
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
