package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.sim.Habits;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Setup;
import io.systole.core.sim.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long runs and many nodes. */
class EnduranceTest {
    private static final long MINUTE_MS = 60_000;

    @Test
    void aDayWithAChangeEveryMinuteLeavesNothingBehind() {
        Acknowledged people = new Acknowledged();
        Simulation world = new Simulation(Setup.of(3, Clusters.database(true, "stop"), Habits.GOOD, 7), new Policy())
                .watchedBy(people)
                .watchedBy(new OneLeader())
                .watchedBy(new QuorumFirst("stop", Votes.MAJORITY))
                .watchedBy(new OrderHeld(true))
                .watchedBy(new NeverTwice());
        world.machines().forEach(world::start);
        world.run(MINUTE_MS);
        int statusBefore = elements(world);
        for (int minute = 0; minute < 24 * 60; minute++) {
            // The same few options again and again: a day of them must not make the configuration grow.
            people.change(world, world.machines().get(minute % 3), "option" + minute % 5);
            world.run(MINUTE_MS);
        }
        people.check(world);
        assertThat(world.machines().stream().map(m -> m.published().cib()).distinct())
                .hasSize(1);
        assertThat(elements(world)).isEqualTo(statusBefore);
    }

    private static int elements(Simulation world) {
        return count(world.machines().get(0).published().cib().status());
    }

    private static int count(io.systole.core.xml.Element element) {
        return 1 + element.children().stream().mapToInt(EnduranceTest::count).sum();
    }

    @Test
    void thirtyTwoNodesComeThroughAStorm() {
        List<Deed> deeds = Storm.of(42, 24).deeds();
        Storm storm = new Storm(42, 32, true, Habits.GOOD, null, deeds);
        Violation violation = storm.run().violation();
        assertThat(violation).as(() -> StormTest.tale(storm)).isNull();
    }

    @Test
    void nodesThatStartTogetherAgreeWithinSeconds() {
        for (int nodes : new int[] {2, 8, 16, 32}) {
            Simulation world = new Simulation(
                            Setup.of(nodes, Clusters.database(true, "stop"), Habits.GOOD, nodes), new Policy())
                    .watchedBy(new OneLeader());
            world.machines().forEach(world::start);
            world.run(3_000);
            Machine first = world.machines().get(0);
            assertThat(world.machines().stream().map(m -> m.published().dc()).distinct())
                    .as("the DC that %d nodes see", nodes)
                    .containsExactly(first.published().dc());
            assertThat(first.published().dc()).isPresent();
        }
    }
}
