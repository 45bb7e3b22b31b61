package io.systole.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.membership.ClusterView.Member;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sentences of votequorum(5). */
class VotequorumTest {
    private static List<Member> nodes(int... ids) {
        List<Member> members = new ArrayList<>();
        for (int id : ids) {
            members.add(new Member(id, NodeName.of("n" + id), id));
        }
        return members;
    }

    private static Votequorum of(Votequorum.Rules rules) {
        return new Votequorum(rules, new TreeMap<>());
    }

    private static Votequorum.Rules rules(int expected) {
        return new Votequorum.Rules(true, expected, false, false, false, 10_000, false, List.of(), true);
    }

    @Test
    void quorumIsMoreThanHalfOfTheExpectedVotes() {
        Votequorum quorum = of(rules(5));
        assertThat(quorum.membersAre(nodes(1, 2), 0).quorate()).isFalse();
        assertThat(quorum.membersAre(nodes(1, 2, 3), 0).quorate()).isTrue();
        assertThat(quorum.membersAre(nodes(1, 2, 3), 0).quorumVotes()).isEqualTo(3);
        assertThat(of(rules(4)).membersAre(nodes(1, 2), 0).quorate()).isFalse();
    }

    @Test
    void withoutAProviderEveryPartitionIsQuorate() {
        assertThat(of(Votequorum.Rules.none()).membersAre(nodes(1), 0).quorate())
                .isTrue();
    }

    @Test
    void moreVotesThanExpectedRaiseTheExpectation() {
        Votequorum quorum = of(rules(2));
        assertThat(quorum.membersAre(nodes(1, 2, 3), 0).expectedVotes()).isEqualTo(3);
        assertThat(quorum.membersAre(nodes(1), 0).quorate()).isFalse();
    }

    @Test
    void twoNodesKeepQuorumWhenOneIsLostButWaitForBothAtFirst() {
        Votequorum quorum = of(new Votequorum.Rules(true, 2, true, true, false, 10_000, false, List.of(), true));
        assertThat(quorum.membersAre(nodes(1), 0).quorate()).isFalse();
        assertThat(quorum.membersAre(nodes(1), 0).reason()).startsWith("waiting for all");
        assertThat(quorum.membersAre(nodes(1, 2), 0).quorate()).isTrue();
        assertThat(quorum.membersAre(nodes(2), 0).quorate()).isTrue();
    }

    @Test
    void theLastManStandingExpectsFewerVotesAfterTheWindow() {
        Votequorum quorum = of(new Votequorum.Rules(true, 4, false, false, true, 10_000, false, List.of(), true));
        quorum.membersAre(nodes(1, 2, 3, 4), 0);
        assertThat(quorum.membersAre(nodes(1, 2, 3), 1_000).expectedVotes()).isEqualTo(4);
        assertThat(quorum.wakeAtMs()).isEqualTo(11_000);
        assertThat(quorum.at(11_000).expectedVotes()).isEqualTo(3);
        assertThat(quorum.membersAre(nodes(1, 2), 12_000).quorate()).isTrue();
        assertThat(quorum.membersAre(nodes(1), 13_000).quorate())
                .as("two were lost within one window")
                .isFalse();
    }

    @Test
    void theLastManStandingExpectsAllVotesAgainWithOneWhoWasNotThere() {
        Votequorum.Rules rules = new Votequorum.Rules(true, 4, false, false, true, 10_000, false, List.of(), true);
        Votequorum one = of(rules);
        Votequorum two = of(rules);
        for (Votequorum quorum : List.of(one, two)) {
            quorum.membersAre(nodes(1, 2, 3, 4), 0);
            quorum.membersAre(nodes(1, 2, 3), 1_000);
            quorum.at(11_000);
        }
        assertThat(two.membersAre(nodes(2, 3), 20_000).quorate()).isTrue();
        assertThat(one.membersAre(nodes(1), 20_000).quorate()).isFalse();
        assertThat(one.membersAre(nodes(1, 4), 21_000).quorate())
                .as("the other two have quorum")
                .isFalse();
        assertThat(two.membersAre(nodes(1, 2, 3), 22_000).expectedVotes())
                .as("one who was there")
                .isEqualTo(3);
        assertThat(two.membersAre(nodes(1, 2, 3, 4), 23_000).expectedVotes()).isEqualTo(4);
    }

    @Test
    void halfOfTheVotesIsEnoughWithTheTieBreaker() {
        Votequorum lowest = of(new Votequorum.Rules(true, 4, false, false, false, 10_000, true, List.of(), true));
        lowest.membersAre(nodes(1, 2, 3, 4), 0);
        assertThat(lowest.membersAre(nodes(1, 3), 0).quorate()).isTrue();
        Votequorum other = of(new Votequorum.Rules(true, 4, false, false, false, 10_000, true, List.of(), true));
        other.membersAre(nodes(1, 2, 3, 4), 0);
        assertThat(other.membersAre(nodes(2, 4), 0).quorate()).isFalse();
        Votequorum listed = of(new Votequorum.Rules(true, 4, false, false, false, 10_000, true, List.of(4, 1), true));
        listed.membersAre(nodes(1, 2, 3, 4), 0);
        assertThat(listed.membersAre(nodes(2, 4), 0).quorate()).isTrue();
    }

    @Test
    void bothHalvesOfATieAreNeverQuorateTogether() {
        for (boolean lowest : new boolean[] {true, false}) {
            Votequorum one = of(new Votequorum.Rules(true, 4, false, false, false, 10_000, true, List.of(), lowest));
            Votequorum two = of(new Votequorum.Rules(true, 4, false, false, false, 10_000, true, List.of(), lowest));
            one.membersAre(nodes(1, 2, 3, 4), 0);
            two.membersAre(nodes(1, 2, 3, 4), 0);
            assertThat(one.membersAre(nodes(1, 2), 0).quorate())
                    .isNotEqualTo(two.membersAre(nodes(3, 4), 0).quorate());
        }
    }
}
