package io.systole.core.sim;

import java.util.List;
import java.util.SplittableRandom;

/** Everything that a simulated world leaves to chance, from one seed. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 up to, but not including, {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most + 1);
    }

    public boolean inHundred(int times) {
        return times > 0 && random.nextInt(100) < times;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
