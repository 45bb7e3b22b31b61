package io.systole.shell.mon;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    @Test
    void without_a_word_what_is_not_active_is_shown_too() {
        Typed typed = Typed.on(TalkCluster.cluster(), "crm status");
        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("Full List of Resources:");
    }

    @Test
    void every_word_of_the_shell_is_an_option_of_the_monitor() {
        for (String word :
                "full bynode inactive ops timing failcounts verbose quiet html xml simple tickets noheaders detail brief"
                        .split(" ")) {
            assertThat(Typed.on(TalkCluster.cluster(), "crm status " + word).code())
                    .as(word)
                    .isZero();
        }
        assertThat(Typed.on(TalkCluster.cluster(), "crm status bynode noheaders")
                        .out())
                .startsWith("Node List:\n  * Node HA-node1: online:\n");
    }

    @Test
    void another_word_is_refused() {
        Typed typed = Typed.on(TalkCluster.cluster(), "crm status colours");
        assertThat(typed.code()).isNotZero();
        assertThat(typed.err()).contains("status knows no word colours");
    }
}
