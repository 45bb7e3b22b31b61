package io.systole.policy.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.value.Score;
import io.systole.policy.score.ScoreCause.Rule;
import org.junit.jupiter.api.Test;

class NodeTableTest {
    @Test
    void anAbsentNodeIsNotABannedNodeButScoresLikeOne() {
        NodeTable table = NodeTable.empty(2);
        table.add(1, 5, Rule.STICKINESS);
        assertThat(table.has(0)).isFalse();
        assertThat(table.scoreOrBan(0)).isEqualTo(Score.MINUS_INFINITY);
        assertThat(table.score(1)).isEqualTo(5);
    }

    @Test
    void minusInfinityWinsOverInfinityWhateverComesFirst() {
        NodeTable table = NodeTable.full(1, 0);
        table.add(0, Score.INFINITY, Rule.STICKINESS);
        table.add(0, Score.MINUS_INFINITY, Rule.MUST_STOP);
        table.add(0, Score.INFINITY, Rule.STICKINESS);
        assertThat(table.score(0)).isEqualTo(Score.MINUS_INFINITY);
    }

    @Test
    void aCopyChangesAloneAndKeepsItsReasons() {
        NodeTable table = NodeTable.full(1, 0).keepTerms();
        table.add(0, 100, Rule.STICKINESS);
        NodeTable copy = table.copy();
        copy.ban(0, Rule.MUST_STOP);
        assertThat(table.score(0)).isEqualTo(100);
        assertThat(ScoreTerm.oldestFirst(copy.lastTerm(0)))
                .extracting(ScoreTerm::cause)
                .containsExactly(Rule.STICKINESS, Rule.MUST_STOP);
        assertThat(ScoreTerm.oldestFirst(table.lastTerm(0))).hasSize(1);
    }

    @Test
    void aTableGrowsForANodeThatCameLater() {
        NodeTable table = NodeTable.full(1, 0);
        table.addCount(0);
        table.insert(3, 7, NodeTable.PROBE_NEVER);
        table.addCount(3);
        assertThat(table.has(2)).isFalse();
        assertThat(table.score(3)).isEqualTo(7);
        assertThat(table.count(3)).isEqualTo(1);
    }
}
