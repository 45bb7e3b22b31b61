package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.Member;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer of a fence device still means when it comes. */
class FencingsTest {
    private static final NodeName SELF = NodeName.of("node1");
    private static final NodeName LOST = NodeName.of("node2");

    private final Site site = new Site(new Settings(SELF, 1, 1, new TreeMap<>(), "3.20.1", 600, 1_000));
    private final Fencings fencings = new Fencings(site);

    @BeforeEach
    void nodeTwoIsLost() {
        viewHas(0);
    }

    /** @param life of node 2; 0 where it is not there */
    private void viewHas(long life) {
        List<Member> members = new ArrayList<>(List.of(new Member(1, SELF, 1)));
        if (life > 0) {
            members.add(new Member(2, LOST, life));
        }
        site.view = new ClusterView(new ViewId(2, SELF), members);
    }

    private Input.Fenced answer() {
        fencings.ask(LOST, "2", "reboot");
        Effect.Fence asked = (Effect.Fence) site.drain().stream()
                .filter(Effect.Fence.class::isInstance)
                .findFirst()
                .orElseThrow();
        return new Input.Fenced(asked.id(), LOST, true, "off");
    }

    @Test
    void anAnswerCountsOnce() {
        Input.Fenced answer = answer();
        assertThat(fencings.concerns(answer)).isTrue();
        assertThat(fencings.concerns(answer)).isFalse();
    }

    @Test
    void anAnswerSaysNothingOfALifeThatBeganAfterItsQuestion() {
        Input.Fenced answer = answer();
        viewHas(7);
        assertThat(fencings.concerns(answer)).isFalse();
    }

    @Test
    void aMemberThatIsFencedIsDownBeforeTheViewFollows() {
        viewHas(7);
        assertThat(fencings.concerns(answer())).isTrue();
    }
}
