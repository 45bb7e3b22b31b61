package io.systole.policy.model;

/** Meta-attribute multiple-active: what happens to a resource that is active on more nodes than it may be. */
public enum MultipleActive {
    RESTART,
    STOP,
    BLOCK,
    STOP_UNEXPECTED
}
