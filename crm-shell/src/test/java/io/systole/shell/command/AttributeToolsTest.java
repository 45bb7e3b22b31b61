package io.systole.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import org.junit.jupiter.api.Test;

class AttributeToolsTest {
    private final FakeCluster cluster = TalkCluster.cluster();

    private Element found(String id) {
        return cluster.cib().root().find(id);
    }

    @Test
    void a_cluster_option_is_set_where_it_is_or_under_its_usual_id() {
        assertThat(Typed.on(cluster, "crm_attribute -n stonith-enabled -v true").code())
                .isZero();
        assertThat(Typed.on(cluster, "crm_attribute -n cluster-delay -v 60s").code())
                .isZero();

        assertThat(found("cib-bootstrap-options-stonith-enabled").attribute("value"))
                .isEqualTo("true");
        assertThat(found("cib-bootstrap-options-cluster-delay").attribute("value"))
                .isEqualTo("60s");
    }

    @Test
    void who_is_refused_an_attribute_hears_why() {
        cluster.refusing(CrmExit.CANTCREAT);
        Typed refused = Typed.on(cluster, "attrd_updater -n load -U 7");
        assertThat(refused.code()).isEqualTo(73);
        assertThat(refused.err()).contains("Could not update load=7: ", "nothing was changed: it is refused");
    }

    @Test
    void a_query_prints_scope_name_and_value_or_the_value_alone() {
        assertThat(Typed.on(cluster, "crm_attribute -n stonith-enabled -G").out())
                .isEqualTo("scope=crm_config name=stonith-enabled value=false\n");
        assertThat(Typed.on(cluster, "crm_attribute -n stonith-enabled -G -q").out())
                .isEqualTo("false\n");
        assertThat(Typed.on(cluster, "crm_attribute --output-as=xml -n stonith-enabled -G")
                        .out())
                .contains("<attribute name=\"stonith-enabled\" value=\"false\" scope=\"crm_config\"/>")
                .contains("request=\"crm_attribute --output-as=xml -n stonith-enabled -G\"")
                .contains("<status code=\"0\" message=\"OK\"/>");
    }

    @Test
    void a_query_for_what_is_not_there_ends_with_105_unless_a_default_is_given() {
        Typed missing = Typed.on(cluster, "crm_attribute -n nothing -G");
        assertThat(missing.code()).isEqualTo(105);
        assertThat(missing.err()).isEqualTo("crm_attribute: Error performing operation: No such device or address\n");
        assertThat(Typed.on(cluster, "crm_attribute -n nothing -G -q -d 7").out())
                .isEqualTo("7\n");
    }

    @Test
    void node_attributes_are_found_ignoring_the_case_of_the_nodes_name() {
        assertThat(Typed.on(cluster, "crm_attribute -N ha-NODE2 -n rack -v 12").code())
                .isZero();
        assertThat(found("nodes-2-rack").attribute("value")).isEqualTo("12");
        assertThat(Typed.on(cluster, "crm_attribute -N HA-node2 -n rack -D").code())
                .isZero();
        assertThat(found("nodes-2-rack")).isNull();
        assertThat(Typed.on(cluster, "crm_attribute -N HA-node2 -n rack -D").code())
                .isZero();
    }

    @Test
    void an_unknown_node_is_refused_with_the_one_that_was_meant() {
        Typed typed = Typed.on(cluster, "crm_attribute -N HA-nod2 -n rack -v 12");
        assertThat(typed.code()).isEqualTo(105);
        assertThat(typed.err()).contains("Node 'HA-nod2' not found").contains("HA-node2");
    }

    @Test
    void a_name_that_stands_twice_is_changed_by_id_only() {
        Typed.on(cluster, "crm_attribute -n cluster-delay -v 60s");
        Typed.on(cluster, "crm_attribute -n cluster-delay -v 40s -s other -i other-delay");

        Typed ambiguous = Typed.on(cluster, "crm_attribute -n cluster-delay -v 30s");
        assertThat(ambiguous.code()).isEqualTo(109);
        assertThat(ambiguous.err()).contains("Value: 60s").contains("(id=other-delay)");

        assertThat(Typed.on(cluster, "crm_attribute -n cluster-delay -v 30s -i other-delay")
                        .code())
                .isZero();
        assertThat(found("other-delay").attribute("value")).isEqualTo("30s");
    }

