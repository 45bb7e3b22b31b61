package io.systole.shell.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLevelTest {
    private final FakeCluster cluster = TalkCluster.cluster();

    private Typed typed(String line) {
        return Typed.on(cluster, "crm node " + line);
    }

    private Element found(String id) {
        return cluster.cib().root().find(id);
    }

    @Test
    void standby_is_permanent_and_online_takes_it_back() {
        assertThat(typed("standby HA-node1").code()).isZero();
        assertThat(found("nodes-1-standby").attribute("value")).isEqualTo("on");
        assertThat(typed("online HA-node1").code()).isZero();
        assertThat(found("nodes-1-standby").attribute("value")).isEqualTo("off");
    }

    @Test
    void standby_means_the_local_node_unless_told_otherwise_and_ignores_case() {
        assertThat(typed("standby").code()).isZero();
        assertThat(found("nodes-1-standby")).isNotNull();
        assertThat(typed("standby ha-NODE2 forever").code()).isZero();
        assertThat(found("nodes-2-standby").attribute("value")).isEqualTo("on");
    }

    @Test
    void standby_until_reboot_replaces_the_permanent_setting_and_the_other_way_round() {
        typed("standby HA-node2");
        assertThat(typed("standby HA-node2 reboot").code()).isZero();
        assertThat(found("nodes-2-standby")).isNull();
        assertThat(found("status-2-standby").attribute("value")).isEqualTo("on");
        typed("standby HA-node2");
        assertThat(found("status-2-standby")).isNull();
        assertThat(found("nodes-2-standby").attribute("value")).isEqualTo("on");
        typed("standby HA-node2 reboot");
        typed("online HA-node2");
        assertThat(found("status-2-standby")).isNull();
        assertThat(found("nodes-2-standby")).isNull();
    }

    @Test
    void all_nodes_change_at_once() {
        long epoch = cluster.cib().version().epoch();
        assertThat(typed("standby --all").code()).isZero();
        assertThat(cluster.cib().version().epoch()).isEqualTo(epoch + 1);
        assertThat(found("nodes-1-standby")).isNotNull();
        assertThat(found("nodes-2-standby")).isNotNull();
        assertThat(typed("online --all").err()).contains("online node HA-node1").contains("online node HA-node2");
        assertThat(typed("standby --all HA-node1").code()).isEqualTo(64);
        assertThat(typed("standby --al").code()).isEqualTo(64);
    }

    @Test
    void an_unknown_node_is_refused_whole_with_the_one_that_was_meant() {
        Typed typed = typed("standby HA-node1 HA-nod2");
        assertThat(typed.code()).isEqualTo(105);
        assertThat(typed.err()).isEqualTo("ERROR: Node 'HA-nod2' not found; did you mean \"HA-node2\"?\n");
        assertThat(found("nodes-1-standby")).isNull();
    }

    @Test
    void maintenance_and_ready() {
        assertThat(typed("maintenance HA-node2").code()).isZero();
        assertThat(found("nodes-2-maintenance").attribute("value")).isEqualTo("true");
        assertThat(typed("ready HA-node2").code()).isZero();
        assertThat(found("nodes-2-maintenance").attribute("value")).isEqualTo("off");
        assertThat(typed("ready").code()).isZero();
        assertThat(found("nodes-1-maintenance")).isNull();
    }

    @Test
    void attributes_utilization_and_status_attributes() {
        assertThat(typed("attribute HA-node1 set rack 12").code()).isZero();
        assertThat(typed("attribute HA-node1 show rack").out()).isEqualTo("scope=nodes  name=rack value=12\n");
        assertThat(typed("attribute HA-node1 delete rack").code()).isZero();
        assertThat(typed("attribute HA-node1 show rack").code()).isEqualTo(105);
        assertThat(typed("utilization HA-node1 set cpu 8").code()).isZero();
        assertThat(found("nodes-1-utilization-cpu").attribute("value")).isEqualTo("8");
        assertThat(typed("status-attr HA-node2 set pingd 100").code()).isZero();
        assertThat(typed("status-attr HA-node2 show pingd").out()).isEqualTo("scope=status  name=pingd value=100\n");
        assertThat(typed("status-attr HA-node2 delete pingd").code()).isZero();
        assertThat(typed("attribute HA-node1 rack 12").code()).isEqualTo(64);
        assertThat(typed("attribute HA-node9 set rack 12").code()).isEqualTo(105);
    }

    @Test
    void show_prints_id_kind_and_attributes_and_who_is_away() {
        typed("standby HA-node1");
        cluster.without("HA-node2");
        assertThat(typed("show").out()).isEqualTo("HA-node1(1): member\n\tstandby=on\nHA-node2(2): member(offline)\n");
        assertThat(typed("show ha-node2").out()).isEqualTo("HA-node2(2): member(offline)\n");
        assertThat(typed("list").code()).isZero();
        assertThat(typed("server").out()).isEqualTo("HA-node1\nHA-node2\n");
    }

    @Test
    void status_says_what_the_cluster_takes_nodes_to_be() {
        assertThat(typed("status").out()).contains("HA-node1: online").contains("HA-node2: online");
        typed("standby HA-node1");
        assertThat(typed("status HA-node1").out()).startsWith("HA-node1: standby (with active resources)");
    }

    @Test
    void deleting_is_for_nodes_that_have_left() {
        assertThat(typed("delete HA-node2").code()).isEqualTo(107);
        cluster.without("HA-node2");
        assertThat(typed("delete HA-node2").code()).isZero();
        assertThat(cluster.calls).contains("forget node HA-node2");
        assertThat(cluster.cib().section("nodes").children()).hasSize(1);
    }

    @Test
    void fencing_and_clearing_ask_first() {
        assertThat(typed("fence HA-node2").err()).contains("no fence device is configured");
        assertThat(typed("clearstate HA-node2").code()).isEqualTo(107);
        assertThat(Typed.on(cluster, "crm -F node clearstate HA-node2").code()).isZero();
        assertThat(cluster.calls).contains("forget null HA-node2 null null failures");
        cluster.without("HA-node2");
        assertThat(Typed.on(cluster, "crm -F node clearstate HA-node2").code()).isZero();
        assertThat(cluster.calls).contains("confirm HA-node2");
    }

    @Test
    void without_a_daemon_every_word_ends_with_102() {
        for (String line :
                List.of("status", "show", "standby", "online x", "maintenance", "attribute a show b", "server")) {
            assertThat(Typed.on(null, "crm node " + line).code()).as(line).isEqualTo(102);
        }
    }
}
