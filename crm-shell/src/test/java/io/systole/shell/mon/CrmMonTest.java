package io.systole.shell.mon;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.api.ClusterSession;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrmMonTest {
    private static final ClusterSession NO_DAEMON = () -> {
        throw new ClusterSession.NotConnectedException("no cluster daemon answers on /run/systole/socket");
    };

    private final FakeIo io = new FakeIo().environment("TZ", "UTC");

    private int run(ClusterSession session, String... words) {
        return new CrmMon().run(List.of(words), io, session);
    }

    @Test
    void it_tells_the_time_of_the_one_who_asks() {
        assertThat(run(TalkCluster::cluster, "-1")).isZero();
        assertThat(io.printed())
                .contains("Stack: corosync (Pacemaker is running)")
                .contains(" on HA-node1\n");
    }

    @Test
    void without_a_daemon_it_ends_with_102_and_says_how_to_start_one() throws Exception {
        assertThat(run(NO_DAEMON, "-1")).isEqualTo(102);
        assertThat(io.complained()).contains("no cluster daemon answers on /run/systole/socket");

        assertThat(run(NO_DAEMON, "--output-as=xml")).isEqualTo(102);
        assertThat(XmlParser.parse(io.printed()).child("status").attribute("code"))
                .isEqualTo("102");
    }

    @Test
    void a_file_stands_for_the_cluster() {
        io.file("/cib.xml", XmlFormat.pretty(TalkCluster.cib().root()));
        assertThat(run(NO_DAEMON, "-x", "/cib.xml")).isZero();
        assertThat(io.printed()).contains("Current DC: HA-node1").doesNotContain("Pacemaker is running");
    }

    @Test
    void values_of_fence_history_and_bans_may_stand_behind_a_blank() {
        assertThat(run(TalkCluster::cluster, "-1", "-m", "3", "-L", "cli-")).isZero();
        assertThat(run(TalkCluster::cluster, "-1", "-m", "9")).isEqualTo(64);
        assertThat(io.complained()).contains("Fence history must be 0-3, not 9");
    }

    @Test
    void the_output_goes_to_a_file() {
        assertThat(run(TalkCluster::cluster, "--output-as=html", "--output-to=/status.html"))
                .isZero();
        assertThat(io.written("/status.html"))
                .contains("http-equiv=\"refresh\"")
                .contains("HA-node1");
        assertThat(io.printed()).isEmpty();
    }

    @Test
    void words_that_are_not_understood_name_what_would_be() {
        assertThat(run(TalkCluster::cluster, "-1", "--include", "colours")).isEqualTo(64);
        assertThat(io.complained())
                .contains("--include knows no section colours; it takes: all, default")
                .contains(", bans[:PREFIX]\n");
        assertThat(run(TalkCluster::cluster, "-1", "-m7")).isEqualTo(64);
        assertThat(run(TalkCluster::cluster, "--dialect=2")).isEqualTo(64);
        assertThat(run(TalkCluster::cluster, "-i", "soon")).isEqualTo(64);
        assertThat(run(TalkCluster::cluster, "--output-as=tex")).isEqualTo(64);
    }

    @Test
    void what_does_not_exist_is_named_on_standard_error() {
        assertThat(run(TalkCluster::cluster, "-1", "--resource", "pg_vpi")).isZero();
        assertThat(io.complained()).isEqualTo("crm_mon: no resource, and no tag, is called pg_vpi\n");
    }

    @Test
    void calls_of_old_agents_are_understood() {
        for (List<String> words : List.of(
                List.of("-n1"),
                List.of("-1", "-N"),
                List.of("-1Anf"),
                List.of("-1", "-m"),
                List.of("-1m0"),
                List.of("-X"))) {
            assertThat(new CrmMon().run(words, io, TalkCluster::cluster))
                    .as("%s", words)
                    .isZero();
        }
    }

    @Test
    void only_the_live_view_takes_a_terminal_of_its_own() {
        CrmMon mon = new CrmMon();
        FakeIo person = new FakeIo().onTerminal();
        assertThat(mon.needsTerminal(List.of(), person)).isTrue();
        assertThat(mon.needsTerminal(List.of("-i", "2", "-r"), person)).isTrue();
        assertThat(mon.needsTerminal(List.of("-1"), person)).isFalse();
        assertThat(mon.needsTerminal(List.of("--output-as=xml"), person)).isFalse();
        assertThat(mon.needsTerminal(List.of(), io)).isFalse();
        assertThat(mon.needsTerminal(List.of("-i", "5", "--output-to", "/x"), io))
                .isTrue();
    }
}
