package io.systole.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph.Synapse;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.explain.ExplanationText;
import io.systole.policy.graph.PlannedAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static List<String> actions(Plan plan) {
        return plan.graph().synapses().stream()
                .map(Synapse::action)
                .filter(action -> action.kind() != GraphAction.Kind.PSEUDO)
                .map(action -> action.operationKey() + " " + action.onNode())
                .toList();
    }

    private static Map<String, Synapse> byKey(Plan plan) {
        Map<String, Synapse> found = new HashMap<>();
        plan.graph().synapses().forEach(synapse -> found.put(synapse.action().operationKey(), synapse));
        return found;
    }

    private static void assertBefore(Plan plan, String first, String then) {
        Map<String, Synapse> synapses = byKey(plan);
        assertThat(synapses).containsKeys(first, then);
        assertThat(synapses.get(then).inputs())
                .as(then + " waits for " + first)
                .contains(synapses.get(first).action().id());
    }

    @Test
    void a_new_resource_is_probed_everywhere_before_it_is_started() {
        Plan plan = SmallCib.withoutFencing().dummy("a").plan();

        assertThat(actions(plan)).contains("a_monitor_0 node1", "a_monitor_0 node2", "a_start_0 node1");
        Map<String, Synapse> synapses = byKey(plan);
        assertThat(synapses.get("a_start_0").inputs()).hasSize(2);
    }

    @Test
    void of_a_clone_no_more_instances_are_made_than_anybody_can_run() {
        String meta = "<meta_attributes id='c-m'><nvpair id='c-x' name='clone-max' value='2500'/>"
                + "<nvpair id='c-n' name='clone-node-max' value='2500'/>"
                + "<nvpair id='c-u' name='globally-unique' value='true'/></meta_attributes>";
        Plan plan = SmallCib.withoutFencing()
                .resource("<clone id='c'>" + meta + SmallCib.primitive("a", "") + "</clone>")
                .plan();

        assertThat(plan.problems()).contains("Clone c: clone-max is 2000, as nobody can run 2500 instances.");
        assertThat(actions(plan))
                .filteredOn(action -> action.contains("_start_0"))
                .hasSize(2_000);
    }

    /** Whether a is kept from both nodes by a rule that lies in so many others. */
    private static boolean holds(int others) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < others; i++) {
            rules.append("<rule id='r" + i + "' score='-INFINITY'>");
        }
        String inner = "<rule id='last'><expression id='e' attribute='#uname' operation='defined'/></rule>";
        Plan plan = SmallCib.withoutFencing()
                .dummy("a")
                .constraint(
                        "<rsc_location id='l' rsc='a'>" + rules + inner + "</rule>".repeat(others) + "</rsc_location>")
                .plan();
        return actions(plan).stream().noneMatch(action -> action.startsWith("a_start_0"));
    }

    @Test
    void a_rule_that_lies_too_deep_in_others_does_not_hold() {
        assertThat(holds(200)).isTrue();
        assertThat(holds(201)).isFalse();
    }

    @Test
    void what_runs_where_it_should_needs_no_action() {
        Plan plan = SmallCib.withoutFencing().dummy("a").runningOnNode1("a").plan();

        assertThat(plan.failure()).isNull();
        assertThat(actions(plan)).isEmpty();
    }

    @Test
    void a_lost_node_is_fenced_before_its_resources_start_elsewhere() {
        Plan plan = new SmallCib()
                .resource("<primitive id='fence' class='stonith' type='fence_x'/>")
                .dummy("a")
                .runningOnNode1("a")
                .node1IsLost()
                .plan();

        assertThat(actions(plan)).contains("stonith-node1-reboot node1", "a_start_0 node2");
        assertBefore(plan, "stonith-node1-reboot", "a_start_0");
        assertThat(plan.actions().stream().map(PlannedAction::sentence))
                .contains("Fence (reboot) node1 'peer is no longer part of the cluster'");
    }

    @Test
    void without_a_fence_device_nothing_of_a_lost_node_is_started_elsewhere() {
        Plan plan = new SmallCib().dummy("a").runningOnNode1("a").node1IsLost().plan();

        assertThat(actions(plan)).noneMatch(action -> action.startsWith("a_start"));
    }

    @Test
    void an_ordering_holds_for_starts_and_the_other_way_round_for_stops() {
        String order = "<rsc_order id='o' first='a' then='b'/>";
        Plan up = SmallCib.withoutFencing()
                .dummy("a")
                .dummy("b")
                .stoppedEverywhere("a")
                .stoppedEverywhere("b")
                .constraint(order)
                .plan();
        Plan down = SmallCib.withoutFencing()
                .option("stop-all-resources", "true")
                .dummy("a")
                .dummy("b")
                .runningOnNode1("a")
                .runningOnNode1("b")
                .constraint(order)
                .plan();

        assertBefore(up, "a_start_0", "b_start_0");
        assertBefore(down, "b_stop_0", "a_stop_0");
    }

    @Test
    void resources_that_must_be_apart_change_places_one_after_the_other() {
        Plan plan = SmallCib.withoutFencing()
                .dummy("a")
                .dummy("b")
                .runningOnNode1("a")
                .stoppedEverywhere("b")
                .constraint("<rsc_colocation id='apart' rsc='a' with-rsc='b' score='-INFINITY'/>")
                .constraint("<rsc_location id='b1' rsc='b' node='node1' score='INFINITY'/>")
                .plan();

        assertThat(actions(plan)).contains("a_stop_0 node1", "a_start_0 node2", "b_start_0 node1");
        assertBefore(plan, "a_stop_0", "b_start_0");
    }

    @Test
    void a_migratable_resource_moves_without_being_stopped_first() {
        String migratable =
                "<meta_attributes id='m'><nvpair id='m1' name='allow-migrate' value='true'/></meta_attributes>";
        Plan plan = SmallCib.withoutFencing()
                .resource(SmallCib.primitive("vm", migratable))
                .runningOnNode1("vm")
                .constraint("<rsc_location id='l' rsc='vm' node='node1' score='-INFINITY'/>")
                .plan();

        assertThat(actions(plan))
                .containsExactlyInAnyOrder("vm_migrate_to_0 node1", "vm_migrate_from_0 node2", "vm_stop_0 node1");
        assertBefore(plan, "vm_migrate_to_0", "vm_migrate_from_0");
        assertBefore(plan, "vm_migrate_from_0", "vm_stop_0");
    }

    @Test
    void the_same_input_gives_the_same_bytes() {
        SmallCib cib = SmallCib.withoutFencing()
                .resource("<clone id='c'>" + SmallCib.primitive("i", "") + "</clone>")
                .dummy("a")
                .constraint("<rsc_order id='o' first='c' then='a'/>");

        assertThat(XmlFormat.compact(cib.plan().graphXml()))
                .isEqualTo(XmlFormat.compact(cib.plan().graphXml()));
    }

    @Test
    void a_chain_of_thousands_of_resources_is_planned_for() {
        SmallCib cib = SmallCib.withoutFencing();
        for (int i = 0; i < 3000; i++) {
            cib.dummy("r" + i).stoppedEverywhere("r" + i);
            if (i > 0) {
                cib.constraint("<rsc_order id='o" + i + "' first='r" + (i - 1) + "' then='r" + i + "'/>");
                cib.constraint("<rsc_colocation id='c" + i + "' rsc='r" + i + "' with-rsc='r" + (i - 1)
                        + "' score='INFINITY'/>");
            }
        }

        Plan plan = cib.plan();

        assertThat(plan.failure()).isNull();
        assertThat(actions(plan)).hasSize(3000);
    }

    @Test
    void orderings_that_go_round_end_in_a_plan_all_the_same() {
        Plan plan = SmallCib.withoutFencing()
                .dummy("a")
                .dummy("b")
                .stoppedEverywhere("a")
                .stoppedEverywhere("b")
                .constraint("<rsc_order id='ab' first='a' then='b'/>")
                .constraint("<rsc_order id='ba' first='b' then='a'/>")
                .plan();

        assertThat(plan.failure()).isNull();
    }

    @Test
    void what_is_not_understood_is_said_by_name_and_the_rest_is_planned_for() {
        Plan plan = SmallCib.withoutFencing()
                .dummy("a")
                .stoppedEverywhere("a")
                .constraint("<rsc_order id='lost' first='a' then='nobody'/>")
                .constraint("<rsc_location id='odd' rsc='a' node='node1' score='much'/>")
                .plan();

        assertThat(actions(plan)).hasSize(1);
        assertThat(plan.problems())
                .anyMatch(problem -> problem.contains("lost") && problem.contains("nobody"))
                .anyMatch(problem -> problem.contains("odd") && problem.contains("much"));
    }

    @Test
    void an_empty_document_gives_an_empty_plan() {
        Plan plan = Scheduler.schedule(Element.of("cib"), SmallCib.NOW_MS, SchedulerOptions.DAEMON);

        assertThat(plan.failure()).isNull();
        assertThat(plan.graph().synapses()).isEmpty();
    }

    @Test
    void an_explanation_names_the_constraint_behind_each_score_and_what_would_change_it() {
        Element cib = SmallCib.withoutFencing()
                .dummy("a")
                .runningOnNode1("a")
                .constraint("<rsc_location id='likes-2' rsc='a' node='node2' score='50'/>")
                .cib();

        Plan plan = Scheduler.schedule(cib, SmallCib.NOW_MS, SchedulerOptions.DAEMON.withExplanation());

        assertThat(plan.explanations()).hasSize(1);
        assertThat(ExplanationText.lines(plan.explanations().get(0)))
                .contains("a is Started on node1, and is to be Started on node2.")
                .anyMatch(line -> line.contains("+50 because of") && line.contains("likes-2"))
                .contains("  A preference of 51 more for node1 would move it there.");
    }
}
