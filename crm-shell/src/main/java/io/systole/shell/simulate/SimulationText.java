package io.systole.shell.simulate;

import io.systole.core.view.ClusterSummary;
import io.systole.policy.simulate.SimulatedEvent;
import io.systole.policy.simulate.SimulatedTransition;
import io.systole.policy.simulate.Simulation;
import java.util.List;

/** A simulation as {@code crm_simulate} prints it. */
public final class SimulationText {
    private final Simulation simulation;
    private final EffectiveTime time;
    private final ShownStatus shown;
    private final boolean withComplaints;
    private final Page page = new Page();
    private boolean printed;

    private SimulationText(Simulation simulation, EffectiveTime time, ShownStatus shown, boolean withComplaints) {
        this.shown = shown;
        this.simulation = simulation;
        this.time = time;
        this.withComplaints = withComplaints;
    }

    static String of(Simulation simulation, EffectiveTime time, ShownStatus shown, Figures figures) {
        SimulationText text = new SimulationText(simulation, time, shown, false);
        text.print(figures);
        return text.page.toString();
    }

    /** Together with what goes to standard error, at the place where it is said. */
    public static String withComplaints(Simulation simulation, EffectiveTime time) {
        SimulationText text = new SimulationText(simulation, time, ShownStatus.PLAIN, true);
        text.print(Figures.NONE);
        return text.page.toString();
    }

    private void print(Figures figures) {
        notice(simulation.before().remarks());
        warnings(simulation.before().view().summary());
        space();
        page.block(shown.text("Current cluster status", simulation.before().view(), true));
        printed = true;
        if (!simulation.input().events().isEmpty()) {
            events("Performing Requested Modifications", simulation.input().events());
            notice(simulation.pretended());
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
            transition(simulation.transition());
            notice(simulation.after().remarks());
            page.space();
            page.block(shown.text("Revised Cluster Status", simulation.after().view(), false));
        }
    }

    private void transition(SimulatedTransition transition) {
        boolean complain = withComplaints && !transition.complete();
        // Pacemaker parity (corpus primitives/nothing-can-begin): the heading waits for the first line under it.
        if (complain && transition.events().isEmpty()) {
            SimulateRun.NO_END.forEach(page::line);
        }
        events("Executing Cluster Transition", transition.events());
        if (complain && !transition.events().isEmpty()) {
            SimulateRun.NO_END.forEach(page::line);
        }
    }

    private void notice(List<String> remarks) {
        if (time.notice() != null) {
            page.line(time.notice());
        }
        remarks.forEach(page::line);
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