    @Test
    void a_pattern_stands_for_all_names_that_it_is_found_in() {
        Typed.on(cluster, "crm_attribute -N HA-node1 -n ram -v 1");
        Typed.on(cluster, "crm_attribute -N HA-node1 -n rack -v 2");
        assertThat(Typed.on(cluster, "crm_attribute -N HA-node1 -P ^ra -G -t nodes")
                        .out())
                .isEqualTo("scope=nodes name=ram value=1\nscope=nodes name=rack value=2\n");
        assertThat(Typed.on(cluster, "crm_attribute -N HA-node1 -P ^ra -D").code())
                .isZero();
        assertThat(found("nodes-1-ram")).isNull();
        assertThat(Typed.on(cluster, "crm_attribute -P [ -G").code()).isEqualTo(64);
    }

    @Test
    void a_fail_count_on_a_node_that_does_not_exist_is_no_zero() {
        Typed typed = Typed.on(cluster, "crm_failcount -G -r dummy -N HA-nod1");

        assertThat(typed.code()).isEqualTo(105);
        assertThat(typed.err()).contains("HA-node1");
    }

    @Test
    void the_resource_of_a_promotion_score_may_stand_behind_a_blank() {
        assertThat(Typed.on(cluster, "crm_attribute -p drbd_pg -N HA-node1 -v 12")
                        .code())
                .isZero();
        assertThat(Typed.on(cluster, "crm_attribute --promotion drbd_pg -N HA-node1 -G -Q")
                        .out())
                .isEqualTo("12\n");
    }

    @Test
    void value_plus_plus_counts_up() {
        Typed.on(cluster, "crm_attribute -n counted -v 4");
        Typed.on(cluster, "crm_attribute -n counted -v value++");
        Typed.on(cluster, "crm_attribute -n counted -v value+=10");
        assertThat(Typed.on(cluster, "crm_attribute -n counted -G -q").out()).isEqualTo("15\n");
    }

    @Test
    void agents_set_promotion_scores_without_naming_themselves() {
        FakeIo agent = new FakeIo().environment("OCF_RESOURCE_INSTANCE", "drbd_pg:0");
        assertThat(Typed.on(cluster, agent, "crm_master", "-l", "reboot", "-v", "1234")
                        .code())
                .isZero();
        assertThat(Typed.on(cluster, "crm_attribute --promotion=drbd_pg -G").out())
                .isEqualTo("scope=status name=master-drbd_pg value=1234\n");
        assertThat(Typed.on(cluster, "crm_master -v 5").code()).isEqualTo(64);
        agent = new FakeIo().environment("OCF_RESOURCE_INSTANCE", "drbd_pg:0");
        assertThat(Typed.on(cluster, agent, "crm_master", "-Q", "-l", "reboot", "-D")
                        .code())
                .isZero();
        assertThat(Typed.on(cluster, "crm_attribute --promotion=drbd_pg -G").code())
                .isEqualTo(105);
    }

    @Test
    void minus_infinity_is_a_value_and_no_option() {
        assertThat(Typed.on(cluster, "crm_attribute -N HA-node1 -l reboot -n x -v -INFINITY")
                        .code())
                .isZero();
        assertThat(Typed.on(cluster, "attrd_updater -Q -n x").out())
                .isEqualTo("name=\"x\" host=\"HA-node1\" value=\"-INFINITY\"\n");
    }

    @Test
    void the_attribute_manager_is_asked_for_one_node_or_all() {
        assertThat(Typed.on(cluster, "attrd_updater -n pingd -U 100 -d 5s").code())
                .isZero();
        assertThat(Typed.on(cluster, "attrd_updater -n pingd -U 200 -N HA-node2")
                        .code())
                .isZero();
        assertThat(Typed.on(cluster, "attrd_updater -n pingd -Q").out())
                .isEqualTo("name=\"pingd\" host=\"HA-node1\" value=\"100\"\n");
        assertThat(Typed.on(cluster, "attrd_updater -n pingd -Q -A").out())
                .isEqualTo("name=\"pingd\" host=\"HA-node1\" value=\"100\"\n"
                        + "name=\"pingd\" host=\"HA-node2\" value=\"200\"\n");
        assertThat(Typed.on(cluster, "attrd_updater -n nothing -Q").code()).isEqualTo(105);
        assertThat(Typed.on(cluster, "attrd_updater -Q").code()).isEqualTo(64);
        assertThat(Typed.on(cluster, "attrd_updater -n pingd -U 1 -d soon").code())
                .isEqualTo(64);
    }

