package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.score.StableMerge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which colocations matter when a resource is assigned: its own and those of the group, clone or bundle it belongs to.
 *
 * <p>A group's colocations are felt by one member only: as dependent by the first, as primary by the last; the members
 * follow each other by the group's own colocations.
 */
final class ColocationLists {
    private final Colocations colocations;

    ColocationLists(Colocations colocations) {
        this.colocations = colocations;
    }

    /** Colocations in which the resource is the dependent. */
    List<Colocation> thisWith(Resource resource) {
        if (resource.parent == null && resource.variant == Variant.PRIMITIVE) {
            return colocations.thisWith(resource);
        }
        List<Colocation> found = new ArrayList<>();
        thisWith(resource, resource, found);
        return found;
    }

    /** Colocations in which the resource is the primary. */
    List<Colocation> withThis(Resource resource) {
        if (resource.parent == null && resource.variant == Variant.PRIMITIVE) {
            return colocations.withThis(resource);
        }
        List<Colocation> found = new ArrayList<>();
        withThis(resource, resource, found);
        return found;
    }

    private void thisWith(Resource resource, Resource origin, List<Colocation> found) {
        List<Colocation> own = colocations.thisWith(resource);
        switch (resource.variant) {
            case PRIMITIVE -> {
                if (resource == origin) {
                    addAll(found, own, Colocations.BY_PRIMARY);
                    parentThisWith(resource, origin, found);
                } else {
                    addExplicit(found, own, Colocations.BY_PRIMARY);
                }
            }
            case GROUP -> groupThisWith(resource, origin, found);
            case CLONE -> {
                addAll(found, own, Colocations.BY_PRIMARY);
                parentThisWith(resource, origin, found);
            }
            case BUNDLE -> {
                if (bundleCounts(resource, origin)) {
                    addAll(found, own, Colocations.BY_PRIMARY);
                }
            }
        }
    }

    private void withThis(Resource resource, Resource origin, List<Colocation> found) {
        List<Colocation> own = colocations.withThis(resource);
        switch (resource.variant) {
            case PRIMITIVE -> {
                if (resource == origin) {
                    addAll(found, own, Colocations.BY_DEPENDENT);
                    parentWithThis(resource, origin, found);
                } else {
                    addExplicit(found, own, Colocations.BY_DEPENDENT);
                }
            }
            case GROUP -> groupWithThis(resource, origin, found);
            case CLONE -> {
                addAll(found, own, Colocations.BY_DEPENDENT);
                parentWithThis(resource, origin, found);
            }
            case BUNDLE -> {
                if (bundleCounts(resource, origin)) {
                    addAll(found, own, Colocations.BY_DEPENDENT);
                }
            }
        }
    }

    private void parentThisWith(Resource resource, Resource origin, List<Colocation> found) {
        if (resource.parent != null) {
            thisWith(resource.parent, origin, found);
        }
    }

    private void parentWithThis(Resource resource, Resource origin, List<Colocation> found) {
        if (resource.parent != null) {
            withThis(resource.parent, origin, found);
        }
    }

    private void groupThisWith(Resource group, Resource origin, List<Colocation> found) {
        if (group.children.isEmpty()) {
            return;
        }
        if (group == origin || origin == group.children.get(0)) {
            addAll(found, colocations.thisWith(group), Colocations.BY_PRIMARY);
            parentThisWith(group, origin, found);
            if (group.groupColocated) {
                for (Resource member : group.children) {
                    if (member != origin) {
                        thisWith(member, origin, found);
                    }
                }
            }
            return;
        }
        unmanagedEarlierMember(group, origin, found);
    }

    /**
     * An unmanaged member stays where it is, whatever the group is colocated with, so the members after it must follow the
     * group's mandatory colocations by themselves.
     */
    private void unmanagedEarlierMember(Resource group, Resource origin, List<Colocation> found) {
        if (colocations.thisWith(group).isEmpty()) {
            return;
        }
        for (Resource member : group.children) {
            if (member == origin) {
                return;
            }
            if (!member.managed) {
                for (Colocation colocation : colocations.thisWith(group)) {
                    if (colocation.score() == Score.INFINITY) {
                        StableMerge.insert(found, colocation, Colocations.BY_PRIMARY);
                    }
                }
                return;
            }
        }
    }

    private void groupWithThis(Resource group, Resource origin, List<Colocation> found) {
        if (group.children.isEmpty()) {
            return;
        }
        if (group != origin && origin != group.children.get(group.children.size() - 1)) {
            return;
        }
        addAll(found, colocations.withThis(group), Colocations.BY_DEPENDENT);
        parentWithThis(group, origin, found);
        if (group.groupColocated) {
            for (Resource member : group.children) {
                if (member != origin) {
                    withThis(member, origin, found);
                }
            }
        }
    }

    /** Whether a bundle's colocations count for the bundle itself, one of its containers, or its bundled resource. */
    private static boolean bundleCounts(Resource bundle, Resource origin) {
        if (origin == bundle || origin.replicaContainer) {
            return true;
        }
        Resource bundled = bundle.bundle.child();
        if (bundled == null || !bundled.promotable || origin.top() != bundled) {
            return false;
        }
        // While containers are assigned the bundled resource must not feel them; when roles are chosen it must.
        return origin == bundled ? origin.promotionConstrained : !origin.unassigned;
    }

    private static void addExplicit(List<Colocation> found, List<Colocation> more, Comparator<Colocation> order) {
        for (Colocation colocation : more) {
            if (colocation.explicit()) {
                StableMerge.insert(found, colocation, order);
            }
        }
    }

    /**
     * Pacemaker parity: where the list already holds something, the first colocation of the second list is added as often
     * as that list is long, and the others are not (released behaviour, see the reference's lib/pacemaker).
     */
    private static void addAll(List<Colocation> found, List<Colocation> more, Comparator<Colocation> order) {
        if (found.isEmpty()) {
            found.addAll(more);
            return;
        }
        for (int i = 0; i < more.size(); i++) {
            StableMerge.insert(found, more.get(0), order);
        }
    }
}
