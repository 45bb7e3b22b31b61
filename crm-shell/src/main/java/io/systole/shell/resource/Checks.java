package io.systole.shell.resource;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Role;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.xml.Element;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.view.LiveState;
import java.util.ArrayList;
import java.util.List;

/** Why a resource may stay as it is, as far as its own configuration says so. */
final class Checks {
    private final ClusterView view;
    private final String strategy;

    Checks(LiveState state) {
        this.view = state.view();
        this.strategy = state.cluster().healthStrategy;
    }

    /** The reasons, a sentence each; empty where there is none. */
    List<String> sentences(Resource resource, Node node) {
        String id = resource.top().id;
        List<String> found = new ArrayList<>();
        Role target = target(resource);
        if (target == Role.STOPPED) {
            found.add("Configuration specifies '" + id + "' should remain stopped");
        } else if (target == Role.UNPROMOTED && resource.top().promotable) {
            found.add("Configuration specifies '" + id + "' should not be promoted");
        }
        if (isUnmanaged(resource)) {
            found.add("Configuration prevents cluster from stopping or starting unmanaged '" + id + "'");
        }
        if (resource.lockNode != null) {
            found.add("'" + id + "' is locked to node " + resource.lockNode.name + " due to shutdown");
        }
        if (isUnhealthy(resource, node)) {
            found.add("'" + id + "' cannot run on unhealthy nodes due to node-health-strategy='" + strategy + "'");
        }
        return found;
    }

    /** The same as an element. */
    Element element(Resource resource, Node node) {
        Role target = target(resource);
        return Element.of(
                "check",
                "id",
                resource.top().id,
                "remain_stopped",
                target == Role.STOPPED ? "true" : null,
                "promotable",
                target == Role.UNPROMOTED && resource.top().promotable ? "false" : null,
                "unmanaged",
                isUnmanaged(resource) ? "true" : null,
                "locked-to",
                resource.lockNode == null ? null : resource.lockNode.name,
                "unhealthy",
                isUnhealthy(resource, node) ? "true" : null);
    }

    private static Role target(Resource resource) {
        return Role.parse(resource.meta.get("target-role")).orElse(null);
    }

    private static boolean isUnmanaged(Resource resource) {
        String managed = resource.meta.get("is-managed");
        return managed != null && !CrmBoolean.parse(managed, false);
    }

    private boolean isUnhealthy(Resource resource, Node node) {
        if (CrmBoolean.parse(resource.meta.get("allow-unhealthy-nodes"), false)) {
            return false;
        }
        if (node != null) {
            return isUnhealthy(view.node(node.name));
        }
        return !view.nodes().isEmpty() && view.nodes().stream().allMatch(this::isUnhealthy);
    }

    private boolean isUnhealthy(NodeView node) {
        if (strategy == null || node == null) {
            return false;
        }
        return switch (strategy) {
            case "migrate-on-red" -> node.health() < 0;
            case "only-green" -> node.health() <= 0;
            default -> false;
        };
    }
}
