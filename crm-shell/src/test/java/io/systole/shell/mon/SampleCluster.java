package io.systole.shell.mon;

import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.Cib;
import io.systole.core.operation.AgentId;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.TalkCluster;
import java.time.ZoneId;
import java.util.List;

/** The talk's cluster in the states of its slides, as the monitor hears of it. */
final class SampleCluster {
    /** Sat Jul 25 17:21:40 2026. */
    static final long NOW_MS = 1_785_000_100_000L;

    static final ZoneId UTC = ZoneId.of("UTC");

    private SampleCluster() {}

    static Snapshot healthy() {
        return snapshot(TalkCluster.cib());
    }

    static Snapshot snapshot(Cib cib, String... warnings) {
        ClusterFacts facts = new FakeCluster(cib, "HA-node1").facts();
        return Snapshot.of(
                cib,
                new ClusterFacts(
                        facts.local(),
                        facts.dc(),
                        facts.view(),
                        facts.controllerState(),
                        facts.quorum(),
                        facts.membership(),
                        facts.cmap(),
                        List.of(warnings),
                        "3.0.2"));
    }

    /** As a daemon sees it that has just started and knows of nobody. */
    static Snapshot withoutDc() {
        return Snapshot.of(
                TalkCluster.cib(),
                new FakeCluster(TalkCluster.cib(), "HA-node1")
                        .without("HA-node1")
                        .without("HA-node2")
                        .facts());
    }

    /** The cluster after a node's power was cut, without fencing. */
    static Cib without(Cib cib, String dead) {
        Element status = cib.status();
        for (int i = 0; i < status.childCount(); i++) {
            Element state = status.child(i);
            if (dead.equals(state.attribute("uname"))) {
                Element gone = Element.of(
                        "node_state",
                        "id",
                        state.id(),
                        "uname",
                        dead,
                        "in_ccm",
                        "0",
                        "crmd",
                        "0",
                        "join",
                        "down",
                        "expected",
                        "down");
                status = status.replacing(i, gone);
            }
        }
        Element root = cib.root();
        return new Cib(root.replacing(root.children().indexOf(root.child("status")), status));
    }

    /** The cluster with a node attribute, for example {@code standby=on}. */
    static Cib with(Cib cib, String node, String name, String value) {
        return StatusSection.apply(cib, List.of(new StatusChange.Attribute(NodeName.of(node), name, value)));
    }

    /** The other way round: node 2 promoted and with the group, after node 1 died. */
    static Cib failedOver() {
        Cib cib = without(TalkCluster.cib(), "HA-node1");
        for (String resource : List.of("pg_lvm", "pg_fs", "pg_lsb", "pg_vip", "dummy")) {
            cib = TalkCluster.after(cib, "HA-node2", resource, "start", 0);
        }
        return TalkCluster.after(cib, "HA-node2", "drbd_pg", "promote", 0);
    }

    /** pg_lsb failed to start on node 2 once, and said why. */
    static Cib failed() {
        Element entry = Element.of(
                "lrm_rsc_op",
                "id",
                "pg_lsb_last_failure_0",
                "operation_key",
                "pg_lsb_start_0",
                "operation",
                "start",
                "crm_feature_set",
                "3.20.1",
                "transition-key",
                "9:3:0:00000000-0000-0000-0000-000000000000",
                "transition-magic",
                "0:1;9:3:0:00000000-0000-0000-0000-000000000000",
                "exit-reason",
                "no space left on /db/pgdata",
                "on_node",
                "HA-node2",
                "call-id",
                "31",
                "rc-code",
                "1",
                "op-status",
                "0",
                "interval",
                "0",
                "last-rc-change",
                "1785000050",
                "exec-time",
                "2250",
                "queue-time",
                "1");
        Cib cib = TalkCluster.cib();
        cib = StatusSection.apply(
                cib,
                List.of(new StatusChange.History(
                        NodeName.of("HA-node2"),
                        "pg_lsb",
                        new AgentId("lsb", null, "postgresql"),
                        List.of(entry),
                        List.of())));
        cib = with(cib, "HA-node2", "fail-count-pg_lsb#start_0", "1");
        return with(cib, "HA-node2", "last-failure-pg_lsb#start_0", "1785000050");
    }
}
