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
    /** A message of an older view is taken as one of the view that is now; some orders are late. */
    STALE_VIEW_ACCEPTED,
    /** Members hear that each of them is the oldest, and take another's lead for its confirmation of their own. */
    TWO_LEADERS,
    /** The plan's actions are started without waiting for those they depend on. */
    ORDER_IGNORED,
    /** Recovery does not wait for the fencing that is in the same plan. */
    RECOVERED_BEFORE_FENCED,
    /** The plan made last time is carried out instead of the one asked for. */
    OLD_PLAN_CARRIED_OUT,
    /** A node that comes back says that nothing runs on it. */
    PROBES_BLIND,
    /** An order to run an action arrives twice, and both are carried out. */
    ORDERS_DOUBLED,
    /** Members that confirm a partition do not tell their attributes. */
    ATTRIBUTES_FORGOTTEN,
    /** Every other member says that what it has was last held with quorum, and so the largest version of these counts. */
    MINORITY_WINS,
    /** Agents say that they have stopped or demoted what goes on. */
    STOPS_LIE,
    /** A fence device says that a node is off which is not. */
    FENCING_LIES,
    /** A machine that answers is said to be silent. */
    ANSWERS_UNHEARD,
    /** A partition's CIB is handed out with an older version than it has. */
    VERSIONS_GO_BACK,
    /** Now and then a step of the CIB does not reach a member, and nobody hears that one is missing. */
    STEPS_LOST,
    /** Now and then a person gets no answer. */
    REPLIES_LOST,
    /** Now and then a person gets an answer twice. */
    REPLIES_DOUBLED,
    /** Plans are made as if there were no maintenance mode. */
    MAINTENANCE_IGNORED,
    /** Plans are made as if nobody had stopped a resource. */
    TARGET_ROLES_IGNORED,
    /** Plans are made as if no node were in standby. */
    STANDBY_IGNORED,
    /** Plans are made as if no resource needed a ticket. */
    TICKETS_IGNORED,
    /** Plans are made as if no resource took any room on its node. */
    CAPACITY_IGNORED,
    /** Plans are made as if no resource had been banned from a node. */
    BANS_IGNORED,
    /** Plans are made as if every resource were managed. */
    UNMANAGED_IGNORED
}
