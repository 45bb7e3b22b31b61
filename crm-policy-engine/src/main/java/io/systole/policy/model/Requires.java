package io.systole.policy.model;

/** What must hold before an action may run. */
public enum Requires {
    NOTHING,
    QUORUM,
    FENCING
}
