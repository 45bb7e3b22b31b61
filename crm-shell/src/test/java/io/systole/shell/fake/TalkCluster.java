package io.systole.shell.fake;

import io.systole.core.cib.Cib;
import io.systole.core.operation.AgentId;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The cluster of the talk: HA-node1 has it all, HA-node2 the unpromoted half of ms_drbd_pg. */
public final class TalkCluster {
    private TalkCluster() {}

    /** The CIB with everything running. */
    public static Cib cib() {
        try (var in = TalkCluster.class.getResourceAsStream("/talk.xml")) {
            return new Cib(XmlParser.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XmlException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The cluster with everything running, seen from HA-node1. */
    public static FakeCluster cluster() {
        return new FakeCluster(cib(), "HA-node1");
    }

    /** The CIB after an agent's operation has ended. */
    public static Cib after(Cib cib, String node, String resource, String operation, int exit) {
        int call = 1000 + (int) cib.version().numUpdates();
        AgentId agent = new AgentId("ocf", "pacemaker", "Dummy");
        Element entry = Element.of(
                "lrm_rsc_op",
                "id",
                resource + "_last_0",
                "operation_key",
                resource + "_" + operation + "_0",
                "operation",
                operation,
                "crm-debug-origin",
                "test",
                "crm_feature_set",
                "3.20.1",
                "transition-key",
                "1:1:0:00000000-0000-0000-0000-000000000000",
                "transition-magic",
                "0:" + exit + ";1:1:0:00000000-0000-0000-0000-000000000000",
                "exit-reason",
                "",
                "on_node",
                node,
                "call-id",
                Integer.toString(call),
                "rc-code",
                Integer.toString(exit),
                "op-status",
                "0",
                "interval",
                "0");
        return StatusSection.apply(
                cib, List.of(new StatusChange.History(NodeName.of(node), resource, agent, List.of(entry), List.of())));
    }
}
