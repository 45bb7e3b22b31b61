package io.systole.node.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.api.ClusterApi;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.message.Request;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DaemonClusterTest {
    private final Answers answers = new Answers();
    private final List<Input> heard = new ArrayList<>();
    private final DaemonCluster cluster =
            new DaemonCluster(NodeName.of("node1"), answers, this::hear, List.of(), new TreeMap<>(), List.of(), null);

    /** As a loop that grants all that it is asked. */
    private void hear(Input input) {
        heard.add(input);
        answers.answer(new Effect.Reply(((Input.Asked) input).token(), CrmExit.OK.code(), List.of()));
    }

    private ClusterApi.Answer attribute(String value) {
        return cluster.updateAttribute(new ClusterApi.AttributeUpdate(null, "load", value, null, -1, false));
    }

    @Test
    void whatCannotBeWrittenInXmlIsRefusedBeforeAnyNodeHasIt() {
        Map<String, String> strange = new TreeMap<>(Map.of(
                "U+001B",
                "\u001b[31mred",
                "U+0001",
                "a\u0001",
                "U+0000",
                "\0",
                "U+FFFE",
                "\ufffe",
                "U+FFFF",
                "z\uffff"));
        strange.forEach((name, value) -> {
            ClusterApi.Answer answer = attribute(value);
            assertThat(answer.exitCode()).isEqualTo(65);
            assertThat(answer.sentences())
                    .containsExactly("nothing was changed: the character " + name
                            + " cannot be kept in XML, and so not in the CIB");
        });
        assertThat(heard).isEmpty();
    }

    @Test
    void allOtherTextIsTaken() {
        for (String value :
                List.of("", "\t two\nlines\r", "<&\"'>", "\u00e4\u20ac\ufffd\uff3e \ud83d\ude00", "\u007f\u0085")) {
            assertThat(attribute(value).ok()).as(value).isTrue();
        }
        assertThat(heard).hasSize(5);
    }

    @Test
    void aLookAtTheMachinesReachesTheController() {
        assertThat(cluster.machines()).isEmpty();
        assertThat(heard)
                .singleElement()
                .satisfies(input -> assertThat(((Input.Asked) input).request()).isInstanceOf(Request.Look.class));
    }
}
