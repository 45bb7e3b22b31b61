package io.systole.agents.drbd;

/**
 * One device of a DRBD resource on this node.
 *
 * @param number of the volume in the resource, from 0
 * @param minor the device's, or negative where it is not known
 * @param disk the disk state here: {@code UpToDate}, {@code Inconsistent}, {@code Diskless}…
 */
public record DrbdVolume(int number, int minor, String disk) {}
