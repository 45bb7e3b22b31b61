package io.systole.core.sim;

/**
 * A promise of the world or of a part that is broken on purpose, to see that the checks notice. Each says which promise.
 */
public enum Flaw {
    /** Votes are not counted: every partition may act. */
    QUORUM_NOT_CHECKED,
    /** Fencing is reported as done at once, and nobody is fenced. */
    FENCING_NOT_AWAITED,
    /** The disk says that a configuration is safe before it is. */
    SAVED_BEFORE_SYNCED,
    /** A message of an older view is taken as one of the view that is now. */
    STALE_VIEW_ACCEPTED,
    /** Members hear that each of them is the oldest. */
    TWO_LEADERS,
    /** The plan's actions are started without waiting for those they depend on. */
    ORDER_IGNORED,
    /** The plan made last time is carried out instead of the one asked for. */
    OLD_PLAN_CARRIED_OUT,
    /** A node that comes back says that nothing runs on it. */
    PROBES_BLIND,
    /** An order to run an action arrives twice, and both are carried out. */
    ORDERS_DOUBLED,
    /** Members that confirm a partition do not tell their attributes. */
    ATTRIBUTES_FORGOTTEN,
    /** The largest version counts, and nobody knows who had quorum. */
    MINORITY_WINS,
    /** Agents say that they have stopped or demoted what goes on. */
    STOPS_LIE,
    /** A fence device says that a node is off which is not. */
    FENCING_LIES
}
