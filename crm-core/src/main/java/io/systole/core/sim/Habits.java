package io.systole.core.sim;

/**
 * How agents and fence devices behave in a simulation; times in milliseconds, chances in hundred runs.
 *
 * @param runMs how long an agent runs at least
 * @param runMostMs and at most
 * @param failInHundred an action fails (exit code 1) and has or has not done its work
 * @param hangInHundred an action never ends and is killed at its timeout
 * @param lieInHundred an action that starts or promotes says that it has done what it has not, or a monitor calls broken what
 *     is well
 * @param fencing whether there is a working way to fence; without one every fencing fails
 * @param fenceMs how long fencing takes at least
 * @param fenceMostMs and at most
 * @param fenceFailInHundred a fencing fails, hangs, or says that it has failed although the node is off
 */
public record Habits(
        long runMs,
        long runMostMs,
        int failInHundred,
        int hangInHundred,
        int lieInHundred,
        boolean fencing,
        long fenceMs,
        long fenceMostMs,
        int fenceFailInHundred) {
    /** Everything works, quickly; there is a fence device. */
    public static final Habits GOOD = new Habits(15, 60, 0, 0, 0, true, 500, 1_500, 0);

    /** Some of everything goes wrong. */
    public static final Habits BAD = new Habits(15, 400, 2, 1, 1, true, 500, 4_000, 20);

    public Habits withoutFencing() {
        return new Habits(runMs, runMostMs, failInHundred, hangInHundred, lieInHundred, false, fenceMs, fenceMostMs, 0);
    }
}
