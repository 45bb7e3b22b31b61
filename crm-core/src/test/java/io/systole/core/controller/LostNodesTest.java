package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.Member;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.membership.Votequorum;
import io.systole.core.run.LocalResources;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a node that went without a word is taken for dead, where there is no fencing. */
class LostNodesTest {
    private static final NodeName SELF = NodeName.of("node1");
    private static final NodeName GONE = NodeName.of("node2");

    private final Site site = new Site(new Settings(SELF, 1, 1, new TreeMap<>(), "3.20.1", 600, 1_000));
    private final Replica replica = new Replica(site, new NodeAttributes());
    private final LostNodes lost = new LostNodes(site, replica, new LocalResources(SELF.text()));

    @BeforeEach
    void nodeTwoIsLost() {
        Element option = Element.of("nvpair", "id", "f", "name", "stonith-enabled", "value", "false");
        Element options = Element.of("cluster_property_set", "id", "o").withChild(option);
        Element state = Element.of("node_state", "id", "2", "uname", GONE.text(), "expected", "member");
        Element root = Element.of("cib")
                .withChild(Element.of("configuration")
                        .withChild(Element.of("crm_config").withChild(options))
                        .withChild(Element.of("nodes")))
                .withChild(Element.of("status").withChild(state));
        replica.loaded(new Cib(new CibVersion(0, 1, 0).in(root)));
        site.begin(1_000, 1_000);
        site.view = new ClusterView(new ViewId(2, SELF), List.of(new Member(1, SELF, 1)));
        site.verdict = verdict(true);
        lost.viewChanged();
        assertThat(lost.hold()).as("asked, not answered").isTrue();
    }

    private static Votequorum.Verdict verdict(boolean quorate) {
        return new Votequorum.Verdict(quorate, 3, 3, 1, 2, List.of(), new TreeMap<>(), "for the test");
    }

    private boolean dead() {
        return !lost.hold() && !lost.settled().isEmpty();
    }

    @Test
    void aMachineThatDoesNotAnswerAtAllIsDeadAtOnce() {
        lost.answered(GONE, false);
        assertThat(dead()).isTrue();
    }

    @Test
    void aBusyMachineThatHasAnsweredIsNotDeadBecauseItMissesOneQuestion() {
        lost.answered(GONE, true);
        for (int round = 0; round < 20; round++) {
            site.begin(site.nowMs + 1_000, 1_000);
            assertThat(dead()).isFalse();
            lost.answered(GONE, round % LostNodes.SILENCES == 0);
        }
        assertThat(lost.warnings()).isNotEmpty();
    }

    @Test
    void aMachineThatHasAnsweredAndThenKeepsSilentIsDead() {
        lost.answered(GONE, true);
        for (int silence = 0; silence < LostNodes.SILENCES; silence++) {
            site.begin(site.nowMs + 1_000, 1_000);
            assertThat(dead()).isFalse();
            lost.answered(GONE, false);
        }
        assertThat(dead()).isTrue();
    }

    @Test
    void aPartitionThatMayNotActDoesNotDeclareAnybodyDeadForThoseWhoComeLater() {
        site.verdict = verdict(false);
        lost.answered(GONE, false);
        assertThat(lost.settled()).isEmpty();
        site.verdict = verdict(true);
        assertThat(lost.settled()).isNotEmpty();
    }
}
