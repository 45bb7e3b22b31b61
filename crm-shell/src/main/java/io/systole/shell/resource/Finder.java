package io.systole.shell.resource;

import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import java.util.ArrayList;
import java.util.List;

/** Finds the resources and nodes that people name, and where resources are. */
final class Finder {
    private final LiveState state;

    Finder(LiveState state) {
        this.state = state;
    }

    /**
     * The resource with this id, or the first instance of the clone of the resource with this id.
     *
     * @throws Failure with status 105 where there is none, naming one that may have been meant
     */
    Resource resource(String id) throws Failure {
        Resource found = state.cluster().resource(id);
        if (found == null) {
            found = LiveState.everyResource(
                    state.cluster().resources, resource -> resource.baseId().equals(id));
        }
        if (found == null) {
            throw new Failure(CrmExit.NOSUCH, "Resource '" + id + "' not found" + Nearest.hint(id, ids()));
        }
        return found;
    }

    /**
     * As {@link #resource}, but an instance cannot be named by its number.
     *
     * @throws Failure with status 2 where it is
     */
    Resource wholeResource(String id) throws Failure {
        Resource found = resource(id);
        if (id.indexOf(':') >= 0 && found.parent != null && found.parent.isClone()) {
            throw new Failure(CrmExit.INVALID_PARAM, "Cannot operate on clone resource instance '" + id + "'");
        }
        return found;
    }

    /** The ids in the configuration, in its order. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        LiveState.everyResource(state.cluster().resources, resource -> {
            if (!ids.contains(resource.configuredId())) {
                ids.add(resource.configuredId());
            }
            return false;
        });
        return ids;
    }

    /** @throws Failure with status 105 where there is none, naming one that may have been meant */
    Node node(String name) throws Failure {
        Node node = state.cluster().node(name);
        if (node == null) {
            throw new Failure(CrmExit.NOSUCH, "Node '" + name + "' not found" + Nearest.hint(name, nodeNames()));
        }
        return node;
    }

    List<String> nodeNames() {
        return state.cluster().nodes.stream().map(n -> n.name).toList();
    }

    boolean isNode(String name) {
        return state.cluster().node(name) != null;
    }

    /** The collective that a resource counts as part of when nothing else is said: its bundle, clone or group. */
    static Resource collective(Resource resource) {
        return resource.outermost();
    }

    /** The nodes that it is active on, each once, in order. */
    static List<Node> activeOn(Resource resource) {
        List<Node> nodes = new ArrayList<>();
        LiveState.everyResource(List.of(resource), part -> {
            if (part.children.isEmpty()) {
                part.activeNodes.stream().filter(n -> !nodes.contains(n)).forEach(nodes::add);
            }
            return false;
        });
        return nodes;
    }

    static boolean isActiveOn(Resource resource, Node node) {
        List<Node> nodes = activeOn(resource);
        return node == null ? !nodes.isEmpty() : nodes.contains(node);
    }

    /** The instances that are promoted, of a promotable clone or of the one that the resource is part of. */
    static List<Resource> promoted(Resource resource) {
        List<Resource> promoted = new ArrayList<>();
        for (Resource instance : resource.children) {
            if (Whereabouts.currentRole(instance) == Role.PROMOTED) {
                promoted.add(instance);
            }
        }
        return promoted;
    }

    static boolean isPromotable(Resource resource) {
        return resource.promotable || resource.top().promotable;
    }

    /** The element of the configuration, templates not expanded; null for what is not configured. */
    static Element configured(Element resources, String id) {
        return resources.find(id);
    }
}
