package io.systole.policy.model;

import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.score.NodeTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A resource: primitive, group, clone, instance, bundle, and all that one scheduling run knows of it. */
public final class Resource {
    /** Order of creation; the index of the resource in all tables. */
    public final int index;

    public final String id;
    public final Variant variant;
    public final Resource parent;
    /** The configuration, templates expanded. */
    public final Element xml;

    public final List<Resource> children = new ArrayList<>();
    public final Map<String, String> meta = new LinkedHashMap<>();
    public Map<String, String> utilization = new LinkedHashMap<>();

    /** The name that history knows an anonymous instance by, if it is another one. */
    public String historyId;

    public Element operations;
    public int priority;
    public int promotionPriority;
    public int stickiness;
    public int banAfterFailures;
    public long failureTimeoutMs;
    public long reconnectIntervalMs;
    public MultipleActive multipleActive = MultipleActive.RESTART;

    public Role origRole = Role.STOPPED;
    /** Null while nothing is decided. */
    public Role nextRole;

    public boolean removed;
    public boolean removedLaunched;
    public boolean managed;
    public boolean blocked;
    public boolean notify;
    public boolean unique;
    public boolean fenceDevice;
    public boolean promotable;
    public boolean critical;
    public boolean failed;
    public boolean stopIfFailed;
    public boolean ignoresFailure;
    public boolean isRemoteConnection;
    public boolean remoteNestingAllowed;
    public boolean startPending;
    public boolean exclusiveProbes;
    public boolean migratable;
    public boolean replicaContainer;
    public boolean maintenance;
    public boolean needsQuorum;
    public boolean needsFencing;
    public boolean needsUnfencing;

    public boolean unassigned = true;
    public boolean assigning;
    public boolean updatingNodes;
    public boolean restarting;
    public boolean stopUnexpected;
    public boolean reload;

    public boolean groupOrdered;
    public boolean groupColocated;

    public int cloneMax;
    public int cloneNodeMax;
    public int promotedMax;
    public int promotedNodeMax;
    public boolean cloneOrdered;
    public boolean promotionScoresAdded;
    public boolean promotionConstrained;
    public Element cloneChild;
    public int cloneTotal;
    public BundleContent bundle;

    public NodeTable allowed;
    public final BitSet probedNodes = new BitSet();
    public final List<Node> activeNodes = new ArrayList<>();
    public Node assigned;
    /** The score that the resource had on its node when it was assigned to it. */
    public int assignedScore;

    /** What starts this resource: the container of a connection, or what meta-attribute container names. */
    public Resource launcher;

    public final List<Resource> launched = new ArrayList<>();
    public Node partialMigrationSource;
    public Node partialMigrationTarget;
    public final List<Node> danglingMigrationSources = new ArrayList<>();
    public String pendingAction;
    public Node pendingNode;
    public Node lockNode;
    /** Seconds since the epoch. */
    public long lockTime;

    /** Latest first. */
    public final ActionList actions = new ActionList();

    /** The tasks, in small letters, of the actions that members have: most questions about them can be answered by this. */
    private final Set<String> memberTasks = new LinkedHashSet<>(0);

    private int memberChanges;

    public Resource(int index, String id, Variant variant, Resource parent, Element xml, NodeTable allowed) {
        this.index = index;
        this.id = id;
        this.variant = variant;
        this.parent = parent;
        this.xml = xml;
        this.allowed = allowed;
    }

    public boolean isPrimitive() {
        return variant == Variant.PRIMITIVE;
    }

    public boolean isClone() {
        return variant == Variant.CLONE;
    }

    public boolean isUniqueClone() {
        return variant == Variant.CLONE && unique;
    }

    public boolean isAnonymousClone() {
        return variant == Variant.CLONE && !unique;
    }

    /** The outermost resource around this one, bundles not counted. */
    public Resource top() {
        Resource top = this;
        while (top.parent != null && top.parent.variant != Variant.BUNDLE) {
            top = top.parent;
        }
        return top;
    }

    /** The outermost resource around this one. */
    public Resource outermost() {
        Resource top = this;
        while (top.parent != null) {
            top = top.parent;
        }
        return top;
    }

    public boolean isBundled() {
        return outermost().variant == Variant.BUNDLE;
    }

    /** The bundle around this resource; to be asked only where {@link #isBundled()}. */
    public Resource topBundle() {
        return outermost();
    }

    public boolean isDescendantOf(Resource ancestor) {
        for (Resource up = parent; up != null; up = up.parent) {
            if (up == ancestor) {
                return true;
            }
        }
        return false;
    }

    /** The id in the configuration, which instances share. */
    public String configuredId() {
        return xml.id();
    }

    /** The id without the number of the instance. */
    public String baseId() {
        return Names.withoutInstance(id);
    }

    /** What runs inside, for a container of a bundle; null otherwise. */
    public Resource insideContainer() {
        Resource top = outermost();
        if (top.variant == Variant.BUNDLE) {
            for (Replica replica : top.bundle.replicas) {
                if (replica.container == this) {
                    return replica.child;
                }
            }
        }
        return null;
    }

    public boolean isBlockedAnywhere() {
        if (blocked) {
            return true;
        }
        for (Resource child : children) {
            if (child.isBlockedAnywhere()) {
                return true;
            }
        }
        return false;
    }

    public boolean isInterleaved() {
        return Names.isTrue(meta.get("interleave"));
    }

    /** How many instances may be on one node. */
    public int maxPerNode() {
        return switch (variant) {
            case CLONE -> cloneNodeMax;
            case BUNDLE -> bundle.replicasPerHost;
            default -> 1;
        };
    }

    /** To be called when an action got this task. */
    public void taskAdded(String task) {
        if (parent != null) {
            parent.memberTasks.add(task.toLowerCase(Locale.ROOT));
            parent.memberChanges++;
        }
    }

    /** Whether any member has an action of this task; members of members do not count. */
    public boolean anyMemberHas(String task) {
        return memberTasks.contains(task.toLowerCase(Locale.ROOT));
    }

    /** To be called when one of this resource's actions became runnable, or needed, or the contrary. */
    void actionChanged() {
        if (parent != null) {
            parent.memberChanges++;
        }
    }

    /** As long as this number stays, so do the tasks and flags of the members' actions. */
    public int memberChanges() {
        return memberChanges;
    }

    public void markFailed() {
        failed = true;
        stopIfFailed = true;
    }

    /** Whether all of it (or, with {@code all} false, any of it) is active on a node that counts. */
    public boolean isActive(boolean all) {
        if (children.isEmpty() && variant == Variant.PRIMITIVE) {
            for (Node node : activeNodes) {
                if (node.unclean || node.online || !managed) {
                    return true;
                }
            }
            return false;
        }
        boolean any = false;
        for (Resource child : members()) {
            boolean active = child.isActive(all);
            if (all && !active) {
                return false;
            }
            any |= active;
        }
        return any || all && variant != Variant.GROUP;
    }

    private List<Resource> members() {
        if (variant != Variant.BUNDLE) {
            return children;
        }
        List<Resource> members = new ArrayList<>();
        for (Replica replica : bundle.replicas) {
            for (Resource part : new Resource[] {replica.ip, replica.child, replica.container, replica.remote}) {
                if (part != null) {
                    members.add(part);
                }
            }
        }
        return members;
    }

    @Override
    public String toString() {
        return id;
    }
}
