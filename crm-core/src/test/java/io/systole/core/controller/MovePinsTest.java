package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MovePinsTest {
    private static final Element PREFER = Element.of(
            "rsc_location", "id", "cli-prefer-a", "rsc", "a", "role", "Started", "node", "n2", "score", "INFINITY");

    private final MovePins pins =
            new MovePins(new Site(new Settings(NodeName.of("n1"), 1, 1, new TreeMap<>(), "3.20.1", 1_000, 1_000)));

    private static Cib cib(Element... constraints) {
        Element primitive =
                Element.of("primitive", "id", "a", "class", "ocf", "provider", "heartbeat", "type", "Dummy");
        CibEngine.Outcome outcome = CibEngine.apply(
                Cib.empty(),
                List.of(
                        new CibOperation.Create("resources", primitive),
                        new CibOperation.Replace(
                                "constraints", Element.of("constraints").withChildren(List.of(constraints)))));
        assertThat(outcome.messages()).isEmpty();
        return outcome.cib();
    }

    private boolean seen(Cib cib) {
        return pins.applied(cib).section("constraints").find("cli-prefer-a") != null;
    }

    @Test
    void constraintRemovedWhileItsMoveIsUnderWayIsKeptUntilRest() {
        pins.changed(cib(PREFER), cib(), false);
        assertThat(seen(cib())).isTrue();
        assertThat(pins.release()).isTrue();
        assertThat(seen(cib())).isFalse();
    }

    @Test
    void constraintRemovedAtRestIsGone() {
        pins.changed(cib(PREFER), cib(), true);
        assertThat(seen(cib())).isFalse();
        assertThat(pins.release()).isFalse();
    }

    @Test
    void failureWhereTheResourceWasToGoEndsTheMove() {
        pins.changed(cib(PREFER), cib(), false);
        pins.failed(NodeName.of("n1"), "a");
        assertThat(seen(cib())).isTrue();
        pins.failed(NodeName.of("N2"), "a");
        assertThat(seen(cib())).isFalse();
    }

    @Test
    void anotherMoveOfTheResourceEndsTheFirst() {
        pins.changed(cib(PREFER), cib(), false);
        Cib again = cib(PREFER.with("id", "cli-ban-a-on-n2").with("score", "-INFINITY"));
        pins.changed(cib(), again, false);
        assertThat(seen(again)).isFalse();
    }
}
