package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.score.NodeTable;
import java.util.ArrayList;
import java.util.List;

/** Finds the instance of a clone or bundle that goes with a given resource: the one on the same node (interleaving). */
public final class Pairing {
    private final NodeOrder order;
    private final AttributeMatch match;

    Pairing(NodeOrder order, AttributeMatch match) {
        this.order = order;
        this.match = match;
    }

    /**
     * The instance that will be where the resource will be, or where it may be, best node first.
     *
     * @param role the role the instance must have next; null for any
     * @param nodeAttribute the same value of this attribute will do; null for the very same node
     * @return null if there is none
     */
    public Resource compatible(Resource resource, Resource collective, Role role, String nodeAttribute) {
        return compatible(resource, collective, role, false, nodeAttribute);
    }

    /** The instance that is where the resource is now. */
    public Resource compatibleNow(Resource resource, Resource collective) {
        return compatible(resource, collective, null, true, null);
    }

    private Resource compatible(
            Resource resource, Resource collective, Role role, boolean current, String nodeAttribute) {
        Node at = current ? Whereabouts.activeOn(resource) : Whereabouts.assigned(resource);
        if (at != null) {
            return instanceOn(collective, at, role, current, nodeAttribute);
        }
        for (Node node : order.sorted(resource.allowed, null)) {
            Resource instance = instanceOn(collective, node, role, current, nodeAttribute);
            if (instance != null) {
                return instance;
            }
        }
        return null;
    }

    private Resource instanceOn(Resource collective, Node node, Role role, boolean current, String nodeAttribute) {
        for (Resource instance : instances(collective)) {
            if (matches(instance, node, role, current, nodeAttribute)) {
                return instance;
            }
        }
        return null;
    }

    /** A clone's instances or a bundle's containers. */
    public static List<Resource> instances(Resource collective) {
        if (collective.variant != Variant.BUNDLE) {
            return collective.children;
        }
        List<Resource> containers = new ArrayList<>();
        for (Replica replica : collective.bundle.replicas()) {
            containers.add(replica.container);
        }
        return containers;
    }

    private boolean matches(Resource instance, Node node, Role role, boolean current, String nodeAttribute) {
        if (role != null) {
            Role has = current ? Whereabouts.currentRole(instance) : Whereabouts.nextRole(instance);
            if (role != has) {
                return false;
            }
        }
        if (instance.isBlockedAnywhere()) {
            return false;
        }
        Node at = current ? Whereabouts.activeOn(instance) : Whereabouts.assigned(instance);
        if (at == null) {
            return false;
        }
        return nodeAttribute == null
                ? at == node
                : AttributeMatch.same(
                        match.value(at, nodeAttribute, instance), match.value(node, nodeAttribute, instance));
    }

    /** The container of a bundle on the host of the dependent's node, or of the best node that it may get. */
    Resource compatibleContainer(Resource dependent, Resource bundle) {
        Node at = host(Whereabouts.assigned(dependent));
        if (at != null) {
            return instanceOn(bundle, at, null, false, null);
        }
        NodeTable allowed = dependent.allowed;
        for (Node node : order.sorted(allowed, null)) {
            Node host = host(node);
            Resource container = host == null ? null : instanceOn(bundle, host, null, false, null);
            if (container != null) {
                return container;
            }
        }
        return null;
    }

    private static Node host(Node node) {
        return node != null && node.isBundleNode() ? Whereabouts.assigned(node.remote.launcher) : node;
    }
}
