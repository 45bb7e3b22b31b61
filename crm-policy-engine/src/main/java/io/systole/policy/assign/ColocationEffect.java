package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.policy.model.Availability;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;

/**
 * What a colocation does to its dependent once its primary is assigned: it changes the dependent's node scores, or, when
 * roles are chosen, its priority for promotion.
 *
 * <p>This class handles primitives and groups; {@link InstanceColocation} handles primaries with instances.
 */
final class ColocationEffect {
    private enum Affects {
        NOTHING,
        LOCATION,
        ROLE
    }

    private final Assignment assignment;
    private final InstanceColocation instances;

    ColocationEffect(Assignment assignment) {
        this.assignment = assignment;
        this.instances = new InstanceColocation(assignment, this);
    }

    /** Applies a colocation where the dependent may be a primitive or a group. Returns the change of its priority. */
    int applyForDependent(Resource dependent, Resource primary, Colocation colocation) {
        return dependent.variant == Variant.GROUP
                ? applyToGroup(dependent, primary, colocation)
                : apply(dependent, primary, colocation);
    }

    /** Applies a colocation to a primitive, by the kind of the primary. Returns the change of the dependent's priority. */
    int apply(Resource dependent, Resource primary, Colocation colocation) {
        return switch (primary.variant) {
            case PRIMITIVE -> applyPrimitive(dependent, primary, colocation);
            case GROUP -> applyWithGroup(dependent, primary, colocation);
            case CLONE -> instances.applyWithClone(dependent, primary, colocation);
            case BUNDLE -> instances.applyWithBundle(dependent, primary, colocation);
        };
    }

    private int applyToGroup(Resource group, Resource primary, Colocation colocation) {
        if (group.children.isEmpty()) {
            return 0;
        }
        int delta = 0;
        if (group.groupColocated) {
            delta = applyForDependent(group.children.get(0), primary, colocation);
        } else if (colocation.score() < Score.INFINITY) {
            for (Resource member : group.children) {
                delta = Score.add(delta, applyPrimitive(member, primary, colocation));
            }
        }
        if (delta != 0) {
            group.priority = Score.add(delta, group.priority);
        }
        return delta;
    }

    private int applyWithGroup(Resource dependent, Resource group, Colocation colocation) {
        if (group.unassigned || group.children.isEmpty()) {
            return 0;
        }
        boolean mandatory = colocation.score() >= Score.INFINITY;
        if (group.groupColocated) {
            // All members must run for a mandatory colocation, which the last one stands for.
            Resource member = group.children.get(mandatory ? group.children.size() - 1 : 0);
            return applyPrimitive(dependent, member, colocation);
        }
        int delta = 0;
        if (!mandatory) {
            for (Resource member : group.children) {
                delta = Score.add(delta, applyPrimitive(dependent, member, colocation));
            }
        }
        return delta;
    }

    private int applyPrimitive(Resource dependent, Resource primary, Colocation colocation) {
        return switch (affects(dependent, primary, colocation, false)) {
            case NOTHING -> 0;
            case ROLE -> addToPriority(dependent, primary, colocation);
            case LOCATION -> {
                addToScores(dependent, primary, colocation);
                yield 0;
            }
        };
    }

    /** Whether the colocation would place the dependent, as far as can be told before the primary is assigned. */
    static boolean wouldPlace(Resource dependent, Resource primary, Colocation colocation) {
        return affects(dependent, primary, colocation, true) == Affects.LOCATION;
    }

    private static Affects affects(Resource dependent, Resource primary, Colocation colocation, boolean preview) {
        if (!preview && primary.unassigned) {
            return Affects.NOTHING;
        }
        Resource dependentRole = withRole(dependent);
        Resource primaryRole = withRole(primary);
        if (Whereabouts.rank(colocation.dependentRole()) >= Whereabouts.rank(Role.UNPROMOTED)
                && dependentRole.parent != null
                && dependentRole.parent.promotable
                && !dependentRole.unassigned) {
            return Affects.ROLE;
        }
        if (!preview && !dependent.unassigned) {
            return Affects.NOTHING;
        }
        if (colocation.dependentRole() != null && colocation.dependentRole() != dependentRole.nextRole) {
            return Affects.NOTHING;
        }
        if (colocation.primaryRole() != null && colocation.primaryRole() != primaryRole.nextRole) {
            return Affects.NOTHING;
        }
        return Affects.LOCATION;
    }

    /** The resource whose role is meant: for a bundle's container, the bundled resource inside. */
    static Resource withRole(Resource resource) {
        Resource inside = resource.replicaContainer ? resource.insideContainer() : null;
        return inside == null ? resource : inside;
    }

    private void addToScores(Resource dependent, Resource primary, Colocation colocation) {
        Node at = primary.assigned;
        int score = colocation.score();
        if (at == null && score < 0) {
            return;
        }
        String attribute = colocation.nodeAttribute();
        String place = assignment.match.value(at, attribute, primary);
        NodeTable work = dependent.allowed.copy();
        for (Node node : assignment.cluster.nodes) {
            int i = node.index;
            if (!work.has(i)) {
                continue;
            }
            if (at == null) {
                work.add(i, -score, colocation);
            } else if (AttributeMatch.same(assignment.match.value(node, attribute, dependent), place)) {
                if (score < Score.INFINITY) {
                    work.add(i, score, colocation);
                }
            } else if (score >= Score.INFINITY) {
                work.ban(i, colocation);
            }
        }
        if (colocation.isMandatory() || Availability.anyNode(assignment.cluster, work)) {
            dependent.allowed = work;
        }
    }

    private int addToPriority(Resource dependent, Resource primary, Colocation colocation) {
        Node dependentNode = dependent.assigned;
        Node primaryNode = primary.assigned;
        if (dependentNode == null) {
            return 0;
        }
        if (primaryNode != null
                && colocation.primaryRole() != null
                && colocation.primaryRole() != withRole(primary).nextRole) {
            return 0;
        }
        String attribute = colocation.nodeAttribute();
        boolean together = AttributeMatch.same(
                assignment.match.value(dependentNode, attribute, dependent),
                assignment.match.value(primaryNode, attribute, primary));
        int delta;
        if (together) {
            delta = colocation.dependentRole() == Role.UNPROMOTED ? -colocation.score() : colocation.score();
        } else if (colocation.score() == Score.INFINITY && colocation.dependentRole() == Role.PROMOTED) {
            delta = -colocation.score();
        } else {
            return 0;
        }
        dependent.priority = Score.add(delta, dependent.priority);
        return delta;
    }

    /** Bans the dependent from all nodes but the given ones; may add the scores that instances have on those. */
    void intersect(Resource dependent, Colocation colocation, NodeTable primaryNodes, boolean mergeScores) {
        NodeTable allowed = dependent.allowed;
        for (int node = 0; node < allowed.length(); node++) {
            if (!allowed.has(node)) {
                continue;
            }
            if (!primaryNodes.has(node)) {
                allowed.ban(node, colocation);
            } else if (mergeScores) {
                allowed.add(node, primaryNodes.score(node), colocation);
            }
        }
    }
}
