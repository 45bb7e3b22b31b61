package io.systole.policy.model;

/** How one action (first) bears on another (then): a set of the flags below, and the action at the other end. */
public final class Relation {
    public static final int NONE = 0;
    /** Then may not begin before first has ended, if both are to run. */
    public static final int ORDERED = 1;
    /** Counts only if first cannot migrate. */
    public static final int IF_FIRST_UNMIGRATABLE = 1 << 1;

    public static final int THEN_IMPLIES_FIRST = 1 << 4;
    public static final int FIRST_IMPLIES_THEN = 1 << 5;
    /** As {@link #THEN_IMPLIES_FIRST}, if then's resource is promoted. */
    public static final int PROMOTED_THEN_IMPLIES_FIRST = 1 << 6;
    /** First may run only if then can migrate. */
    public static final int UNMIGRATABLE_THEN_BLOCKS = 1 << 7;

    public static final int UNRUNNABLE_FIRST_BLOCKS = 1 << 8;
    /** If first cannot run, then is a real action, not a pseudo one. */
    public static final int FIRST_ELSE_THEN = 1 << 9;

    public static final int FIRST_IMPLIES_SAME_NODE_THEN = 1 << 10;
    public static final int NESTED_REMOTE_PROBE = 1 << 11;
    /** A stop between two starts: if then must run or cannot run, first must. */
    public static final int INTERMEDIATE_STOP = 1 << 12;
    /** The two may not run at the same time. */
    public static final int SERIALIZE = 1 << 14;

    public static final int IF_ON_SAME_NODE = 1 << 15;
    public static final int THEN_IMPLIES_FIRST_GRAPHED = 1 << 16;
    public static final int FIRST_IMPLIES_THEN_GRAPHED = 1 << 17;
    public static final int ASYMMETRIC = 1 << 20;
    public static final int IF_ON_SAME_NODE_OR_TARGET = 1 << 21;
    /** Then can run as soon as enough firsts can. */
    public static final int MIN_RUNNABLE = 1 << 22;

    public static final int IF_REQUIRED_ON_SAME_NODE = 1 << 23;
    public static final int GUEST_ALLOWED = 1 << 24;
    public static final int THEN_CANCELS_FIRST = 1 << 25;

    public final Action action;
    public int flags;
    /** Written to the graph as an input. */
    public boolean graphed;

    public Relation(Action action, int flags) {
        this.action = action;
        this.flags = flags;
    }

    public boolean is(int flag) {
        return (flags & flag) == flag;
    }
}
