package io.systole.policy.assign;

import io.systole.policy.location.FailureBans;
import io.systole.policy.location.Locations;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.PlacementStrategy;
import io.systole.policy.model.Resource;
import java.util.List;

/**
 * Decides which node each resource will be on, and which instances are promoted.
 *
 * <p>Resources are assigned one after the other; each takes account of those it is colocated with, which may mean that
 * they are assigned first, out of turn. What one resource got is a fact for those that follow.
 */
public final class Assignment {
    final Cluster cluster;
    final Locations locations;
    final Colocations colocations;
    final Tickets tickets;
    final AssignmentListener listener;
    final FailureBans failureBans;
    final ColocationLists lists;
    final AttributeMatch match;
    final NodeOrder nodeOrder;
    final Pairing pairing;
    final Placement placement;
    final ColocationPreferences preferences;
    final ColocationEffect effect;
    final UtilizationBan utilizationBan;
    final InstanceOrder instanceOrder;
    final Instances instances;
    final PromotionScores promotionScores;
    final Promotion promotion;
    private final PrimitiveAssigner primitives;
    private final GroupAssigner groups;
    private final CloneAssigner clones;
    private final BundleAssigner bundles;

    public Assignment(
            Cluster cluster,
            Locations locations,
            Colocations colocations,
            Tickets tickets,
            FailureBans failureBans,
            AssignmentListener listener) {
        this.cluster = cluster;
        this.locations = locations;
        this.colocations = colocations;
        this.tickets = tickets;
        this.listener = listener;
        this.failureBans = failureBans;
        this.lists = new ColocationLists(colocations);
        this.match = new AttributeMatch(cluster, locations);
        this.nodeOrder = new NodeOrder(cluster);
        this.pairing = new Pairing(nodeOrder, match);
        this.placement = new Placement(cluster, listener);
        this.preferences = new ColocationPreferences(cluster, lists, match);
        this.effect = new ColocationEffect(this);
        this.utilizationBan = new UtilizationBan(cluster, lists);
        this.instanceOrder = new InstanceOrder(cluster, lists, preferences);
        this.instances = new Instances(this);
        this.promotionScores = new PromotionScores(cluster);
        this.promotion = new Promotion(this);
        this.primitives = new PrimitiveAssigner(this);
        this.groups = new GroupAssigner(this);
        this.clones = new CloneAssigner(this);
        this.bundles = new BundleAssigner(this);
    }

    /** Assigns all resources: connections to remote nodes first, as it depends on them which nodes there are. */
    public void assignAll() {
        if (cluster.placementStrategy != PlacementStrategy.DEFAULT) {
            new ResourceOrder(preferences, nodeOrder).sort(cluster.resources);
        }
        listener.capacities("Original");
        if (cluster.hasRemoteNodes) {
            for (Resource resource : List.copyOf(cluster.resources)) {
                if (resource.isRemoteConnection) {
                    assign(resource, resource.partialMigrationTarget, true);
                }
            }
        }
        for (Resource resource : List.copyOf(cluster.resources)) {
            if (!resource.isRemoteConnection) {
                assign(resource, null, true);
            }
        }
        listener.capacities("Remaining");
    }

    /**
     * Assigns one resource with all its members, unless that is done or under way.
     *
     * @param prefer the node to take if it is as good as any, or null
     * @param stopIfFail see {@link Placement#assign}
     * @return the node of a primitive or of a group that stays together; null for none or several
     */
    Node assign(Resource resource, Node prefer, boolean stopIfFail) {
        switch (resource.variant) {
            case PRIMITIVE:
                return primitives.assign(resource, prefer, stopIfFail);
            case GROUP:
                return groups.assign(resource, prefer, stopIfFail);
            case CLONE:
                clones.assign(resource, prefer, stopIfFail);
                return null;
            default:
                bundles.assign(resource, prefer, stopIfFail);
                return null;
        }
    }

    /** Colocations in which the resource is the primary, those of its group, clone or bundle included. */
    public List<Colocation> colocationsWith(Resource primary) {
        return lists.withThis(primary);
    }

    public Placement placement() {
        return placement;
    }

    public Pairing pairing() {
        return pairing;
    }
}
