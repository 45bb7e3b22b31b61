package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Capacity;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The resources that must be on one node together with a given one, and what they need in sum. */
final class ColocatedSet {
    private final ColocationLists lists;
    private final Resource origin;
    private final List<Resource> resources = new ArrayList<>();
    private final BitSet found = new BitSet();

    ColocatedSet(ColocationLists lists, Resource origin) {
        this.lists = lists;
        this.origin = origin;
        collect(origin);
    }

    boolean isEmpty() {
        return resources.isEmpty();
    }

    private void put(Resource resource) {
        resources.add(resource);
        found.set(resource.index);
    }

    private void collect(Resource resource) {
        if (resource.variant == Variant.GROUP && !resource.children.isEmpty()) {
            if (sharesNode(resource)) {
                put(resource);
                resource.children.forEach(this::collect);
                return;
            }
        } else if (resource.variant == Variant.GROUP) {
            return;
        }
        if (found.get(resource.index)) {
            return;
        }
        put(resource);
        for (Colocation colocation : List.copyOf(lists.thisWith(resource))) {
            Resource primary = colocation.primary();
            if (primary != origin && binds(resource, primary, colocation)) {
                collect(primary);
            }
        }
        for (Colocation colocation : List.copyOf(lists.withThis(resource))) {
            Resource dependent = colocation.dependent();
            // Which instance of a clone something else will be with cannot be told.
            boolean vague = resource.variant == Variant.CLONE && dependent.variant != Variant.CLONE;
            if (dependent != origin && !vague && binds(dependent, resource, colocation)) {
                collect(dependent);
            }
        }
    }

    private static boolean binds(Resource dependent, Resource primary, Colocation colocation) {
        return colocation.score() == Score.INFINITY && ColocationEffect.wouldPlace(dependent, primary, colocation);
    }

    private static boolean sharesNode(Resource group) {
        return group.groupColocated || group.parent != null && group.parent.variant == Variant.CLONE;
    }

    /** What those that are not assigned yet need together, the origin included. */
    Capacity.Sum demand(Capacity capacity) {
        if (!found.get(origin.index)) {
            put(origin);
        }
        Capacity.Sum sum = new Capacity.Sum();
        for (Resource resource : resources) {
            add(resource, capacity, sum);
        }
        return sum;
    }

    private void add(Resource resource, Capacity capacity, Capacity.Sum sum) {
        if (!resource.unassigned) {
            return;
        }
        switch (resource.variant) {
            case PRIMITIVE -> capacity.addTo(sum, resource);
            case GROUP -> addGroup(resource, capacity, sum);
            case CLONE -> addClone(resource, capacity, sum);
            case BUNDLE -> {
                if (!resource.bundle.replicas().isEmpty()) {
                    add(resource.bundle.replicas().get(0).container, capacity, sum);
                }
            }
        }
    }

    private void addGroup(Resource group, Capacity capacity, Capacity.Sum sum) {
        for (Resource member : group.children) {
            if (member.unassigned && !found.get(member.index)) {
                add(member, capacity, sum);
            }
            if (!sharesNode(group)) {
                return;
            }
        }
    }

    /** One instance stands for a clone, unless instances are in the set themselves. */
    private void addClone(Resource clone, Capacity capacity, Capacity.Sum sum) {
        boolean existing = false;
        for (Resource child : clone.children) {
            if (found.get(child.index)) {
                existing = true;
            } else if (anyFound(child.children)) {
                add(child, capacity, sum);
                existing = true;
            }
        }
        if (!existing && !clone.children.isEmpty()) {
            add(clone.children.get(0), capacity, sum);
        }
    }

    private boolean anyFound(List<Resource> members) {
        for (Resource member : members) {
            if (found.get(member.index)) {
                return true;
            }
        }
        return false;
    }
}
