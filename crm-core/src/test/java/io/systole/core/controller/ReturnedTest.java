package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReturnedTest {
    private static final NodeName HERE = NodeName.of("here");
    private static final NodeName AWAY = NodeName.of("away");

    private static Message.Joined told(String lastOperation, String rc) {
        Element resource = Element.of("lrm_resource", "id", "drbd")
                .withChild(Element.of(
                        "lrm_rsc_op", "id", "drbd_last_0", "operation", lastOperation, "call-id", "9", "rc-code", rc))
                .withChild(Element.of(
                        "lrm_rsc_op", "id", "drbd_monitor_15", "operation", "monitor", "call-id", "7", "rc-code", "0"));
        return new Message.Joined(
                Element.of("lrm").withChild(Element.of("lrm_resources").withChild(resource)),
                new TreeMap<>(Map.of("master-drbd", "10000", "pingd", "1")),
                "");
    }

    private final Returned returned = new Returned();

    private static Cib cib(String expected, Message.Joined away) {
        return StatusSection.apply(
                Cib.empty(),
                List.of(
                        new StatusChange.NodeState("2", AWAY, new TreeMap<>(Map.of("expected", expected))),
                        new StatusChange.ReplaceHistory(AWAY, away.lrm())));
    }

    private SortedMap<String, String> after(String expected, Message.Joined here, Message.Joined away) {
        return returned.begin(cib(expected, away), new TreeMap<>(Map.of(HERE, here, AWAY, away)))
                .get(AWAY)
                .attributes();
    }

    @Test
    void scoreOfWhoWasTakenForDeadDoesNotCompeteWithANewerPromotion() {
        assertThat(after("down", told("promote", "0"), told("promote", "0"))).containsOnlyKeys("pingd");
        assertThat(after("down", told("monitor", "8"), told("monitor", "191"))).containsOnlyKeys("pingd");
    }

    @Test
    void whatItsAgentSaysCountsOnceItIsDemoted() {
        after("down", told("promote", "0"), told("promote", "0"));
        Cib promoted = cib("member", told("promote", "0"));
        assertThat(returned.keepsBack(promoted, AWAY, "pingd", "1")).isFalse();
        assertThat(returned.keepsBack(promoted, HERE, "master-drbd", "1")).isFalse();
        assertThat(returned.keepsBack(promoted, AWAY, "master-drbd", null)).isFalse();
        assertThat(returned.keepsBack(promoted, AWAY, "master-drbd", "5")).isTrue();
        assertThat(returned.due(promoted)).isEmpty();
        Cib demoted = cib("member", told("demote", "0"));
        assertThat(returned.due(demoted)).containsExactly(new StatusChange.Attribute(AWAY, "master-drbd", "5"));
        assertThat(returned.due(demoted)).isEmpty();
        assertThat(returned.keepsBack(promoted, AWAY, "master-drbd", "10")).isFalse();
    }

    @Test
    void scoreStaysWhereNobodyElseWasPromoted() {
        assertThat(after("down", told("demote", "0"), told("promote", "0"))).containsKey("master-drbd");
        assertThat(after("down", told("promote", "0"), told("start", "0"))).containsKey("master-drbd");
    }

    @Test
    void scoreOfWhoWasNotTakenForDeadStays() {
        assertThat(after("member", told("promote", "0"), told("promote", "0"))).containsKey("master-drbd");
    }
}
