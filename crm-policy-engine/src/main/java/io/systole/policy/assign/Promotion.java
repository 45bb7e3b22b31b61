package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.location.Location;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import io.systole.policy.score.StableMerge;
import java.util.List;

/** Chooses which instances of a promotable clone are promoted, once it is known on which nodes they will be. */
final class Promotion {
    private final Assignment assignment;

    Promotion(Assignment assignment) {
        this.assignment = assignment;
    }

    void chooseRoles(Resource clone) {
        clone.allowed.resetCounts();
        for (Resource instance : clone.children) {
            setPriority(instance, clone);
        }
        sortByPriority(clone);
        int promoted = 0;
        for (Resource instance : clone.children) {
            if (chooseRole(instance, promoted)) {
                promoted++;
            }
        }
    }

    /** An instance's priority for promotion: its promotion score, with locations and colocations of the promoted role. */
    private void setPriority(Resource instance, Resource clone) {
        if (Whereabouts.currentRole(instance) == Role.STARTED) {
            setUnpromotedNow(instance);
        }
        Node chosen = Whereabouts.assigned(instance);
        if (chosen == null) {
            return;
        }
        Role nextRole = Whereabouts.nextRole(instance);
        if (nextRole == null || nextRole == Role.STARTED) {
            instance.priority = assignment.promotionScores.isKnown(instance, chosen)
                    ? assignment.promotionScores.score(instance, chosen)
                    : -1;
        } else if (nextRole != Role.PROMOTED) {
            instance.priority = Score.MINUS_INFINITY;
        }
        addPromotedLocations(instance, assignment.locations.of(instance), chosen);
        addPromotedLocations(instance, assignment.locations.of(clone), chosen);
        for (Colocation colocation : List.copyOf(assignment.lists.thisWith(instance))) {
            assignment.effect.applyForDependent(instance, colocation.primary(), colocation);
        }
        instance.promotionPriority = nextRole == Role.PROMOTED ? Score.INFINITY : instance.priority;
    }

    private static void setUnpromotedNow(Resource resource) {
        if (resource.origRole == Role.STARTED) {
            resource.origRole = Role.UNPROMOTED;
        }
        resource.children.forEach(Promotion::setUnpromotedNow);
    }

    private static void addPromotedLocations(Resource instance, List<Location> locations, Node chosen) {
        for (Location location : locations) {
            if (location.role() == Role.PROMOTED && location.names(chosen)) {
                instance.priority = Score.add(instance.priority, location.scoreOn(chosen));
            }
        }
    }

    /** Lets the preferences of resources colocated with the promoted role count, then sorts, highest priority first. */
    private void sortByPriority(Resource clone) {
        if (clone.promotionConstrained) {
            return;
        }
        clone.promotionConstrained = true;
        clone.updatingNodes = true;
        for (Resource instance : clone.children) {
            Node node = Whereabouts.assigned(instance);
            if (instance.promotionPriority >= 0 && node != null) {
                clone.allowed.add(node.index, instance.promotionPriority, Rule.PROMOTION_PRIORITY);
            }
        }
        for (Colocation colocation : List.copyOf(assignment.lists.withThis(clone))) {
            if (colocation.primaryRole() == Role.PROMOTED && colocation.hasInfluence()) {
                clone.allowed = assignment.preferences.add(
                        colocation.dependent(),
                        clone,
                        clone.allowed,
                        colocation,
                        colocation.factor(),
                        ColocationPreferences.ACTIVE | ColocationPreferences.NON_NEGATIVE);
            }
        }
        assignment.tickets.banUnpromotable(clone);
        for (Resource instance : clone.children) {
            takeFinalPriority(instance, clone.allowed);
        }
        StableMerge.sort(clone.children, this::compare);
        clone.updatingNodes = false;
    }

    private static void takeFinalPriority(Resource instance, NodeTable scores) {
        Node node = Whereabouts.assigned(instance);
        if (!instance.managed && instance.nextRole == Role.PROMOTED) {
            instance.promotionPriority = Score.INFINITY;
        } else if (node == null) {
            instance.promotionPriority = Score.MINUS_INFINITY;
        } else if (instance.promotionPriority >= 0) {
            instance.promotionPriority = scores.score(node.index);
        }
    }

    private int compare(Resource a, Resource b) {
        if (a.promotionPriority != b.promotionPriority) {
            return a.promotionPriority > b.promotionPriority ? -1 : 1;
        }
        int rankA = Whereabouts.rank(Whereabouts.currentRole(a));
        int rankB = Whereabouts.rank(Whereabouts.currentRole(b));
        if (rankA != rankB) {
            return rankA > rankB ? -1 : 1;
        }
        return assignment.instanceOrder.compare(a, b);
    }

    private boolean chooseRole(Resource instance, int promotedSoFar) {
        Resource clone = instance.top();
        assignment.listener.promotionScore(instance);
        Node node = null;
        if (instance.promotionPriority >= 0 && (promotedSoFar < clone.promotedMax || !clone.managed)) {
            node = nodeToPromoteOn(instance);
        }
        boolean frozen =
                assignment.cluster.isFrozen() && Whereabouts.rank(instance.origRole) < Whereabouts.rank(Role.PROMOTED);
        if (node == null || frozen) {
            setNextUnpromoted(instance);
            return false;
        }
        clone.allowed.addCount(node.index);
        setNextPromoted(instance);
        return true;
    }

    private Node nodeToPromoteOn(Resource resource) {
        for (Resource member : resource.children) {
            if (nodeToPromoteOn(member) == null) {
                return null;
            }
        }
        Node node = Whereabouts.assigned(resource);
        if (node == null) {
            return null;
        }
        if (!resource.managed) {
            if (Whereabouts.currentRole(resource) != Role.PROMOTED) {
                return null;
            }
        } else if (resource.priority < 0 || !Availability.canRunOrWill(node)) {
            return null;
        }
        Resource clone = resource.top();
        if (!clone.allowed.has(node.index)) {
            return null;
        }
        boolean full = clone.allowed.count(node.index) >= clone.promotedNodeMax;
        return full && resource.managed ? null : node;
    }

    private static void setNextUnpromoted(Resource resource) {
        resource.nextRole = Whereabouts.allAssigned(resource).isEmpty() ? Role.STOPPED : Role.UNPROMOTED;
        resource.children.forEach(Promotion::setNextUnpromoted);
    }

    private static void setNextPromoted(Resource resource) {
        if (resource.nextRole == null) {
            resource.nextRole = Role.PROMOTED;
        }
        resource.children.forEach(Promotion::setNextPromoted);
    }
}
