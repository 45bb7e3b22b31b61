package io.systole.policy.assign;

import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.score.StableMerge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All colocations of one scheduling run, found by dependent and by primary.
 *
 * <p>Each resource's list is kept in the order in which its colocations take effect: higher priority of the other
 * resource first, then bundles, clones (promotable first), groups, primitives, then by id.
 */
public final class Colocations {
    static final Comparator<Colocation> BY_PRIMARY = (a, b) -> compare(a.primary(), b.primary());
    static final Comparator<Colocation> BY_DEPENDENT = (a, b) -> compare(a.dependent(), b.dependent());

    private final List<Colocation> all = new ArrayList<>();
    private final List<List<Colocation>> thisWith = new ArrayList<>();
    private final List<List<Colocation>> withThis = new ArrayList<>();

    /** Adds a colocation; one with a score of zero has no effect and is left out. */
    public void add(Colocation colocation) {
        if (colocation.score() == 0) {
            return;
        }
        StableMerge.insert(listOf(thisWith, colocation.dependent()), colocation, BY_PRIMARY);
        StableMerge.insert(listOf(withThis, colocation.primary()), colocation, BY_DEPENDENT);
        all.add(colocation);
    }

    /** All colocations in the order in which they were added. */
    public List<Colocation> all() {
        return all;
    }

    /** Colocations that name this very resource as dependent. */
    public List<Colocation> thisWith(Resource dependent) {
        return dependent.index < thisWith.size() ? thisWith.get(dependent.index) : List.of();
    }

    /** Colocations that name this very resource as primary. */
    public List<Colocation> withThis(Resource primary) {
        return primary.index < withThis.size() ? withThis.get(primary.index) : List.of();
    }

    private static List<Colocation> listOf(List<List<Colocation>> lists, Resource resource) {
        while (lists.size() <= resource.index) {
            lists.add(List.of());
        }
        List<Colocation> list = lists.get(resource.index);
        if (list.isEmpty()) {
            list = new ArrayList<>(2);
            lists.set(resource.index, list);
        }
        return list;
    }

    private static int compare(Resource a, Resource b) {
        if (a == b) {
            return 0;
        }
        if (a.priority != b.priority) {
            return a.priority > b.priority ? -1 : 1;
        }
        int byVariant = b.variant.compareTo(a.variant);
        if (byVariant != 0) {
            return byVariant;
        }
        if (a.variant == Variant.CLONE && a.promotable != b.promotable) {
            return a.promotable ? -1 : 1;
        }
        return a.id.compareTo(b.id);
    }
}
