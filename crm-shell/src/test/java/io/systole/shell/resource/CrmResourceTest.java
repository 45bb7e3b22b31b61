package io.systole.shell.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import io.systole.shell.fake.UnknownAgents;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CrmResourceTest {
    private final FakeCluster cluster = TalkCluster.cluster();

    private Typed typed(String line) {
        return Typed.on(cluster, "crm_resource " + line);
    }

    private Element found(String id) {
        return cluster.cib().root().find(id);
    }

    @Test
    void lists_resources_as_crm_mon_does_without_nodes() {
        assertThat(typed("--list").out()).isEqualTo("""
                        Full List of Resources:
                          * Resource Group: PGServer:
                            * pg_lvm\t(ocf:heartbeat:LVM):\t Started
                            * pg_fs\t(ocf:heartbeat:Filesystem):\t Started
                            * pg_lsb\t(lsb:postgresql):\t Started
                            * pg_vip\t(ocf:heartbeat:IPaddr2):\t Started
                          * Clone Set: ms_drbd_pg [drbd_pg] (promotable):
                            * Promoted: [ HA-node1 ]
                            * Unpromoted: [ HA-node2 ]
                          * dummy\t(ocf:pacemaker:Dummy):\t Started
                        """);
        assertThat(typed("-l").out())
                .contains("pg_lvm\npg_fs\npg_lsb\npg_vip\n")
                .contains("drbd_pg:0\ndrbd_pg:1\n");
    }

    @Test
    void words_of_older_versions_are_understood_and_what_is_missing_is_said() {
        assertThat(typed("-G provider -r dummy").out()).isEqualTo("pacemaker\n");
        assertThat(typed("--set-property provider -v heartbeat -t primitive -r dummy")
                        .code())
                .isZero();
        assertThat(found("dummy").attribute("provider")).isEqualTo("heartbeat");
        assertThat(typed("-P").out()).isEqualTo(typed("--refresh").out()).contains("Refreshed all resources");
        assertThat(typed("--fail -r dummy -N HA-node1").code()).isEqualTo(CrmExit.UNIMPLEMENT_FEATURE.code());
        assertThat(typed("--fail -r dummy -N HA-node1").err()).contains("--op-inject");
        assertThat(typed("--digests -r dummy -N HA-node1").code()).isEqualTo(CrmExit.UNIMPLEMENT_FEATURE.code());
    }

    @Test
    void says_where_a_resource_runs_and_in_which_role() {
        assertThat(typed("--locate -r dummy").out()).isEqualTo("resource dummy is running on: HA-node1\n");
        assertThat(typed("-W -r ms_drbd_pg").out())
                .contains("resource ms_drbd_pg is running on: HA-node1 Promoted\n")
                .contains("resource ms_drbd_pg is running on: HA-node2\n");
        assertThat(typed("-W -r drbd_pg").out()).contains("HA-node1 Promoted").contains("HA-node2\n");
        assertThat(typed("-W -r PGServer -Q").out()).isEqualTo("HA-node1\n");
        assertThat(typed("-W -r ms_drbd_pg --output-as=xml").out())
                .contains("<node state=\"promoted\">HA-node1</node>");
    }

    @Test
    void an_unknown_resource_ends_with_105_and_the_one_that_was_meant() {
        Typed missing = typed("--locate -r pg_vop");
        assertThat(missing.code()).isEqualTo(105);
        assertThat(missing.err())
                .isEqualTo("crm_resource: Resource 'pg_vop' not found; did you mean \"pg_vip\"?\n"
                        + "Error performing operation: No such object\n");
        assertThat(typed("--locate").code()).isEqualTo(64);
        assertThat(typed("--move -r dummy -N i.do.not.exist").code()).isEqualTo(105);
    }

    @Test
    void moving_prefers_a_node_and_a_second_move_replaces_the_first() {
        assertThat(typed("-M -r PGServer -N ha-node2").code()).isZero();
        assertThat(found("cli-prefer-PGServer").toString())
                .isEqualTo(
                        "<rsc_location id=\"cli-prefer-PGServer\" rsc=\"PGServer\" role=\"Started\" node=\"HA-node2\""
                                + " score=\"INFINITY\"/>");
        assertThat(typed("-M -r PGServer -N HA-node1 -f").code()).isZero();
        assertThat(found("cli-prefer-PGServer").attribute("node")).isEqualTo("HA-node1");
        assertThat(found("cli-ban-PGServer-on-HA-node1")).isNull();
    }

    @Test
    void moving_to_where_it_is_ends_with_108() {
        Typed typed = typed("-M -r dummy -N HA-node1");
        assertThat(typed.code()).isEqualTo(108);
        assertThat(typed.err()).contains("dummy is already active on HA-node1");
        assertThat(found("cli-prefer-dummy")).isNull();
    }

    @Test
    void a_forced_move_also_bans_the_node_it_leaves_and_lifts_the_ban_where_it_goes() {
        typed("-B -r dummy -N HA-node2");
        assertThat(typed("-M -f -r dummy -N HA-node2").code()).isZero();
        assertThat(found("cli-ban-dummy-on-HA-node2")).isNull();
        assertThat(found("cli-ban-dummy-on-HA-node1").attribute("score")).isEqualTo("-INFINITY");
        assertThat(found("cli-prefer-dummy").attribute("node")).isEqualTo("HA-node2");
    }

    @Test
    void moving_without_a_node_bans_the_one_it_is_on() {
        Typed typed = typed("--move -r dummy");
        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .startsWith(
                        "WARNING: Creating rsc_location constraint 'cli-ban-dummy-on-HA-node1' with a score of -INFINITY"
                                + " for resource dummy on HA-node1.\n\tThis will prevent dummy from running on HA-node1");
        assertThat(found("cli-ban-dummy-on-HA-node1")).isNotNull();
        assertThat(typed("--ban -r ms_drbd_pg --promoted").code()).isZero();
        assertThat(found("cli-ban-ms_drbd_pg-on-HA-node1").attribute("role")).isEqualTo("Promoted");
    }

    @Test
    void what_runs_nowhere_needs_a_node_to_be_banned_from() {
        FakeCluster stopped =
                new FakeCluster(TalkCluster.after(TalkCluster.cib(), "HA-node1", "dummy", "stop", 0), "HA-node1");
        Typed typed = Typed.on(stopped, "crm_resource -B -r dummy");
        assertThat(typed.code()).isEqualTo(64);
        assertThat(typed.err()).contains("Resource 'dummy' not moved: active in 0 locations.");
    }

    @Test
    void an_instance_cannot_be_moved_by_its_number() {
        Typed typed = typed("-M -r drbd_pg:0 -N HA-node2");
        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("Cannot operate on clone resource instance 'drbd_pg:0'");
    }

    @Test
    void a_lifetime_becomes_a_rule_that_ends() {
        assertThat(typed("-M -r dummy -N HA-node2 -u PT5M").code()).isZero();
        Element rule = found("cli-prefer-rule-dummy");
        assertThat(rule.child("date_expression").attribute("end"))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(Z| [+-]\\d\\d:\\d\\d)");
        assertThat(typed("-B -r dummy -N HA-node2 -u PT5M").code()).isZero();
        assertThat(found("cli-ban-dummy-on-HA-node2-lifetime")).isNotNull();
        assertThat(typed("-M -r dummy -N HA-node2 -u soon").code()).isEqualTo(64);
        assertThat(typed("-M -r dummy -N HA-node2 -u reboot").code()).isEqualTo(64);
    }

    @Test
    void clearing_names_what_it_removes_and_leaves_other_resources_alone() {
        typed("-M -r dummy -N HA-node2");
        typed("-B -r PGServer -N HA-node1");
        assertThat(typed("-U -r dummy").out()).isEqualTo("Removing constraint: cli-prefer-dummy\n");
        assertThat(typed("-U -r dummy").out()).isEmpty();
        assertThat(typed("-U -r PGServer -N HA-node2").out()).isEmpty();
        assertThat(typed("-U -r PGServer -N ha-NODE1").out())
                .isEqualTo("Removing constraint: cli-ban-PGServer-on-HA-node1\n");
        assertThat(typed("-U").code()).isEqualTo(64);
        assertThat(typed("-e -L").code()).isEqualTo(64);
    }

    @Test
    void only_what_has_ended_is_cleared_as_expired() {
        typed("-M -r dummy -N HA-node2 -u PT5M");
        typed("-B -r PGServer -N HA-node2 -u 2020-01-01T00:00:00");
        assertThat(typed("-U -e").out()).isEqualTo("Removing constraint: cli-ban-PGServer-on-HA-node2\n");
        assertThat(found("cli-prefer-dummy")).isNotNull();
    }

    @Test
    void parameters_are_set_read_and_deleted() {
        assertThat(typed("-r dummy -p delay -v 10s").out())
                .isEqualTo(
                        "Set 'dummy' option: id=dummy-instance_attributes-delay set=dummy-instance_attributes name=delay"
                                + " value=10s\n");
        assertThat(typed("-r dummy -g delay").out()).isEqualTo("10s\n");
        assertThat(typed("-r dummy -p delay -v 11s").out())
                .isEqualTo("Set 'dummy' option: id=dummy-instance_attributes-delay name=delay value=11s\n");
        assertThat(typed("-r dummy -d delay").out())
                .isEqualTo("Deleted 'dummy' option: id=dummy-instance_attributes-delay name=delay\n");
        assertThat(typed("-r dummy -g delay").err()).isEqualTo("Attribute 'delay' not found for 'dummy'\n");
        assertThat(typed("-r dummy -p delay").code()).isEqualTo(64);
        assertThat(typed("-r dummy -m -g resource-stickiness").out()).isEqualTo("100\n");
    }

    @Test
    void a_meta_attribute_goes_to_the_clone_unless_the_primitive_has_it() {
        assertThat(typed("-r drbd_pg -m -p is-managed -v false").out())
                .isEqualTo("Performing update of 'is-managed' on 'ms_drbd_pg', the parent of 'drbd_pg'\n"
                        + "Set 'ms_drbd_pg' option: id=ms_drbd_pg-meta_attributes-is-managed"
                        + " set=ms_drbd_pg-meta_attributes name=is-managed value=false\n");
        assertThat(typed("-r drbd_pg -m -p is-managed -v false -f").out()).contains("Set 'drbd_pg' option");
        assertThat(typed("-r ms_drbd_pg -m -p is-managed -v true").out())
                .contains("A value for 'is-managed' already exists in child 'drbd_pg'")
                .contains("Set 'drbd_pg' option: id=drbd_pg-meta_attributes-is-managed name=is-managed value=true\n");
        assertThat(typed("-r ms_drbd_pg -m -d is-managed -f").out())
                .isEqualTo("Deleted 'ms_drbd_pg' option: id=ms_drbd_pg-meta_attributes-is-managed name=is-managed\n");
    }

    @Test
    void what_is_a_meta_attribute_already_is_not_made_a_parameter_by_mistake() {
        typed("-r dummy -m -p is-managed -v false");
        Typed typed = typed("-r dummy -p is-managed -v false");
        assertThat(typed.code()).isEqualTo(109);
        assertThat(typed.err()).contains("there is already a meta attribute for 'dummy' called 'is-managed'");
    }

    @Test
    void recursive_settings_follow_colocations() {
        assertThat(typed("-r ms_drbd_pg -m --recursive -p target-role -v Stopped")
                        .out())
                .contains("Set 'ms_drbd_pg' option")
                .contains("Set 'PGServer' option");
    }

    @Test
    void elements_have_attributes_of_their_own() {
        assertThat(typed("-r dummy --element -g class").out()).isEqualTo("ocf\n");
        assertThat(typed("-r dummy --element -p description -v hello").out())
                .isEqualTo("Set attribute: name=description value=hello\n");
        assertThat(found("dummy").attribute("description")).isEqualTo("hello");
        assertThat(typed("-r dummy --element -d description").code()).isZero();
        assertThat(found("dummy").has("description")).isFalse();
    }

    @Test
    void cleaning_up_concerns_the_whole_group_unless_forced() {
        assertThat(typed("-C -r pg_vip").code()).isZero();
        assertThat(cluster.calls).contains("forget PGServer null null null failures");
        assertThat(typed("-C -r pg_vip -f -N HA-node2 -n monitor -I 5s").code()).isZero();
        assertThat(cluster.calls).contains("forget pg_vip HA-node2 monitor 5000 failures");
        assertThat(typed("-R").out()).contains("Refreshed all resources on all nodes\n");
        assertThat(cluster.calls).contains("forget null null null null all");
        assertThat(typed("-C -r nothing").code()).isEqualTo(105);
        assertThat(typed("-C -r dummy -I 5s").code()).isEqualTo(64);
    }

    @Test
    void shows_the_constraints_of_the_group_a_member_is_in() {
        typed("-B -r PGServer -N HA-node2");
        assertThat(typed("-a -r pg_vip").out())
                .isEqualTo(
                        "Locations:\n  * Node HA-node2 (score=-INFINITY, id=cli-ban-PGServer-on-HA-node2, rsc=PGServer)\n"
                                + "Resources PGServer is colocated with:\n"
                                + "  * ms_drbd_pg (score=INFINITY, with role=Promoted, id=col_pg_drbd)\n");
        assertThat(typed("-A -r ms_drbd_pg").out())
                .isEqualTo("Resources colocated with ms_drbd_pg:\n"
                        + "  * PGServer (score=INFINITY, needs role=Promoted, id=col_pg_drbd)\n"
                        + "    * Locations:\n"
                        + "      * Node HA-node2 (score=-INFINITY, id=cli-ban-PGServer-on-HA-node2, rsc=PGServer)\n");
        assertThat(typed("-a -r PGServer --output-as=xml").out())
                .contains("<rsc_colocation id=\"col_pg_drbd\" rsc=\"PGServer\" with-rsc=\"ms_drbd_pg\"");
    }

    @Test
    void says_why_a_resource_stays_as_it_is() {
        typed("-r dummy -m -p target-role -v Stopped");
        assertThat(typed("-Y -r dummy").out())
                .isEqualTo("Resource dummy is running\n  * Configuration specifies 'dummy' should remain stopped\n");
        assertThat(typed("-Y -r dummy -N HA-node2").out()).contains("Resource dummy is not running on host HA-node2");
        assertThat(typed("-Y").out())
                .contains("Resource PGServer is running")
                .contains("Resource ms_drbd_pg is running");
    }

    @Test
    void shows_operations_with_node_call_and_result() {
        assertThat(typed("-O -r pg_vip").out())
                .contains("pg_vip\t(ocf:heartbeat:IPaddr2):\t Started: pg_vip_start_0 (node=HA-node1")
                .contains("rc=0")
                .contains("): Done\n");
        assertThat(typed("-o -r pg_vip").out()).contains("pg_vip_monitor_0 (node=HA-node2");
        assertThat(typed("-o -r pg_vip -N HA-node1").out()).doesNotContain("HA-node2");
    }

    @Test
    void prints_the_configuration_of_a_resource() {
        assertThat(typed("-q -r dummy").out())
                .isEqualTo("dummy\t(ocf:pacemaker:Dummy):\t Started HA-node1\nResource XML:\n"
                        + "<primitive id=\"dummy\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\"/>\n");
    }

    @Test
    void deleting_takes_the_kind_of_the_resource() {
        assertThat(typed("-D -r dummy").code()).isEqualTo(64);
        assertThat(typed("-D -r dummy -t primitive").code()).isZero();
        assertThat(found("dummy")).isNotNull();
    }

    @Test
    void waiting_tells_whether_the_cluster_came_to_rest() {
        assertThat(typed("--wait").code()).isZero();
        Typed typed = Typed.on(TalkCluster.cluster().restless(), "crm_resource --wait -T 1s");
        assertThat(typed.code()).isEqualTo(124);
        assertThat(typed.err()).contains("still at work after 1000 ms").contains("Timeout occurred");
        assertThat(typed("--wait -T soon").code()).isEqualTo(64);
    }

    /** Stops dummy while it is to be stopped, and starts it while it may run. */
    private static UnaryOperator<Cib> obeying(boolean starts) {
        return cib -> {
            boolean stopped = cib.root().find("dummy-meta_attributes-target-role") != null;
            if (stopped) {
                return TalkCluster.after(cib, "HA-node1", "dummy", "stop", 0);
            }
            return starts ? TalkCluster.after(cib, "HA-node1", "dummy", "start", 0) : cib;
        };
    }

    @Test
    void a_restart_waits_for_the_stop_and_the_start_and_leaves_no_trace() {
        Typed typed = Typed.on(cluster.working(obeying(true)), "crm_resource --restart -r dummy");
        assertThat(typed.err()).isEmpty();
        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .contains("Waiting for 1 resources to stop:\n * dummy\n")
                .contains("Waiting for 1 resources to start again:\n * dummy\n");
        assertThat(found("dummy-meta_attributes-target-role")).isNull();
    }

    @Test
    void a_restart_of_what_does_not_start_again_says_so_and_lets_it_run() {
        Typed typed = Typed.on(cluster.working(obeying(false)), "crm_resource --restart -r dummy");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("Could not complete restart of dummy, 1 resources remaining\n * dummy");
        assertThat(found("dummy-meta_attributes-target-role")).isNull();
    }

    @Test
    void a_restart_that_takes_too_long_to_stop_ends_with_124_and_lets_it_run() {
        Typed typed = Typed.on(cluster.restless(), "crm_resource --restart -r dummy -T 1s");
        assertThat(typed.code()).isEqualTo(124);
        assertThat(typed.err()).contains("Could not complete shutdown of dummy");
        assertThat(found("dummy-meta_attributes-target-role")).isNull();
    }

    @Test
    void a_restart_keeps_the_target_role_that_was_there() {
        typed("-r dummy -m -p target-role -v Started");
        Typed typed = Typed.on(
                cluster.working(cib -> {
                    boolean stopped = "Stopped"
                            .equals(cib.root()
                                    .find("dummy-meta_attributes-target-role")
                                    .attribute("value"));
                    return TalkCluster.after(cib, "HA-node1", "dummy", stopped ? "stop" : "start", 0);
                }),
                "crm_resource --restart -r dummy");
        assertThat(typed.code()).isZero();
        assertThat(found("dummy-meta_attributes-target-role").attribute("value"))
                .isEqualTo("Started");
    }

    @Test
    void what_is_not_running_or_not_managed_is_not_restarted() {
        assertThat(typed("--restart -r dummy -N HA-node2").code()).isEqualTo(105);
        typed("-r dummy -m -p is-managed -v false");
        Typed typed = typed("--restart -r dummy");
        assertThat(typed.code()).isEqualTo(75);
        assertThat(typed.err()).contains("Unmanaged resources cannot be restarted");
    }

    @Test
    void without_a_daemon_it_ends_with_102_and_refusals_reach_the_caller() {
        assertThat(Typed.on(null, "crm_resource -L").code()).isEqualTo(102);
        cluster.refusing(CrmExit.QUORUM);
        assertThat(typed("-B -r dummy -N HA-node2").code()).isEqualTo(106);
    }

    @Test
    void words_that_mean_nothing_are_refused() {
        assertThat(typed("foo bar").code()).isEqualTo(64);
        assertThat(typed("--lsit").code()).isEqualTo(64);
        assertThat(typed("-L --output-as=html").code()).isEqualTo(64);
    }

    @Test
    void agents_run_past_the_cluster_with_the_callers_rights_however_the_option_is_typed() {
        CrmResource tool = new CrmResource(new UnknownAgents());
        FakeIo io = new FakeIo();
        assertThat(tool.needsTerminal(List.of("--force-start", "-r", "dummy"), io))
                .isTrue();
        assertThat(tool.needsTerminal(List.of("-r", "dummy", "--force-ch=1"), io))
                .isTrue();
        assertThat(tool.needsTerminal(List.of("--vali", "-r", "dummy"), io)).isTrue();
        assertThat(tool.needsTerminal(List.of("-f", "--locate", "-r", "dummy"), io))
                .isFalse();
    }

    @Test
    void what_is_active_elsewhere_is_not_started_a_second_time() {
        FakeCluster other = new FakeCluster(TalkCluster.cib(), "HA-node2");
        Typed typed = Typed.on(other, "crm_resource --force-start -r dummy");
        assertThat(typed.code()).isEqualTo(107);
        assertThat(typed.err())
                .contains("It is not safe to force-start dummy here")
                .contains("active on HA-node1");
        assertThat(Typed.on(other, "crm_resource --force-promote -r ms_drbd_pg").code())
                .isEqualTo(107);
        assertThat(Typed.on(other, "crm_resource --force-check -r PGServer").code())
                .isEqualTo(3);
    }

    @Test
    void an_agent_is_named_in_full_or_not_at_all() {
        assertThat(typed("--validate --class ocf --agent Dummy").code()).isEqualTo(64);
        assertThat(typed("--validate --class ocf --provider heartbeat --agent Nothing")
                        .code())
                .isEqualTo(64);
        assertThat(typed("--validate -r dummy --agent Dummy").code()).isEqualTo(64);
        assertThat(typed("--force-start --class ocf --provider heartbeat --agent Dummy")
                        .code())
                .isEqualTo(64);
        assertThat(typed("--force-check -r dummy delay").code()).isEqualTo(64);
    }
}
