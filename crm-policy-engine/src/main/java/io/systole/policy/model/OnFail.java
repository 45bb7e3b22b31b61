package io.systole.policy.model;

/** What a failed operation leads to, mildest first (meta-attribute on-fail). */
public enum OnFail {
    IGNORE,
    DEMOTE,
    RESTART,
    RESET_REMOTE,
    RESTART_CONTAINER,
    BAN,
    BLOCK,
    STOP,
    STANDBY_NODE,
    FENCE_NODE
}
