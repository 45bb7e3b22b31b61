package io.systole.shell.render;

/** How much is shown. */
public enum Show {
    /** Operations under way. */
    PENDING,
    /** Instances of clones one by one, ids of nodes, the connections inside bundles. */
    DETAIL,
    /** Numbers of resources of each kind instead of their names. */
    BRIEF,
    /** What is not active, too. */
    INACTIVE,
    /** What is active under the node that it is active on. */
    BY_NODE,
    /** Failures with keys, codes and times rather than in a sentence. */
    FAILURE_DETAIL,
    /** When operations ran, and for how long. */
    TIMING,
    DESCRIPTION,
    FEATURE_SET,
    /** The node was said already. */
    RESOURCE_ONLY
}
