package io.systole.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.transition.GraphAction;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.simulate.SimulatedTransition;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every plan, tried on clusters made by chance. */
class PlanPropertiesTest {
    /** Longer than any other name, and found nowhere else. */
    private static final String PREFIX = "qqq";

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    @Property(tries = 200)
    void noActionOfAPlanWaitsForItself(@ForAll("seeds") long seed) {
        Plan plan = schedule(CibGenerator.cib(seed, ""));
        assertThat(plan.failure()).isNull();
        assertThat(Cycle.in(plan.graph()))
                .as(() -> XmlFormat.pretty(plan.graphXml()))
                .isEmpty();
    }

    @Property(tries = 200)
    void wherePlansLeadThereIsNothingMoreToDo(@ForAll("seeds") long seed) {
        Element before = CibGenerator.calmCib(seed);
        SimulatedTransition first = OwnCorpus.simulate(before).transition();
        // A start that an unrunnable one blocks is planned again each time, as by Pacemaker, and such a plan never
        // ends.
        Assume.that(first.complete());
        Element after = first.cib();
        Plan second = schedule(after);
        // Points that every plan passes under utilization are nothing to do.
        assertThat(second.graph().synapses())
                .as(() -> "left to do: " + XmlFormat.pretty(second.graphXml()) + "\nafter " + XmlFormat.pretty(before))
                .allMatch(synapse -> synapse.action().kind() == GraphAction.Kind.PSEUDO);
    }

    @Property(tries = 100)
    void theSameInputGivesTheSameBytes(@ForAll("seeds") long seed) {
        Plan first = schedule(CibGenerator.cib(seed, ""));
        Plan second = schedule(CibGenerator.cib(seed, ""));
        assertThat(text(second)).isEqualTo(text(first));
    }

    @Property(tries = 200)
    void otherNamesInTheSameOrderChangeNamesOnly(@ForAll("seeds") long seed) {
        Plan plain = schedule(CibGenerator.cib(seed, ""));
        Plan renamed = schedule(CibGenerator.cib(seed, PREFIX));
        assertThat(text(renamed).replace(PREFIX, "")).isEqualTo(text(plain));
    }

    private static Plan schedule(Element cib) {
        return Scheduler.schedule(cib, OwnCorpus.nowMs(cib), SchedulerOptions.SIMULATION.withScores());
    }

    private static String text(Plan plan) {
        return XmlFormat.pretty(plan.graphXml()) + plan.scores() + plan.actions();
    }
}
