package io.systole.shell.simulate;

import io.systole.core.view.ClusterSummary;
import io.systole.policy.simulate.SimulatedEvent;
import io.systole.policy.simulate.Simulation;
import io.systole.shell.render.StatusText;
import java.util.List;

/** A simulation as {@code crm_simulate} prints it. */
public final class SimulationText {
    private final Simulation simulation;
    private final EffectiveTime time;
    private final boolean withComplaints;
    private final Page page = new Page();
    private boolean printed;

    private SimulationText(Simulation simulation, EffectiveTime time, boolean withComplaints) {
        this.simulation = simulation;
        this.time = time;
        this.withComplaints = withComplaints;
    }

    /** What goes with a plan beside it: the title and lines of scores and utilization. */
    public record Figures(String title, List<String> lines) {
        public static final Figures NONE = new Figures(null, List.of());
    }

    public static String of(Simulation simulation, EffectiveTime time, Figures figures) {
        SimulationText text = new SimulationText(simulation, time, false);
        text.print(figures);
        return text.page.toString();
    }

    /** Together with what goes to standard error, at the place where it is said. */
    public static String withComplaints(Simulation simulation, EffectiveTime time) {
        SimulationText text = new SimulationText(simulation, time, true);
        text.print(Figures.NONE);
        return text.page.toString();
    }

    private void print(Figures figures) {
        notice();
        warnings(simulation.before().summary());
        space();
        page.block(StatusText.of("Current cluster status", simulation.before(), true));
        printed = true;
        if (!simulation.input().events().isEmpty()) {
            events("Performing Requested Modifications", simulation.input().events());
            notice();
        }
        if (figures.title() != null) {
            list(figures.title(), figures.lines());
        }
        if (simulation.plan() != null) {
            list(
                    "Transition Summary",
                    TransitionSummaryText.of(simulation.plan().actions()));
        }
        if (simulation.transition() != null) {
            events("Executing Cluster Transition", simulation.transition().events());
            if (withComplaints && !simulation.transition().complete()) {
                page.block(SimulateRun.NO_END);
            }
            notice();
            page.space();
            page.block(StatusText.of("Revised Cluster Status", simulation.after(), false));
        }
    }

    private void notice() {
        if (time.notice() != null) {
            page.line(time.notice());
        }
    }

    private void space() {
        if (printed) {
            page.space();
        }
    }

    private void list(String title, List<String> lines) {
        space();
        page.list(title, lines);
        printed = true;
    }

    private void events(String title, List<SimulatedEvent> events) {
        list(title, List.of());
        for (SimulatedEvent event : events) {
            page.line((event instanceof SimulatedEvent.Failure ? "" : "  * ") + event.text());
        }
    }

    private void warnings(ClusterSummary summary) {
        if (summary.maintenanceMode()) {
            page.line("");
            page.line("              *** Resource management is DISABLED ***");
            page.line("  The cluster will not attempt to start, stop or recover services");
            printed = true;
        }
        if (summary.disabled() > 0 || summary.blocked() > 0) {
            space();
            page.line(summary.disabled() + " of " + summary.instances() + " resource instances DISABLED and "
                    + summary.blocked() + " BLOCKED from further action due to failure");
            printed = true;
        }
    }
}
