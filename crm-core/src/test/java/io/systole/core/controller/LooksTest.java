package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.message.Request;
import io.systole.core.sim.VirtualCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one member hears when it asks what all see. */
class LooksTest {
    private final VirtualCluster cluster = new VirtualCluster(3, 11);

    @BeforeEach
    void threeTogether() {
        cluster.startAll();
        cluster.run(3_000);
    }

    @Test
    void everyMemberAnswersAtOnce() {
        long token = cluster.ask(cluster.node(2), new Request.Look());
        cluster.run(100);
        assertThat(cluster.replies.get(token).sentences())
                .hasSize(3)
                .anySatisfy(s -> assertThat(s).startsWith("<machine now-ms=").contains("node=\"node1\""))
                .anySatisfy(s -> assertThat(s).contains("node=\"node2\""))
                .anySatisfy(s -> assertThat(s).contains("node=\"node3\""));
    }

    @Test
    void whoIsSilentIsLeftOutAndNobodyWaitsForLong() {
        cluster.mute(cluster.node(3), true);
        long token = cluster.ask(cluster.node(1), new Request.Look());
        cluster.run(Looks.LIMIT_MS - 200);
        assertThat(cluster.replies).doesNotContainKey(token);
        cluster.run(400);
        assertThat(cluster.replies.get(token).sentences()).hasSize(2).noneMatch(s -> s.contains("node3"));
    }

    @Test
    void whoLeavesWhileItIsAskedIsNotWaitedFor() {
        cluster.mute(cluster.node(3), true);
        long token = cluster.ask(cluster.node(1), new Request.Look());
        cluster.world.kill(cluster.node(3));
        long killedMs = cluster.world.nowMs();
        while (!cluster.replies.containsKey(token) && cluster.world.nowMs() < killedMs + 10_000) {
            cluster.run(10);
        }
        assertThat(cluster.world.nowMs() - killedMs).isLessThanOrEqualTo(Looks.LIMIT_MS + 100);
        assertThat(cluster.replies.get(token).sentences()).hasSize(2);
    }
}
