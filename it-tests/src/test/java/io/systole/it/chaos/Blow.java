package io.systole.it.chaos;

import java.util.Random;

/**
 * One fault, as chance wants it.
 *
 * @param ms until it ends
 * @param strength from 0 to 99, means what the fault makes of it
 * @param fenced whether somebody makes sure that the node is down before it ends, where fencing is on
 */
record Blow(Fault fault, String node, long ms, int strength, boolean fenced) {
    private static final int MS_MIN = 500;
    private static final int MS_MAX = 8_000;

    static Blow by(Random chance, String node) {
        Fault[] faults = Fault.values();
        return new Blow(
                faults[chance.nextInt(faults.length)],
                node,
                MS_MIN + chance.nextInt(MS_MAX - MS_MIN),
                chance.nextInt(100),
                chance.nextBoolean());
    }
}
