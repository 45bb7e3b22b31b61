package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Notices notices = new Notices();

    @Test
    void theLastFewAreShownEachOnce() {
        for (int i = 0; i < 100; i++) {
            notices.add("n" + i % 7, i);
        }
        assertThat(notices.shown(100)).containsExactly("n4", "n5", "n6", "n0", "n1");
    }

    @Test
    void whatIsLongOverIsNotShown() {
        notices.add("old", 0);
        notices.add("new", 1);
        assertThat(notices.shown(Notices.SHOWN_MS)).containsExactly("new");
    }
}
