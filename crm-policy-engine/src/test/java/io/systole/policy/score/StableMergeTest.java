package io.systole.policy.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class StableMergeTest {
    private static final Comparator<String> BY_FIRST = Comparator.comparing(word -> word.charAt(0));

    @Test
    void sortingKeepsTheOrderOfEquals() {
        List<String> list = new ArrayList<>(List.of("b1", "a1", "b2", "a2", "c1"));
        StableMerge.sort(list, BY_FIRST);
        assertThat(list).containsExactly("a1", "a2", "b1", "b2", "c1");
    }

    @Test
    void insertionPutsANewElementBeforeItsEquals() {
        List<String> list = new ArrayList<>(List.of("a1", "b1", "c1"));
        StableMerge.insert(list, "b2", BY_FIRST);
        assertThat(list).containsExactly("a1", "b2", "b1", "c1");
    }

    @Test
    void aComparisonThatContradictsItselfStillGivesOneOrder() {
        List<String> list = new ArrayList<>(List.of("rock", "paper", "scissors", "rock2"));
        Comparator<String> beats = (a, b) -> a.equals(b) ? 0 : (a.length() + b.length()) % 3 - 1;
        StableMerge.sort(list, beats);
        List<String> again = new ArrayList<>(List.of("rock", "paper", "scissors", "rock2"));
        StableMerge.sort(again, beats);
        assertThat(list).isEqualTo(again).hasSize(4);
    }
}
