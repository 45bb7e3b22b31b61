package io.systole.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.sim.Habits;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node loses its power after each effect, one after the other, of what its daemon does while a change is made and resources
 * are moved, and comes back: every rule of the storms holds, and the cluster comes to rest.
 */
class CrashAnywhereTest {
    private static final int EFFECTS = 55;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aNodeMayLoseItsPowerAfterAnyEffect(int machine) {
        for (int effect = 0; effect < EFFECTS; effect++) {
            List<Deed> deeds = List.of(
                    new Deed(0, Deed.Kind.KILL_MIDWAY, machine, effect),
                    new Deed(0, Deed.Kind.CHANGE, machine + 1, 1),
                    new Deed(20, Deed.Kind.MOVE, machine + 2, 2 * machine),
                    new Deed(20, Deed.Kind.MOVE, machine + 1, 2 * machine + 3),
                    new Deed(20, Deed.Kind.CHANGE, machine + 2, 2),
                    new Deed(1_500, Deed.Kind.START, 0, 0));
            Storm storm = new Storm(effect, 3, true, Habits.GOOD, null, deeds);
            Violation violation = storm.run().violation();
            assertThat(violation).as(() -> StormTest.tale(storm)).isNull();
        }
    }
}
