package io.systole.policy.order;

import io.systole.policy.action.Actions;
import io.systole.policy.assign.InstanceOrder;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.score.StableMerge;

/** The orderings that nobody configures: what a resource's own actions wait for, and what collectives mean for members. */
public final class ImpliedOrderings {
    private static final int BLOCKS = Relation.UNRUNNABLE_FIRST_BLOCKS;
    private static final int MEMBER_GRAPHED = Relation.THEN_IMPLIES_FIRST_GRAPHED;
    private static final int WHOLE_GRAPHED = Relation.FIRST_IMPLIES_THEN_GRAPHED;

    private final Cluster cluster;
    private final Orderings orderings;
    private final PrimitiveOrderings primitives;
    private final GroupOrderings groups;
    private final PromotionOrderings promotions;

    public ImpliedOrderings(Cluster cluster, Actions actions, Orderings orderings) {
        this.cluster = cluster;
        this.orderings = orderings;
        this.primitives = new PrimitiveOrderings(cluster, actions, orderings);
        this.groups = new GroupOrderings(orderings, primitives);
        this.promotions = new PromotionOrderings(orderings);
    }

    /** Adds them for all resources. */
    public void addAll() {
        cluster.resources.forEach(this::add);
    }

    private void add(Resource resource) {
        switch (resource.variant) {
            case PRIMITIVE -> primitives.add(resource);
            case GROUP -> groups.add(resource);
            case CLONE -> addForClone(resource);
            case BUNDLE -> addForBundle(resource);
        }
    }

    private void addForClone(Resource clone) {
        orderings.tasks(clone, "stopped", clone, "start", Relation.ORDERED);
        orderings.tasks(clone, "start", clone, "running", BLOCKS);
        orderings.tasks(clone, "stop", clone, "stopped", BLOCKS);
        if (clone.promotable) {
            orderings.tasks(clone, "demoted", clone, "stop", Relation.ORDERED);
            orderings.tasks(clone, "running", clone, "promote", BLOCKS);
        }
        if (clone.cloneOrdered) {
            sortByNumber(clone);
        }
        for (int i = 0; i < clone.children.size(); i++) {
            Resource instance = clone.children.get(i);
            add(instance);
            orderings.starts(clone, instance, BLOCKS | MEMBER_GRAPHED);
            orderings.tasks(instance, "start", clone, "running", WHOLE_GRAPHED);
            orderings.stops(clone, instance, MEMBER_GRAPHED);
            orderings.tasks(instance, "stop", clone, "stopped", WHOLE_GRAPHED);
            if (clone.cloneOrdered) {
                // Only some of them may have to start, so each comes before every later one.
                for (Resource later : clone.children.subList(i + 1, clone.children.size())) {
                    orderings.starts(instance, later, Relation.ORDERED);
                    orderings.stops(later, instance, Relation.ORDERED);
                }
            }
        }
        if (clone.promotable) {
            promotions.add(clone);
        }
    }

    static void sortByNumber(Resource clone) {
        StableMerge.sort(clone.children, (a, b) -> Integer.compare(InstanceOrder.number(a), InstanceOrder.number(b)));
    }

    private void addForBundle(Resource bundle) {
        for (Replica replica : bundle.bundle.replicas) {
            addForReplica(bundle, replica);
        }
        Resource inside = bundle.bundle.child;
        if (inside == null) {
            return;
        }
        orderings.starts(bundle, inside, MEMBER_GRAPHED);
        orderings.tasks(inside, "running", bundle, "running", WHOLE_GRAPHED);
        orderings.stops(bundle, inside, MEMBER_GRAPHED);
        orderings.tasks(inside, "stopped", bundle, "stopped", WHOLE_GRAPHED);
        add(inside);
        if (inside.promotable) {
            promotions.addRestart(bundle);
            orderings.tasks(bundle, "demote", inside, "demote", MEMBER_GRAPHED);
            orderings.tasks(inside, "demoted", bundle, "demoted", WHOLE_GRAPHED);
            orderings.tasks(bundle, "promote", inside, "promote", MEMBER_GRAPHED);
            orderings.tasks(inside, "promoted", bundle, "promoted", WHOLE_GRAPHED);
        }
    }

    private void addForReplica(Resource bundle, Replica replica) {
        Resource container = replica.container;
        add(container);
        orderings.starts(bundle, container, BLOCKS | MEMBER_GRAPHED);
        if (replica.child != null) {
            orderings.stops(bundle, replica.child, MEMBER_GRAPHED);
        }
        orderings.stops(bundle, container, MEMBER_GRAPHED);
        orderings.tasks(container, "start", bundle, "running", WHOLE_GRAPHED);
        orderings.tasks(container, "stop", bundle, "stopped", WHOLE_GRAPHED);
        if (replica.ip != null) {
            add(replica.ip);
            orderings.starts(replica.ip, container, BLOCKS | Relation.GUEST_ALLOWED);
            orderings.stops(container, replica.ip, Relation.THEN_IMPLIES_FIRST | Relation.GUEST_ALLOWED);
        }
        if (replica.remote != null) {
            add(replica.remote);
        }
    }
}
