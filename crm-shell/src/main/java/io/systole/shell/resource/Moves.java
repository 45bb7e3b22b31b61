package io.systole.shell.resource;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Decides on moving, banning and clearing, as {@code crm_resource} does. Changes nothing itself. */
final class Moves {
    private final Cib cib;
    private final Finder finder;
    private final OffsetDateTime now;

    /**
     * @param cib the CIB as it is configured
     * @param state the same CIB, read
     * @param now for lifetimes
     */
    Moves(Cib cib, LiveState state, OffsetDateTime now) {
        this.cib = cib;
        this.finder = new Finder(state);
        this.now = now;
    }

    /**
     * What is asked for.
     *
     * @param node null for none
     * @param lifetime null for none
     */
    record Wish(String resource, String node, String lifetime, boolean promotedOnly, boolean force) {}

    /**
     * What comes of it.
     *
     * @param notes sentences that the person should read
     */
    record Decision(List<CibOperation> operations, List<String> notes) {}

    /** Prefers the node; without a node, bans the one that the resource is on. */
    Decision move(Wish wish) throws Failure, UsageException {
        Resource resource = finder.wholeResource(wish.resource());
        return wish.node() == null ? banCurrent(resource, wish) : prefer(resource, wish);
    }

    /** Keeps the resource off the node; without a node, off the one that it is on. */
    Decision ban(Wish wish) throws Failure, UsageException {
        Resource resource = finder.wholeResource(wish.resource());
        return wish.node() == null ? banCurrent(resource, wish) : ban(wish, finder.node(wish.node()).name);
    }

    private Decision banCurrent(Resource resource, Wish wish) throws Failure, UsageException {
        List<Node> active = Finder.activeOn(resource);
        if (active.size() == 1) {
            return ban(wish, active.get(0).name);
        }
        List<Resource> promoted = Finder.promoted(resource);
        if (resource.promotable && promoted.size() == 1) {
            return ban(wish, Finder.activeOn(promoted.get(0)).get(0).name);
        }
        throw new Failure(
                CrmExit.USAGE,
                "Resource '" + wish.resource() + "' not moved: active in " + active.size() + " locations"
                        + (resource.promotable ? " (promoted in " + promoted.size() + ")" : "")
                        + ".\nTo prevent '" + wish.resource() + "' from running on a specific location, specify a node."
                        + (resource.promotable
                                ? "\nTo prevent it from being promoted at a specific location, specify a node and the"
                                        + " --promoted option."
                                : ""));
    }

    private Decision ban(Wish wish, String node) throws UsageException {
        List<String> notes = new ArrayList<>();
        Element ban = MoveConstraints.ban(wish.resource(), node, wish.promotedOnly(), end(wish, notes));
        notes.add("WARNING: Creating rsc_location constraint '" + ban.id() + "' with a score of -INFINITY for resource "
                + wish.resource() + " on " + node + ".\n\tThis will prevent " + wish.resource() + " from "
                + (wish.promotedOnly() ? "being promoted" : "running") + " on " + node
                + " until the constraint is removed using the clear option or by editing the CIB with an appropriate"
                + " tool.\n\tThis will be the case even if " + node + " is the last node in the cluster");
        return new Decision(MoveConstraints.putting(cib, List.of(), List.of(ban)), notes);
    }

    private String end(Wish wish, List<String> notes) throws UsageException {
        String end = wish.lifetime() == null ? null : Lifetime.end(wish.lifetime(), now);
        if (end != null) {
            notes.add("Migration will take effect until: " + end);
        }
        return end;
    }

    private Decision prefer(Resource resource, Wish wish) throws Failure, UsageException {
        Node target = finder.node(wish.node());
        List<String> notes = new ArrayList<>();
        boolean promotedOnly = wish.promotedOnly();
        if (promotedOnly && !Finder.isPromotable(resource)) {
            notes.add("Ignoring --promoted option: " + wish.resource() + " is not promotable");
            promotedOnly = false;
        }
        List<Node> active = Finder.activeOn(resource);
        Node current = active.size() == 1 ? active.get(0) : null;
        int count = active.size();
        if (resource.promotable) {
            List<Resource> promoted = Finder.promoted(resource);
            if (promotedOnly || !promoted.isEmpty()) {
                count = promoted.size();
                current = count == 1 ? Finder.activeOn(promoted.get(0)).get(0) : null;
            }
        }
        boolean collective = resource.isClone() || resource.variant == Variant.BUNDLE;
        if (count > 1 && !collective) {
            throw new Failure(
                    CrmExit.MULTIPLE,
                    "Resource '" + wish.resource() + "' is active on " + count
                            + " nodes; stop it on all but one first");
        }
        if (current == target && !wish.force()) {
            throw new Failure(
                    CrmExit.EXISTS,
                    wish.resource() + " is already " + (promotedOnly ? "promoted" : "active") + " on " + target.name);
        }
        return new Decision(
                preferring(
                        new Wish(wish.resource(), target.name, wish.lifetime(), promotedOnly, wish.force()),
                        current == target ? null : current,
                        count,
                        notes),
                notes);
    }

    private List<CibOperation> preferring(Wish wish, Node current, int count, List<String> notes)
            throws UsageException {
        String end = end(wish, notes);
        List<Element> removed = new ArrayList<>();
        for (Element old : MoveConstraints.of(cib, wish.resource())) {
            boolean inTheWay = wish.node().equalsIgnoreCase(MoveConstraints.node(old));
            if (MoveConstraints.isPreference(old) || inTheWay) {
                removed.add(old);
            }
        }
        List<Element> added = new ArrayList<>();
        added.add(MoveConstraints.prefer(wish.resource(), wish.node(), wish.promotedOnly(), end));
        if (wish.force() && current != null) {
            added.add(MoveConstraints.ban(wish.resource(), current.name, wish.promotedOnly(), end));
        } else if (wish.force() && count > 1) {
            notes.add("Resource '" + wish.resource() + "' is currently "
                    + (wish.promotedOnly() ? "promoted" : "active") + " in " + count
                    + " locations. One may now move to "
                    + wish.node());
        }
        return MoveConstraints.putting(cib, removed, added);
    }

    /**
     * The constraints to remove.
     *
     * @param wish with a null resource for those of every resource
     * @param expired only those whose time is over
     */
    List<Element> clearable(Wish wish, boolean expired) throws Failure {
        if (wish.resource() != null) {
            knownOrConstrained(wish.resource());
        }
        String node = wish.node() == null ? null : finder.node(wish.node()).name;
        List<Element> found = new ArrayList<>();
        for (Element constraint : MoveConstraints.of(cib, wish.resource())) {
            boolean here = node == null
                    || node.equalsIgnoreCase(MoveConstraints.node(constraint))
                    || wish.force() && !expired && MoveConstraints.isPreference(constraint);
            boolean due = !expired
                    || MoveConstraints.isOver(constraint, now)
                            && (!wish.promotedOnly() || MoveConstraints.isPromotedOnly(constraint));
            if (here && due) {
                found.add(constraint);
            }
        }
        return found;
    }

    /** A constraint may have been left by a resource that is no more; it can still be cleared. */
    private void knownOrConstrained(String resource) throws Failure {
        if (MoveConstraints.of(cib, resource).isEmpty()) {
            finder.wholeResource(resource);
        }
    }
}
