package io.systole.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibVersion;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.run.OperationReport;
import io.systole.core.status.StatusChange;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the configuration names in whatever way gets to the other nodes as it is: who read it otherwise would have another CIB. */
class MessageXmlTest {
    private static final List<AgentId> AGENTS = List.of(
            new AgentId("ocf", "heartbeat", "Dummy"),
            new AgentId("lsb", null, "postgresql"),
            new AgentId("systemd", null, "device\\x20a@b:c"),
            new AgentId("systemd", null, "a:b:c:d.service"),
            new AgentId("ocf", "() { :; }; touch /x", "two\nlines\t& <more>"),
            new AgentId("ocf", null, "Dummy"),
            new AgentId("lsb", null, ""));

    private static Message there(Message message) throws Exception {
        return MessageXml.message(MessageXml.bytes(message));
    }

    @Test
    void whateverAnAgentIsCalledItsReportsArrive() throws Exception {
        for (AgentId agent : AGENTS) {
            for (OperationKey key : List.of(
                    new OperationKey("r", "monitor", 10_000),
                    new OperationKey("r_1", "migrate_to", 0),
                    new OperationKey("r", "a_name; of_its own", 0),
                    new OperationKey("r", "", 7))) {
                Message report = new Message.Executed(new OperationReport(
                        "r",
                        agent,
                        key,
                        new TransitionKey(1, 2, 0, "life"),
                        5,
                        ExecutionStatus.NOT_INSTALLED,
                        "reason",
                        true,
                        List.of(),
                        List.of("r_last_failure_0")));
                assertThat(there(report)).isEqualTo(report);
            }
        }
    }

    @Test
    void whateverAnAgentIsCalledItsHistoryIsTheSameEverywhere() throws Exception {
        for (AgentId agent : AGENTS) {
            Message step = new Message.Update(
                    1,
                    List.of(),
                    List.of(new StatusChange.History(NodeName.of("node1"), "r", agent, List.of(), List.of())),
                    new TreeMap<>(),
                    null,
                    new CibVersion(0, 1, 2),
                    3);
            assertThat(there(step)).isEqualTo(step);
        }
    }
}
