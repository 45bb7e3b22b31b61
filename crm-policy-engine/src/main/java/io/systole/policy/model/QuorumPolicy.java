package io.systole.policy.model;

/** Option no-quorum-policy: what happens to resources while the partition has no quorum. */
public enum QuorumPolicy {
    FREEZE,
    STOP,
    IGNORE,
    FENCE,
    DEMOTE
}
