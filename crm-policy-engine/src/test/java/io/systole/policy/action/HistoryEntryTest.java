package io.systole.policy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import org.junit.jupiter.api.Test;

class HistoryEntryTest {
    private static Element entry(String node, int callId, long changed, String dc, int transition) {
        return Element.of(
                "lrm_rsc_op",
                "id",
                node + "-" + callId,
                "on_node",
                node,
                "call-id",
                Integer.toString(callId),
                "last-rc-change",
                Long.toString(changed),
                "transition-magic",
                "0:0;7:" + transition + ":0:" + dc);
    }

    @Test
    void onOneNodeTheLaterCallIsNewerWhateverTheClockSays() {
        assertThat(HistoryEntry.compareAge(entry("a", 9, 50, "dc", 1), entry("a", 8, 99, "dc", 2)))
                .isPositive();
    }

    @Test
    void betweenNodesTheLaterTransitionOfOneDcIsNewerWhereClocksTie() {
        Element migrateTo = entry("a", 19, 100, "dc", 1);
        assertThat(HistoryEntry.compareAge(entry("b", 5, 100, "dc", 2), migrateTo))
                .isPositive();
        assertThat(HistoryEntry.compareAge(migrateTo, entry("b", 5, 100, "dc", 2)))
                .isNegative();
    }

    @Test
    void betweenNodesTheClocksDecideWhereTheyDiffer() {
        Element one = entry("a", 19, 100, "dc", 2);
        assertThat(HistoryEntry.compareAge(entry("b", 5, 101, "dc", 2), one)).isPositive();
        assertThat(HistoryEntry.compareAge(entry("b", 5, 99, "dc", 3), one)).isNegative();
        assertThat(HistoryEntry.compareAge(entry("b", 5, 101, "other", 1), one)).isPositive();
        assertThat(HistoryEntry.compareAge(entry("b", 5, 99, "other", 3), one)).isNegative();
        assertThat(HistoryEntry.compareAge(entry("b", 5, 100, "other", 3), one)).isZero();
    }
}
