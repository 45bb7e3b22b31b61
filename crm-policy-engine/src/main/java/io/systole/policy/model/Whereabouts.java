package io.systole.policy.model;

import io.systole.core.value.Role;
import java.util.ArrayList;
import java.util.List;

/** Where resources are and will be, and in which role; a group or clone answers for its members. */
public final class Whereabouts {
    private Whereabouts() {}

    /**
     * The node that counts as the resource's current one: the source of a migration under way, else the first clean one
     * (unless the resource waits for fencing), else the first. Null if it is not active.
     */
    public static Node current(Resource resource) {
        if (resource.variant == Variant.BUNDLE) {
            return currentOfBundle(resource);
        }
        Node chosen = null;
        for (Node node : resource.activeNodes) {
            chosen = prefer(resource, node, chosen);
            if (isDecided(resource, node, chosen)) {
                break;
            }
        }
        return chosen;
    }

    private static Node currentOfBundle(Resource bundle) {
        List<Resource> active = new ArrayList<>();
        for (Replica replica : bundle.bundle.replicas()) {
            if (!replica.container.activeNodes.isEmpty()) {
                active.add(replica.container);
            }
        }
        if (active.size() == 1) {
            return current(active.get(0));
        }
        Node chosen = null;
        List<Node> seen = new ArrayList<>();
        for (Resource container : active) {
            for (Node node : container.activeNodes) {
                if (!seen.contains(node)) {
                    seen.add(node);
                    chosen = prefer(bundle, node, chosen);
                    if (isDecided(bundle, node, chosen)) {
                        return chosen;
                    }
                }
            }
        }
        return chosen;
    }

    private static Node prefer(Resource resource, Node node, Node chosen) {
        if (resource.partialMigrationSource != null) {
            if (node == resource.partialMigrationSource) {
                return node;
            }
        } else if (!resource.needsFencing) {
            if (node.isCleanOnline() && (chosen == null || !chosen.isCleanOnline())) {
                return node;
            }
        }
        return chosen == null ? node : chosen;
    }

    private static boolean isDecided(Resource resource, Node node, Node chosen) {
        if (resource.partialMigrationSource != null) {
            return node == resource.partialMigrationSource;
        }
        return resource.needsFencing || node == chosen && node.isCleanOnline();
    }

    /** How many nodes the resource is active on. */
    public static int activeCount(Resource resource) {
        if (resource.variant != Variant.BUNDLE) {
            return resource.activeNodes.size();
        }
        List<Node> seen = new ArrayList<>();
        for (Replica replica : resource.bundle.replicas()) {
            for (Node node : replica.container.activeNodes) {
                if (!seen.contains(node)) {
                    seen.add(node);
                }
            }
        }
        return seen.size();
    }

    /** The node that the resource (all members of it) is assigned to; null if there is none or more than one. */
    public static Node assigned(Resource resource) {
        if (resource.children.isEmpty()) {
            return resource.assigned;
        }
        List<Node> nodes = allAssigned(resource);
        return nodes.size() == 1 ? nodes.get(0) : null;
    }

    /** All nodes that the resource or members of it are assigned to, each once. */
    public static List<Node> allAssigned(Resource resource) {
        List<Node> nodes = new ArrayList<>();
        collectAssigned(resource, nodes);
        return nodes;
    }

    private static void collectAssigned(Resource resource, List<Node> nodes) {
        if (resource.children.isEmpty()) {
            if (resource.assigned != null && !nodes.contains(resource.assigned)) {
                nodes.add(resource.assigned);
            }
            return;
        }
        for (Resource child : resource.children) {
            collectAssigned(child, nodes);
        }
    }

    /** The node that the resource (all members of it) is active on; null if there is none or more than one. */
    public static Node activeOn(Resource resource) {
        List<Node> nodes = new ArrayList<>();
        collectActive(resource, nodes);
        return nodes.size() == 1 ? nodes.get(0) : null;
    }

    private static void collectActive(Resource resource, List<Node> nodes) {
        if (resource.children.isEmpty()) {
            for (Node node : resource.activeNodes) {
                if (!nodes.contains(node)) {
                    nodes.add(node);
                }
            }
            return;
        }
        for (Resource child : resource.children) {
            collectActive(child, nodes);
        }
    }

    /** The role that the resource has now; of a group or clone, the highest of its members; null if unknown. */
    public static Role currentRole(Resource resource) {
        return role(resource, true);
    }

    /** The role that the resource will have; of a group or clone, the highest of its members; null if not known yet. */
    public static Role nextRole(Resource resource) {
        return role(resource, false);
    }

    private static Role role(Resource resource, boolean current) {
        switch (resource.variant) {
            case PRIMITIVE:
                return current ? resource.origRole : resource.nextRole;
            case BUNDLE:
                return null;
            default:
                Role highest = null;
                for (Resource child : resource.children) {
                    Role role = role(child, current);
                    if (rank(role) > rank(highest)) {
                        highest = role;
                    }
                }
                return highest;
        }
    }

    /** Roles as numbers, unknown being the least. */
    public static int rank(Role role) {
        return role == null ? 0 : role.ordinal() + 1;
    }
}
