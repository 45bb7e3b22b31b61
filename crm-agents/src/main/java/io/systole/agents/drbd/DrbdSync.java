package io.systole.agents.drbd;

/**
 * How far a resynchronisation or a verification has come.
 *
 * @param verify blocks are compared, nothing is copied
 * @param percent done, 0 to 100
 * @param leftKib still to do, KiB; negative where it is not known
 * @param totalKib all of it, KiB; negative where it is not known
 * @param speedKibPerSecond lately; negative where it is not known
 * @param finishSeconds until the end at this speed; negative where it is not known
 * @param stalled DRBD says that it does not move
 */
public record DrbdSync(
        boolean verify,
        double percent,
        long leftKib,
        long totalKib,
        long speedKibPerSecond,
        long finishSeconds,
        boolean stalled) {}
