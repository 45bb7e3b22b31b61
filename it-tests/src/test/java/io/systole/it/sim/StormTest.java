package io.systole.it.sim;

import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class StormTest {
    /** More with {@code -Dstorms=N}; another range with {@code -Dstorms.from=SEED}. */
    private static final int STORMS = Integer.getInteger("storms", 400);

    private static final long FROM = Long.getLong("storms.from", 0);

    @Test
    void noRuleIsBrokenInAnyStormAndEveryClusterComesToRest() {
        blow(STORMS, seed -> Storm.of(seed, 40));
    }

    @Test
    void noAcknowledgedChangeIsLostWhereDaemonsDieAgainAndAgain() {
        blow(STORMS / 10, seed -> Storm.ofDaemons(seed, 60));
    }

    @Test
    void ticketsRoomBansAndSingleResourcesLeftAloneAreHeededInAnyStorm() {
        blow(STORMS / 4, seed -> Storm.ofEstate(seed, 40));
    }

    private static void blow(int storms, LongFunction<Storm> made) {
        long events = 0;
        long virtualMs = 0;
        long from = System.nanoTime();
        for (long seed = FROM; seed < FROM + storms; seed++) {
            Storm storm = made.apply(seed);
            Storm.Result result = storm.run();
            events += result.events();
            virtualMs += result.virtualMs();
            if (result.violation() != null) {
                throw new AssertionError(tale(storm));
            }
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        System.out.printf(
                "%d storms, %.1f virtual hours, %d events, %.0f events a second%n",
                storms, virtualMs / 3_600_000.0, events, events / seconds);
    }

    /** What a person needs to see what happened: the rule, the seed, the fewest deeds, the story. */
    static String tale(Storm storm) {
        Storm small = storm.shrunk();
        Storm.Result result = small.run();
        StringBuilder tale = new StringBuilder("seed " + storm.seed() + ", " + storm.nodes() + " nodes: "
                + result.violation().getMessage() + "\n");
        small.deeds().forEach(deed -> tale.append("  ").append(deed).append('\n'));
        int size = result.story().size();
        result.story()
                .subList(Math.max(0, size - 120), size)
                .forEach(line -> tale.append("  ").append(line).append('\n'));
        return tale.toString();
    }
}
