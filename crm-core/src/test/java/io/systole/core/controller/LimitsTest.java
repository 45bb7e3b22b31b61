package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibOperation;
import io.systole.core.message.Request;
import io.systole.core.sim.VirtualCluster;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What happens where a client asks for more than a node keeps. */
class LimitsTest {
    private final VirtualCluster cluster = new VirtualCluster(1, 1);

    private int code(long token) {
        return cluster.replies.get(token).exitCode();
    }

    private long attribute(String name, String value) {
        return cluster.ask(
                cluster.node(1), new Request.Attribute(cluster.node(1).name(), name, value, true));
    }

    @Test
    void privateAttributesOverTheLimitAreRefusedAndThoseThatAreThereCanStillBeSet() {
        cluster.startAll();
        cluster.run(25_000);
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < NodeAttributes.PRIVATE_MAX; i++) {
            tokens.add(attribute("a" + i, "1"));
        }
        cluster.run(1_000);
        assertThat(tokens).allMatch(token -> code(token) == CrmExit.OK.code());
        long further = attribute("further", "1");
        long known = attribute("a7", "2");
        cluster.run(1_000);
        assertThat(code(further)).isEqualTo(CrmExit.CANTCREAT.code());
        assertThat(cluster.replies.get(further).sentences().get(0)).contains("10000 private attributes");
        assertThat(code(known)).isEqualTo(CrmExit.OK.code());
        attribute("a8", null);
        long place = attribute("further", "1");
        cluster.run(1_000);
        assertThat(code(place)).isEqualTo(CrmExit.OK.code());
    }

    @Test
    void ofTooManyThatWaitForRestTheLongestWaitingIsToldSo() {
        cluster.startAll();
        cluster.run(25_000);
        Element primitive =
                Element.of("primitive", "id", "p", "class", "ocf", "provider", "heartbeat", "type", "Dummy");
        cluster.ask(
                cluster.node(1),
                new Request.Change(List.of(new CibOperation.Create("resources", primitive)), null, false, "test/root"));
        cluster.run(10);
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i <= DcDesk.AWAITING_MAX; i++) {
            tokens.add(cluster.ask(cluster.node(1), new Request.AwaitIdle()));
        }
        cluster.run(5_000);
        assertThat(code(tokens.get(0))).isEqualTo(CrmExit.TEMPFAIL.code());
        assertThat(tokens.subList(1, tokens.size())).allMatch(token -> code(token) == CrmExit.OK.code());
    }

    @Test
    void aRequestThatFindsNoDcIsAnsweredAfterItsTime() {
        Site site = new Site(new Settings(NodeName.of("node1"), 1, 1, new TreeMap<>(), "3.20.1", 600));
        Requests requests = new Requests(site);
        site.begin(1_000, 1_000);
        requests.ask(7, new Request.AwaitIdle());
        site.begin(1_000 + Requests.NO_DC_LIMIT_MS - 1, 1_000);
        requests.tick();
        assertThat(site.drain()).noneMatch(Effect.Reply.class::isInstance);
        site.begin(1_000 + Requests.NO_DC_LIMIT_MS, 1_000);
        requests.tick();
        assertThat(site.drain())
                .filteredOn(Effect.Reply.class::isInstance)
                .singleElement()
                .satisfies(effect -> {
                    Effect.Reply reply = (Effect.Reply) effect;
                    assertThat(reply.token()).isEqualTo(7);
                    assertThat(reply.exitCode()).isEqualTo(CrmExit.TEMPFAIL.code());
                    assertThat(reply.sentences()).containsExactly("no DC was found; nothing was changed");
                });
    }
}
