package io.systole.policy.model;

import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that may have to be done, with the conditions that it depends on. */
public final class Action {
    /** Done as soon as its inputs are; nothing is executed. */
    public static final int PSEUDO = 1;

    public static final int RUNNABLE = 1 << 1;
    /** Need not be done. */
    public static final int OPTIONAL = 1 << 2;

    public static final int ALWAYS_IN_GRAPH = 1 << 3;
    public static final int ATTRIBUTES_EVALUATED = 1 << 4;
    public static final int MIGRATABLE = 1 << 7;
    public static final int ADDED_TO_GRAPH = 1 << 8;
    public static final int MIGRATION_ABORT = 1 << 11;
    public static final int RESCHEDULE = 1 << 13;
    public static final int DETECT_LOOP = 1 << 14;
    public static final int INPUTS_DEDUPLICATED = 1 << 15;
    public static final int ON_DC = 1 << 16;

    /** Order of creation. */
    public final int id;

    /** Null for actions on nodes. */
    public final Resource resource;

    public String task;
    public final String key;
    public Node node;
    public int flags;
    public int priority;
    public String reason;
    /** The operation that a cancellation ends. */
    public String cancelTask;

    public Element config;
    public Map<String, String> meta = new LinkedHashMap<>();
    /** Parameters of the operation itself. */
    public Map<String, String> extra = Map.of();

    public Requires needs = Requires.NOTHING;
    public int requiredRunnableBefore;
    public int runnableBefore;

    /** What the members' actions last made of this one's flags: see {@code VariantFlags}. */
    public int flagsOfMembers;

    /** The flags that were taken off this action for it. */
    public int takenByMembers;

    /** {@link Resource#memberChanges()} of that time. */
    public int membersSeenAt = -1;

    /** Latest first. */
    public final RelationList before = new RelationList();

    public final RelationList after = new RelationList();

    public Action(int id, Resource resource, String task, String key, Node node) {
        this.id = id;
        this.resource = resource;
        this.task = task;
        this.key = key;
        this.node = node;
    }

    public boolean is(int flag) {
        return (flags & flag) == flag;
    }

    public void set(int flag) {
        change(flags | flag);
    }

    public void clear(int flag) {
        change(flags & ~flag);
    }

    private void change(int changed) {
        if (((flags ^ changed) & (OPTIONAL | RUNNABLE)) != 0 && resource != null) {
            resource.actionChanged();
        }
        flags = changed;
    }

    /** Is another task from now on. */
    public void become(String otherTask) {
        task = otherTask;
        resource.taskAdded(otherTask);
    }

    public boolean isTask(String name) {
        return task.equals(name);
    }

    /** Gives a reason; one that is there already stays unless it is to be overwritten. */
    public void setReason(String text, boolean overwrite) {
        if (overwrite || reason == null) {
            reason = text;
        }
    }

    public boolean isRecurring() {
        return Names.number(meta.get("interval"), 0) > 0;
    }

    @Override
    public String toString() {
        return node == null ? key : key + " on " + node.name;
    }
}
