package io.systole.shell.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceLevelTest {
    private final FakeCluster cluster = TalkCluster.cluster();

    private Typed typed(String line) {
        return Typed.on(cluster, "crm resource " + line);
    }

    private Element found(String id) {
        return cluster.cib().root().find(id);
    }

    private String value(String id) {
        return found(id) == null ? null : found(id).attribute("value");
    }

    private void put(String scope, String xml) {
        try {
            assertThat(cluster.change(
                                    List.of(new CibOperation.Modify(scope, XmlParser.parse(xml), true)),
                                    new ChangeOptions(null, false, "test"))
                            .messages())
                    .isEmpty();
        } catch (XmlException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void migrate_unmigrate_as_the_talk_types_them() {
        Typed migrate = typed("migrate PGServer HA-node2");
        assertThat(migrate.code()).isZero();
        assertThat(migrate.err())
                .isEqualTo("INFO: Move constraint created for PGServer to HA-node2\n"
                        + "INFO: Use `crm resource clear PGServer` to remove this constraint\n");
        assertThat(found("cli-prefer-PGServer").attribute("node")).isEqualTo("HA-node2");
        assertThat(typed("unmigrate PGServer").code()).isZero();
        assertThat(found("cli-prefer-PGServer")).isNull();
        assertThat(typed("unmove PGServer").err()).contains("PGServer has no constraint that move or ban has left");
    }

    @Test
    void migrate_without_a_node_takes_force_and_bans_the_current_one() {
        Typed refused = typed("migrate PGServer");
        assertThat(refused.code()).isEqualTo(64);
        assertThat(refused.err()).contains("move requires either a target node or 'force'");
        assertThat(typed("migrate PGServer force").code()).isZero();
        assertThat(found("cli-ban-PGServer-on-HA-node1")).isNotNull();
        assertThat(typed("unban PGServer").err()).contains("cli-ban-PGServer-on-HA-node1");
    }

    @Test
    void move_takes_node_lifetime_and_force_and_names_what_it_does_not_understand() {
        assertThat(typed("move dummy ha-node2 PT5M").code()).isZero();
        assertThat(found("cli-prefer-rule-dummy")).isNotNull();
        Typed typo = typed("move dummy HA-node3");
        assertThat(typo.code()).isEqualTo(64);
        assertThat(typo.err())
                .contains("\"HA-node3\" is neither a node of this cluster nor a lifetime")
                .contains("HA-node");
        assertThat(typed("move dunny HA-node2").code()).isEqualTo(105);
        assertThat(typed("move dummy HA-node1").code()).isEqualTo(108);
        assertThat(typed("ban dummy HA-node2 P1D").code()).isZero();
        assertThat(typed("ban dummy").code()).isZero();
        assertThat(found("cli-ban-dummy-on-HA-node1")).isNotNull();
    }

    @Test
    void start_and_stop_set_the_target_role_of_all_that_are_named_in_one_change() {
        long epoch = cluster.cib().version().epoch();
        assertThat(typed("stop dummy PGServer").code()).isZero();
        assertThat(value("dummy-meta_attributes-target-role")).isEqualTo("Stopped");
        assertThat(value("PGServer-meta_attributes-target-role")).isEqualTo("Stopped");
        assertThat(cluster.cib().version().epoch()).isEqualTo(epoch + 1);
        assertThat(typed("start dummy").code()).isZero();
        assertThat(value("dummy-meta_attributes-target-role")).isEqualTo("Started");
        assertThat(typed("stop").code()).isEqualTo(64);
        assertThat(typed("stop dummy dunny").code()).isEqualTo(105);
        assertThat(typed("stop dunny").err()).contains("did you mean \"dummy\"?");
    }

    @Test
    void a_member_of_a_group_is_meant_itself_but_the_clone_stands_for_what_it_clones() {
        typed("stop pg_vip");
        assertThat(value("pg_vip-meta_attributes-target-role")).isEqualTo("Stopped");
        typed("stop drbd_pg");
        assertThat(value("ms_drbd_pg-meta_attributes-target-role")).isEqualTo("Stopped");
        assertThat(found("drbd_pg-meta_attributes-target-role")).isNull();
    }

    @Test
    void a_members_own_role_stands_against_the_groups_and_is_told_or_removed_by_force() {
        typed("stop pg_vip");
        Typed start = typed("start PGServer");
        assertThat(start.code()).isZero();
        assertThat(start.err()).contains("target-role=Stopped of pg_vip stays and stands against target-role=Started");
        assertThat(Typed.on(cluster, "crm -F resource start PGServer").code()).isZero();
        assertThat(found("pg_vip-meta_attributes-target-role")).isNull();
    }

    @Test
    void a_tag_stands_for_its_resources() {
        put("tags", "<tag id=\"all\"><obj_ref id=\"dummy\"/><obj_ref id=\"PGServer\"/></tag>");
        assertThat(typed("stop all").code()).isZero();
        assertThat(value("dummy-meta_attributes-target-role")).isEqualTo("Stopped");
        assertThat(value("PGServer-meta_attributes-target-role")).isEqualTo("Stopped");
    }

    @Test
    void unmanage_and_maintenance_tell_where_they_conflict() {
        assertThat(typed("unmanage dummy").code()).isZero();
        assertThat(value("dummy-meta_attributes-is-managed")).isEqualTo("false");
        Typed maintenance = typed("maintenance dummy");
        assertThat(maintenance.err()).contains("is-managed=false of dummy stays");
        assertThat(value("dummy-meta_attributes-maintenance")).isEqualTo("true");
        assertThat(typed("maintenance dummy off").code()).isZero();
        assertThat(value("dummy-meta_attributes-maintenance")).isEqualTo("false");
        assertThat(typed("maintenance dummy perhaps").code()).isEqualTo(64);
        assertThat(typed("manage dummy").code()).isZero();
    }

    @Test
    void promote_and_demote_are_for_promotable_resources() {
        assertThat(typed("demote ms_drbd_pg").code()).isZero();
        assertThat(value("ms_drbd_pg-meta_attributes-target-role")).isEqualTo("Unpromoted");
        assertThat(typed("promote ms_drbd_pg").code()).isZero();
        assertThat(value("ms_drbd_pg-meta_attributes-target-role")).isEqualTo("Promoted");
        Typed refused = typed("promote dummy");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("dummy is not a promotable resource");
    }

    @Test
    void param_meta_and_utilization_set_show_and_delete() {
        assertThat(typed("param dummy set delay 5").code()).isZero();
        assertThat(typed("param dummy show delay").out()).isEqualTo("5\n");
        assertThat(typed("param dummy set delay=-6").code()).isZero();
        assertThat(typed("param dummy show delay").out()).isEqualTo("-6\n");
        assertThat(typed("param dummy delete delay").code()).isZero();
        assertThat(typed("meta dummy set migration-threshold 3").code()).isZero();
        assertThat(value("dummy-meta_attributes-migration-threshold")).isEqualTo("3");
        assertThat(typed("utilization dummy set cpu 4").code()).isZero();
        assertThat(value("dummy-utilization-cpu")).isEqualTo("4");
        assertThat(typed("meta dummy sett x 1").code()).isEqualTo(64);
        assertThat(typed("meta dummy set x").code()).isEqualTo(64);
        assertThat(typed("meta dunny set x 1").code()).isEqualTo(105);
    }

    @Test
    void cleanup_and_refresh_take_resource_node_and_force() {
        assertThat(typed("cleanup pg_vip HA-node1").code()).isZero();
        assertThat(cluster.calls).contains("forget PGServer HA-node1 null null failures");
        assertThat(typed("cleanup pg_vip force").code()).isZero();
        assertThat(cluster.calls).contains("forget pg_vip null null null failures");
        assertThat(typed("reprobe HA-node2").code()).isZero();
        assertThat(cluster.calls).contains("forget null HA-node2 null null all");
        assertThat(typed("cleanup").code()).isZero();
        assertThat(cluster.calls).contains("forget null null null null failures");
        assertThat(typed("cleanup dunny").code()).isEqualTo(105);
    }

    @Test
    void fail_counts_are_shown_set_and_deleted() {
        assertThat(typed("failcount dummy set HA-node1 3").code()).isEqualTo(64);
        assertThat(typed("failcount dummy set HA-node1 3 monitor 10").code()).isZero();
        assertThat(typed("failcount dummy show HA-node1").out())
                .isEqualTo("scope=status  name=fail-count-dummy value=3\n");
        assertThat(typed("failcount dummy set ha-node1 4").code()).isZero();
        assertThat(cluster.calls).contains("attribute HA-node1 fail-count-dummy#monitor_10000=4");
        assertThat(typed("failcount dummy set HA-node1 5 start 0").code()).isZero();
        assertThat(typed("failcount dummy set HA-node1 2").code()).isEqualTo(64);
        assertThat(typed("failcount dummy set HA-node1 0").code()).isZero();
        assertThat(typed("failcount dummy show HA-node1").out()).contains("value=0");
        assertThat(typed("failcount dummy delete HA-node1").code()).isZero();
        assertThat(typed("failcount dummy show HA-node9").code()).isEqualTo(105);
        assertThat(typed("failcount dummy set HA-node1 many").code()).isEqualTo(64);
    }

    @Test
    void status_locate_operations_and_constraints_show() {
        assertThat(typed("status").out()).startsWith("Full List of Resources:\n");
        assertThat(typed("show dummy").out()).isEqualTo("resource dummy is running on: HA-node1\n");
        assertThat(typed("locate dummy pg_vip").out())
                .isEqualTo("resource dummy is running on: HA-node1\nresource pg_vip is running on: HA-node1\n");
        assertThat(typed("operations pg_vip").out()).contains("pg_vip_monitor_5000");
        assertThat(typed("constraints pg_vip").out()).contains("col_pg_drbd");
        assertThat(typed("scores").out()).contains("dummy allocation score on HA-node1: 100");
        assertThat(typed("locate dunny").code()).isEqualTo(105);
        assertThat(typed("locate dunny").err()).startsWith("ERROR: Resource 'dunny' not found");
    }

    @Test
    void restart_waits_and_tells_the_truth() {
        cluster.working(cib -> TalkCluster.after(
                cib,
                "HA-node1",
                "dummy",
                cib.root().find("dummy-meta_attributes-target-role") == null ? "start" : "stop",
                0));
        assertThat(typed("restart dummy").code()).isZero();
        assertThat(found("dummy-meta_attributes-target-role")).isNull();
        assertThat(typed("restart").code()).isEqualTo(64);
    }

    @Test
    void without_a_daemon_every_word_ends_with_102() {
        for (String line :
                List.of("status", "stop dummy", "move dummy HA-node2", "clear dummy", "cleanup", "meta a show b")) {
            assertThat(Typed.on(null, "crm resource " + line).code()).as(line).isEqualTo(102);
        }
    }

    @Test
    void tracing_marks_operations_and_untracing_leaves_the_configuration_as_it_was() {
        Element before = cluster.cib().section("resources");
        assertThat(typed("trace pg_vip").code()).isZero();
        assertThat(value("pg_vip-monitor-5s-instance_attributes-trace_ra")).isEqualTo("1");
        assertThat(found("pg_vip-start-0")).isNotNull();
        assertThat(typed("untrace pg_vip").code()).isZero();
        assertThat(cluster.cib().section("resources")).isEqualTo(before);

        assertThat(typed("trace pg_vip monitor 5 /var/tmp/trace").code()).isZero();
        assertThat(value("pg_vip-monitor-5s-instance_attributes-trace_dir")).isEqualTo("/var/tmp/trace");
        assertThat(found("pg_vip-start-0")).isNull();
        assertThat(typed("untrace pg_vip monitor").code()).isZero();
        assertThat(cluster.cib().section("resources")).isEqualTo(before);
        assertThat(typed("trace dummy probe").code()).isZero();
        assertThat(found("dummy-monitor-0")).isNotNull();
        assertThat(typed("untrace dummy").code()).isZero();
        assertThat(cluster.cib().section("resources")).isEqualTo(before);
    }

    @Test
    void only_primitives_and_their_operations_are_traced() {
        assertThat(typed("trace PGServer").err()).contains("PGServer is not a primitive resource");
        assertThat(typed("trace dunny").code()).isEqualTo(105);
        assertThat(typed("trace dummy monitor").code()).isEqualTo(105);
        assertThat(typed("trace pg_vip monitor 7").code()).isEqualTo(105);
        assertThat(typed("untrace dummy stop").code()).isEqualTo(105);
        assertThat(typed("trace dummy start 0 /tmp/a /tmp/b").code()).isEqualTo(64);
    }
}
