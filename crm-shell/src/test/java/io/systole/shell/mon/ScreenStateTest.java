package io.systole.shell.mon;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.command.UsageException;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.render.Paints;
import io.systole.shell.render.Section;
import io.systole.shell.render.Show;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScreenStateTest {
    private static ScreenState fresh() {
        try {
            return ScreenState.of(MonOptions.read(List.of("--output-as=text"), new FakeIo()))
                    .heard(SampleCluster.healthy(), SampleCluster.NOW_MS);
        } catch (UsageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ScreenState state) {
        return String.join("\n", state.lines(Paints.plain(), SampleCluster.NOW_MS + 3_000, SampleCluster.UTC));
    }

    @Test
    void every_key_of_pacemakers_shows_and_hides() {
        for (char key : "cfnortALDRbj".toCharArray()) {
            ScreenState once = fresh().after(key);
            ScreenState twice = once.after(key);
            assertThat(once.request()).as("after %s", key).isNotEqualTo(fresh().request());
            if (key != 't') {
                assertThat(twice.request()).as("after %s %s", key, key).isEqualTo(fresh().request());
            }
        }
    }

    @Test
    void times_bring_the_operations_with_them_and_go_with_them() {
        ScreenState timed = fresh().after('t');
        assertThat(timed.request().sections()).contains(Section.OPERATIONS);
        assertThat(timed.after('o').request().show()).doesNotContain(Show.TIMING);
    }

    @Test
    void fencing_history_goes_round_in_four_steps() {
        ScreenState state = fresh();
        assertThat(state.fenceLevel()).isEqualTo(1);
        assertThat(state.after('m').after('m').after('m').after('m').request()).isEqualTo(state.request());
    }

    @Test
    void the_page_of_keys_says_what_is_on() {
        String page = text(fresh().after('r').after('?'));
        assertThat(page).contains("* r:  Display inactive resources").contains("  n:  Group resources by node");
        assertThat(text(fresh().after('?').after('n'))).contains("* n:");
        assertThat(text(fresh().after('?').after(' '))).contains("Cluster Summary:");
    }

    @Test
    void while_the_daemon_is_away_what_was_known_stays_and_says_how_old_it_is() {
        ScreenState lost = fresh().lost("no cluster daemon answers on /run/systole/socket");
        assertThat(text(lost))
                .startsWith("waiting until the cluster is available: no cluster daemon answers on /run/systole/socket\n"
                        + "what was known 3 s ago:\n")
                .contains("Last updated: Sat Jul 25 17:21:40 2026")
                .contains("pg_vip");
        assertThat(text(lost.heard(SampleCluster.snapshot(TalkCluster.cib()), SampleCluster.NOW_MS)))
                .startsWith("Cluster Summary:");
    }

    @Test
    void a_daemon_without_a_dc_does_not_wipe_what_was_known_at_once() {
        Snapshot lonely = SampleCluster.withoutDc();
        ScreenState soon = fresh().heard(lonely, SampleCluster.NOW_MS + 2_000);
        assertThat(text(soon))
                .startsWith("waiting until the cluster is available: no DC is elected yet\n")
                .contains("Current DC: HA-node1");
        assertThat(text(fresh().heard(lonely, SampleCluster.NOW_MS + 20_000))).contains("Current DC: NONE");
    }

    @Property(tries = 200)
    void any_keys_leave_a_screen_that_can_be_drawn(
            @ForAll @Size(max = 20) List<@CharRange(from = 0, to = 'z') Character> keys) {
        ScreenState state = fresh();
        for (char key : keys) {
            state = state.after(key);
        }
        assertThat(state.lines(Paints.colour(), SampleCluster.NOW_MS, SampleCluster.UTC))
                .isNotEmpty();
    }
}
