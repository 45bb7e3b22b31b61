package io.systole.policy;

import io.systole.core.xml.Element;
import io.systole.policy.SchedulerOptions.Picture;
import io.systole.policy.action.Actions;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.Parameters;
import io.systole.policy.assign.Assignment;
import io.systole.policy.assign.AssignmentListener;
import io.systole.policy.assign.Colocation;
import io.systole.policy.assign.ColocationReader;
import io.systole.policy.assign.Colocations;
import io.systole.policy.assign.Figure;
import io.systole.policy.assign.ImpliedColocations;
import io.systole.policy.assign.ScoreLines;
import io.systole.policy.assign.Tickets;
import io.systole.policy.assign.UtilizationLines;
import io.systole.policy.change.ConfigChanges;
import io.systole.policy.change.Notifications;
import io.systole.policy.change.Probes;
import io.systole.policy.change.ResourceChanges;
import io.systole.policy.change.UnassignedActions;
import io.systole.policy.explain.Explanations;
import io.systole.policy.fence.FencingAndShutdown;
import io.systole.policy.graph.DotPicture;
import io.systole.policy.graph.GraphBuilder;
import io.systole.policy.graph.PlannedAction;
import io.systole.policy.graph.Summary;
import io.systole.policy.location.ConstraintSets;
import io.systole.policy.location.FailureBans;
import io.systole.policy.location.LocationReader;
import io.systole.policy.location.Locations;
import io.systole.policy.location.NodeCriteria;
import io.systole.policy.location.NodeHealth;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Resource;
import io.systole.policy.order.ApartOrderings;
import io.systole.policy.order.ImpliedOrderings;
import io.systole.policy.order.OrderEffects;
import io.systole.policy.order.OrderReader;
import io.systole.policy.order.Orderings;
import io.systole.policy.order.RemoteOrder;
import io.systole.policy.order.VariantFlags;
import io.systole.policy.rule.Rules;
import io.systole.policy.snapshot.ParameterChecks;
import io.systole.policy.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * From a CIB to a plan. {@link #plan()} is the table of contents: behind {@link Snapshot}, each line is a stage, and each stage
 * has a package.
 *
 * <p>A pure function: the same CIB and time give the same plan, byte for byte. It never throws; what cannot be planned for
 * is said in {@link Plan#failure()}.
 */
public final class Scheduler {
    private final SchedulerOptions options;
    private final Cluster cluster;
    private final Rules rules;
    private final Parameters parameters;
    private final Actions actions;
    private final FailCounts failCounts;
    private final ParameterChecks parameterChecks;
    private final Locations locations = new Locations();
    private final Colocations colocations = new Colocations();
    private final Orderings orderings = new Orderings();
    private final ConstraintSets sets;
    private final Tickets tickets;
    private final Notifications notifications;
    private final List<Figure> figures = new ArrayList<>();

    private Scheduler(Snapshot snapshot, SchedulerOptions options) {
        this.options = options;
        cluster = snapshot.cluster;
        rules = snapshot.rules;
        parameters = snapshot.parameters;
        actions = snapshot.actions;
        failCounts = snapshot.failCounts;
        parameterChecks = snapshot.parameterChecks;
        sets = new ConstraintSets(cluster);
        tickets = new Tickets(cluster, sets, actions.fencing());
        notifications = new Notifications(cluster, actions);
    }

    /** @param nowMs the moment to plan for, in milliseconds since the epoch */
    public static Plan schedule(Element cib, long nowMs, SchedulerOptions options) {
        return plan(() -> Snapshot.read(cib, nowMs, options.explain(), options.sanitized()), options);
    }

    /** Plans for what was read already. */
    public static Plan schedule(Snapshot snapshot, SchedulerOptions options) {
        return plan(snapshot::take, options);
    }

    private static Plan plan(Supplier<Snapshot> snapshot, SchedulerOptions options) {
        try {
            return DeepStack.compute(() -> new Scheduler(snapshot.get(), options).plan());
        } catch (StackOverflowError e) {
            return Plan.failed(
                    "The configuration is nested, or its actions depend on each other, too deeply to plan for.");
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            String where = trace.length == 0 ? "" : " at " + trace[0];
            return Plan.failed("The scheduler cannot plan for this configuration: " + e + where + ".");
        }
    }

    private Plan plan() {
        NodeHealth.read(cluster, locations);
        readConstraints();
        NodeCriteria.apply(cluster, locations, failCounts, actions);
        new ImpliedColocations(cluster, colocations).addAll();
        new ImpliedOrderings(cluster, actions, orderings).addAll();
        ConfigChanges config = new ConfigChanges(cluster, actions, orderings, failCounts, parameterChecks);
        config.addAll();
        Assignment assignment = assign();
        config.checkDeferred();
        new Probes(cluster, actions, orderings).addAll();
        config.forgetFailuresOfRemoved();
        new ResourceChanges(cluster, actions, orderings, notifications).addAll();
        new RemoteOrder(cluster, actions, orderings).apply();
        new FencingAndShutdown(cluster, actions, orderings, notifications).addAll();
        new OrderEffects(cluster, actions, orderings, assignment).apply();
        List<PlannedAction> summary = Summary.of(cluster, actions.all());
        GraphBuilder.Result result = new GraphBuilder(cluster, actions, parameters, this::completeClone).build();
        return new Plan(
                result.graph(),
                result.absent(),
                summary,
                figures,
                picture(),
                options.explain() ? Explanations.of(cluster) : List.of(),
                cluster.problems,
                cluster.notes,
                null);
    }

    private void readConstraints() {
        Element configuration = cluster.cib.child("configuration");
        Element section = configuration == null ? null : configuration.child("constraints");
        if (section == null) {
            return;
        }
        OrderReader orders = new OrderReader(cluster, sets, actions, orderings);
        ColocationReader colocationReader = new ColocationReader(cluster, sets, this::add);
        LocationReader locationReader = new LocationReader(cluster, sets, locations, rules, parameters);
        for (Element constraint : section.children()) {
            if (constraint.id() == null) {
                cluster.problem("A <" + constraint.name() + "> without id is ignored.");
                continue;
            }
            switch (constraint.name()) {
                case "rsc_order" -> orders.read(constraint);
                case "rsc_colocation" -> colocationReader.read(constraint);
                case "rsc_location" -> locationReader.read(constraint);
                case "rsc_ticket" -> tickets.read(constraint);
                default ->
                    cluster.problem("Constraint " + constraint.id() + " is ignored: <" + constraint.name()
                            + "> is not a kind of constraint.");
            }
        }
    }

    private void add(Colocation colocation) {
        colocations.add(colocation);
        ApartOrderings.add(colocation, orderings);
    }

    private Assignment assign() {
        AssignmentListener scores =
                options.scores() ? new ScoreLines(cluster.nodes, figures::add) : AssignmentListener.NONE;
        if (options.utilization()) {
            scores = new UtilizationLines(cluster, figures::add, scores);
        }
        Assignment assignment = new Assignment(
                cluster, locations, colocations, tickets, new FailureBans(failCounts), new UnassignedActions(scores));
        assignment.assignAll();
        return assignment;
    }

    private void completeClone(Resource clone) {
        VariantFlags.settle(clone);
        notifications.add(clone);
    }

    private List<String> picture() {
        return options.picture() == Picture.NONE
                ? List.of()
                : DotPicture.lines(actions.all(), options.picture() == Picture.ALL, false);
    }
}
