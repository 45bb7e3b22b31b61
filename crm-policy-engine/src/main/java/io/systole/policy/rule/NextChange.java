package io.systole.policy.rule;

/** Collects the earliest time at which some rule will answer differently. */
public interface NextChange {
    /** A rule will answer differently from this time on, in seconds since the epoch. */
    void at(long seconds);
}
