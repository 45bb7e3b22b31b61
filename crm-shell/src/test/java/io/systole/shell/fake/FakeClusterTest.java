package io.systole.shell.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.view.ClusterView;
import io.systole.core.view.ResourceView;
import io.systole.policy.view.LiveState;
import org.junit.jupiter.api.Test;

class FakeClusterTest {
    @Test
    void the_talks_cluster_runs_on_the_first_node_with_its_second_half_on_the_other() {
        ClusterView view = LiveState.of(TalkCluster.cib(), 1_785_000_100_000L).view();

        assertThat(view.resources()).extracting(ResourceView::id).containsExactly("PGServer", "ms_drbd_pg", "dummy");
        assertThat(view.resources().get(0).activeOn()).containsExactly("HA-node1");
        assertThat(view.resources().get(0).active()).isTrue();
        assertThat(view.resources().get(1).activeOn()).containsExactlyInAnyOrder("HA-node1", "HA-node2");
        assertThat(view.nodes()).allMatch(node -> node.stateText().equals("online"));
        assertThat(view.failures()).isEmpty();
    }

    @Test
    void what_an_operation_leaves_in_the_status_is_seen_in_the_view() {
        var stopped = TalkCluster.after(TalkCluster.cib(), "HA-node1", "dummy", "stop", 0);

        ResourceView dummy =
                LiveState.of(stopped, 1_785_000_100_000L).view().resources().get(2);

        assertThat(dummy.activeOn()).isEmpty();
    }
}