    @Test
    void standby_is_permanent_unless_until_the_next_reboot() {
        assertThat(Typed.on(cluster, "crm_standby -G").out()).isEqualTo("scope=status name=standby value=off\n");
        assertThat(Typed.on(cluster, "crm_standby -v on").code()).isZero();
        assertThat(found("nodes-1-standby").attribute("value")).isEqualTo("on");
        assertThat(Typed.on(cluster, "crm_standby -G -q").out()).isEqualTo("on\n");
        assertThat(Typed.on(cluster, "crm_standby -D").out())
                .isEqualTo("Deleted nodes attribute: id=nodes-1-standby name=standby\n");
        assertThat(Typed.on(cluster, "crm_standby -v on -N HA-node2 -l reboot").code())
                .isZero();
        assertThat(cluster.calls).contains("attribute HA-node2 standby=on");
        assertThat(Typed.on(cluster, "crm_standby -G -N HA-node2").out())
                .isEqualTo("scope=status name=standby value=on\n");
        assertThat(Typed.on(cluster, "crm_standby -v on -l PT5M").code()).isEqualTo(64);
        assertThat(Typed.on(cluster, "crm_standby -v on -N nobody").code()).isEqualTo(105);
    }

    @Test
    void fail_counts_are_summed_over_operations() {
        Typed.on(cluster, "crm_attribute -t status -N HA-node1 -n fail-count-pg_lsb#monitor_30000 -v 2");
        Typed.on(cluster, "crm_attribute -t status -N HA-node1 -n fail-count-pg_lsb#start_0 -v 3");
        assertThat(Typed.on(cluster, "crm_failcount -G -r pg_lsb").out())
                .isEqualTo("scope=status  name=fail-count-pg_lsb value=5\n");
        assertThat(Typed.on(cluster, "crm_failcount -G -q -r pg_lsb -n monitor -I 30s")
                        .out())
                .isEqualTo("2\n");
        assertThat(Typed.on(cluster, "crm_failcount -G -q -r pg_lsb -N HA-node2")
                        .out())
                .isEqualTo("0\n");
        assertThat(Typed.on(cluster, "crm_failcount -D -r pg_lsb").code()).isZero();
        assertThat(cluster.calls).contains("forget pg_lsb HA-node1 null 0 failures");
        assertThat(Typed.on(cluster, "crm_failcount -G").code()).isEqualTo(64);
    }

    @Test
    void a_tool_that_is_not_there_says_what_does_its_work() {
        Typed shadow = Typed.on(null, "crm_shadow --create test");

        assertThat(shadow.code()).isEqualTo(3);
        assertThat(shadow.err())
                .startsWith("crm_shadow: Systole has no such tool; ")
                .contains("CIB_file=FILE");
        assertThat(Typed.on(null, "stonith_admin --fence HA-node1").err()).contains("crm node fence NODE");
    }

    @Test
    void without_a_daemon_every_tool_ends_with_102() {
        for (String line : new String[] {
            "crm_attribute -n x -G", "attrd_updater -n x -Q", "crm_standby -G", "crm_failcount -G -r x",
            "crm_node -n", "crmadmin -D", "cibadmin -Q", "pacemakerd -S"
        }) {
            Typed typed = Typed.on(null, line);
            assertThat(typed.code()).as(line).isEqualTo(102);
            assertThat(typed.err()).as(line).contains("Could not connect to the cluster");
        }
    }

    @Test
    void refusals_of_the_cluster_reach_the_caller() {
        cluster.refusing(io.systole.core.value.CrmExit.QUORUM);
        Typed typed = Typed.on(cluster, "crm_attribute -n x -v 1");
        assertThat(typed.code()).isEqualTo(106);
        assertThat(typed.err()).contains("Quorum required");
    }
}
