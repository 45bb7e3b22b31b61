package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.controller.Effect;
import io.systole.core.message.Request;
import io.systole.core.sim.Habits;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Setup;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node leaves in maintenance mode, with what it runs running on, and maintenance ends. */
class LeftInMaintenanceTest {
    private static final String RAN = "other";

    private final List<String> answers = new ArrayList<>();

    private Simulation world(boolean fenced) {
        Habits habits = fenced ? Habits.GOOD : Habits.GOOD.withoutFencing();
        Simulation world = new Simulation(Setup.of(3, Clusters.database(fenced, "stop"), habits, 5), new Policy())
                .watchedBy(new Watcher() {
                    @Override
                    public void answered(Simulation in, Machine machine, long token, Effect.Reply reply) {
                        answers.addAll(reply.sentences());
                    }
                });
        world.machines().forEach(world::start);
        world.run(20_000);
        return world;
    }

    private static Machine runs(Simulation world) {
        return world.machines().stream()
                .filter(m -> m.active().containsKey(RAN))
                .findFirst()
                .orElseThrow();
    }

    private static Machine another(Simulation world, Machine than) {
        return world.machines().stream()
                .filter(m -> m != than && m.up())
                .findFirst()
                .orElseThrow();
    }

    private Machine leaves(Simulation world) {
        Machine leaver = runs(world);
        world.ask(leaver, Orders.maintenance(true));
        world.run(5_000);
        world.stop(leaver);
        world.run(20_000);
        assertThat(leaver.up()).isFalse();
        assertThat(leaver.active()).containsKey(RAN);
        assertThat(another(world, leaver).published().warnings())
                .anyMatch(w -> w.startsWith("node " + leaver + " has left while ") && w.contains(RAN));
        return leaver;
    }

    private void endMaintenance(Simulation world, Machine typedOn) {
        answers.clear();
        world.ask(typedOn, Orders.maintenance(false));
        world.run(20_000);
    }

    @Test
    void withFencingItIsFencedBeforeWhatItRanIsStartedElsewhere() {
        Simulation world = world(true).watchedBy(new NeverTwice()).watchedBy(new FencedFirst());
        Machine leaver = leaves(world);
        endMaintenance(world, another(world, leaver));
        assertThat(answers).anyMatch(a -> a.contains("started elsewhere after the node is fenced"));
        assertThat(leaver.powered()).isFalse();
        assertThat(runs(world)).isNotEqualTo(leaver);
    }

    /** Pacemaker parity: the person is told, and the resources run twice. */
    @Test
    void withoutFencingThePersonIsToldThatItRunsTwice() {
        Simulation world = world(false).watchedBy(new NeverKnowingly());
        Machine leaver = leaves(world);
        endMaintenance(world, another(world, leaver));
        assertThat(answers).anyMatch(a -> a.contains("run twice if they still run there"));
        assertThat(leaver.active()).containsKey(RAN);
        assertThat(another(world, leaver).published().warnings()).anyMatch(w -> w.contains("has left while"));
    }

    @Test
    void aPersonWhoHasStoppedThemThereSaysSoAndNothingIsFenced() {
        Simulation world = world(true);
        Machine leaver = leaves(world);
        Machine typedOn = another(world, leaver);
        world.ask(typedOn, new Request.ConfirmFenced(leaver.name()));
        world.run(1_000);
        assertThat(typedOn.published().warnings()).noneMatch(w -> w.contains("has left while"));
        endMaintenance(world, typedOn);
        assertThat(answers).isEmpty();
        assertThat(leaver.powered()).isTrue();
        assertThat(typedOn.published().cib().status().find(RAN)).isNotNull();
    }

    @Test
    void aNodeThatIsBackBeforeMaintenanceEndsKeepsWhatItRuns() {
        Simulation world = world(true).watchedBy(new NeverTwice());
        Machine leaver = leaves(world);
        world.start(leaver);
        world.run(10_000);
        endMaintenance(world, leaver);
        assertThat(answers).isEmpty();
        assertThat(leaver.powered()).isTrue();
        assertThat(runs(world)).isEqualTo(leaver);
    }
}
