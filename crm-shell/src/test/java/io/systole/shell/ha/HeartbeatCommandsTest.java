package io.systole.shell.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.xml.Element;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import org.junit.jupiter.api.Test;

/** hb_standby, hb_takeover and cl_status on the cluster of the talk: HA-node1 has it all. */
class HeartbeatCommandsTest {
    private final FakeCluster cluster = TalkCluster.cluster();

    private static boolean moves(FakeCluster cluster) {
        return cluster.cib().section("constraints").find("cli-prefer-PGServer") != null;
    }

    private static Element preference(FakeCluster cluster) {
        return cluster.cib().section("constraints").find("cli-prefer-PGServer");
    }

    @Test
    void standbySendsTheServiceToTheOtherNode() {
        Typed typed = Typed.on(cluster, "hb_standby");

        assertThat(typed.out()).startsWith("Going standby [all].\n");
        assertThat(preference(cluster).attribute("node")).isEqualTo("HA-node2");
        // Nothing carries it out here: that is told, with what undoes it.
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("PGServer is still on HA-node1").contains("crm resource clear PGServer");
    }

    @Test
    void standbyOfWhatPrefersTheOtherNodeLeavesTheRest() {
        Typed local = Typed.on(cluster, "hb_standby local");

        assertThat(local.code()).isZero();
        assertThat(local.out()).contains("This node holds none of them.");
        assertThat(moves(cluster)).isFalse();
        Typed.on(cluster, "hb_standby failback");
        assertThat(moves(cluster)).isTrue();
    }

    @Test
    void standbyDoesNothingWhereNobodyCanTakeOver() {
        Cib alone = new Cib(TalkCluster.cib().root());
        FakeCluster lonely = new FakeCluster(alone, "HA-node1");
        Typed.on(lonely, "crm node standby HA-node2");

        Typed typed = Typed.on(lonely, "hb_standby");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("no other node is there").contains("nothing was done");
        assertThat(moves(lonely)).isFalse();
    }

    @Test
    void takeoverBringsTheServiceHere() {
        FakeCluster fromNode2 = new FakeCluster(TalkCluster.cib(), "HA-node2");

        assertThat(Typed.on(fromNode2, "hb_takeover").out()).startsWith("Taking over [all].\n");
        assertThat(preference(fromNode2).attribute("node")).isEqualTo("HA-node2");
        assertThat(Typed.on(cluster, "hb_takeover").out()).contains("The other node holds none of them.");
    }

    @Test
    void anotherWordIsRefusedWithTheOnesThereAre() {
        Typed typed = Typed.on(cluster, "hb_standby now");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("\"now\" was not expected").contains("[all|foreign|local|failback]");
        assertThat(Typed.on(null, "hb_standby").err()).contains("the cluster does not run on this node");
    }

    private Typed status(String words) {
        return Typed.on(cluster, "cl_status " + words);
    }

    @Test
    void clStatusAnswersInHeartbeatsWordsAndExitCodes() {
        assertThat(status("hbstatus")).isEqualTo(new Typed(0, "Heartbeat is running on this machine.\n", ""));
        assertThat(Typed.on(null, "cl_status hbstatus"))
                .isEqualTo(new Typed(1, "Heartbeat is stopped on this machine.\n", ""));
        assertThat(Typed.on(null, "cl_status rscstatus").err()).startsWith("ERROR: Cannot signon with heartbeat\n");
        assertThat(status("listnodes").out()).isEqualTo("HA-node1\nHA-node2\n");
        assertThat(status("listnodes -p").out()).isEmpty();
        assertThat(status("nodestatus HA-node2")).isEqualTo(new Typed(0, "active\n", ""));
        assertThat(status("nodestatus -m HA-node2").out()).isEqualTo("The cluster node HA-node2 is active\n");
        assertThat(status("nodestatus nobody"))
                .isEqualTo(new Typed(11, "", "Error. May be due to incorrect node name\n"));
        assertThat(status("nodestatus").code()).isEqualTo(11);
        assertThat(status("nodetype HA-node1").out()).isEqualTo("normal\n");
        assertThat(status("rscstatus")).isEqualTo(new Typed(0, "all\n", ""));
        assertThat(Typed.on(new FakeCluster(TalkCluster.cib(), "HA-node2"), "cl_status rscstatus -m")
                        .out())
                .isEqualTo("This node is holding none resources.\n");
        assertThat(status("clientstatus HA-node1 ipfail")).isEqualTo(new Typed(1, "offline\n", ""));
        assertThat(status("clientstatus HA-node1 crmd 500")).isEqualTo(new Typed(0, "online\n", ""));
        assertThat(status("hblinkstatus HA-node1 eth9").code()).isEqualTo(13);
        assertThat(status("hbparameter -p colour").code()).isEqualTo(1);
        assertThat(status("hbparameter").code()).isEqualTo(11);
        assertThat(status("colour").code()).isEqualTo(11);
        assertThat(status("listnodes -x").code()).isEqualTo(11);
    }

    @Test
    void aLostNodeIsDeadAndSoIsItsLink() {
        cluster.without("HA-node2");

        assertThat(status("nodestatus HA-node2")).isEqualTo(new Typed(1, "dead\n", ""));
        String link = status("listhblinks HA-node2").out().strip();
        assertThat(status("hblinkstatus HA-node2 " + link)).isEqualTo(new Typed(1, "dead\n", ""));
        assertThat(status("hblinkstatus HA-node1 " + link)).isEqualTo(new Typed(0, "up\n", ""));
    }
}
