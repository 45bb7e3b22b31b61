package io.systole.policy.view;

import io.systole.core.operation.AgentId;
import io.systole.core.value.Role;
import io.systole.core.view.BundleView;
import io.systole.core.view.BundleView.ReplicaView;
import io.systole.core.view.CloneView;
import io.systole.core.view.GroupView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceFlags;
import io.systole.core.view.ResourceView;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Freezes resources. */
final class ResourceViews {
    private final Cluster cluster;
    private final FailedProbes probes;

    ResourceViews(Cluster cluster) {
        this.cluster = cluster;
        this.probes = new FailedProbes(cluster);
    }

    ResourceView of(Resource resource) {
        switch (resource.variant) {
            case PRIMITIVE:
                return primitive(resource);
            case GROUP:
                return group(resource);
            case CLONE:
                return clone(resource);
            default:
                return bundle(resource);
        }
    }

    /** Whether its target role keeps the resource from running, or from being promoted. */
    static boolean isDisabled(Resource resource) {
        Role target = Role.parse(resource.meta.get("target-role")).orElse(null);
        return target == Role.STOPPED || target == Role.UNPROMOTED && resource.top().promotable;
    }

    private static ResourceFlags flags(Resource resource) {
        return flags(resource, resource.meta.get("target-role"));
    }

    private static ResourceFlags flags(Resource resource, String targetRole) {
        return new ResourceFlags(
                resource.managed,
                resource.blocked,
                resource.maintenance,
                resource.failed,
                resource.removed,
                resource.ignoresFailure,
                isDisabled(resource),
                targetRole,
                resource.xml.attribute("description"));
    }

    private static String shownId(Resource resource) {
        return resource.unique ? resource.id : resource.configuredId();
    }

    private static List<String> activeOn(Resource resource) {
        List<String> names = new ArrayList<>();
        collectActive(resource, names);
        return names;
    }

    private static void collectActive(Resource resource, List<String> names) {
        if (resource.children.isEmpty()) {
            for (Node node : resource.activeNodes) {
                if (!names.contains(node.name)) {
                    names.add(node.name);
                }
            }
        }
        resource.children.forEach(child -> collectActive(child, names));
    }

    private PrimitiveView primitive(Resource resource) {
        if (resource == null) {
            return null;
        }
        Node node = Whereabouts.current(resource);
        if (node == null) {
            node = resource.pendingNode;
        }
        boolean inPromotable = resource.top().promotable;
        Role role = resource.origRole == Role.STARTED && inPromotable ? Role.UNPROMOTED : resource.origRole;
        Element xml = resource.xml;
        return new PrimitiveView(
                resource.id,
                shownId(resource),
                agent(xml),
                flags(resource),
                role,
                resource.origRole,
                resource.pendingAction,
                node == null ? null : node.name,
                resource.lockNode == null ? null : resource.lockNode.name,
                role == Role.STOPPED ? probes.of(resource, shownNode(resource, node)) : null,
                activeOn(resource),
                resource.isActive(true),
                inPromotable,
                Names.isTrue(resource.meta.get("internal_rsc")));
    }

    private static AgentId agent(Element xml) {
        String standard = xml.attribute("class", "unknown");
        // A provider is shown for the one class that has them, whatever else the configuration says.
        String provider = standard.equals("ocf") ? xml.attribute("provider") : null;
        return new AgentId(standard, provider, xml.attribute("type", "unknown"));
    }

    private static String shownNode(Resource resource, Node node) {
        Node shown = node == null ? resource.lockNode : node;
        return shown == null || resource.activeNodes.size() > 1 ? null : shown.name;
    }

    private GroupView group(Resource resource) {
        return new GroupView(
                resource.id,
                shownId(resource),
                flags(resource),
                members(resource),
                activeOn(resource),
                highestRole(resource),
                resource.isActive(true),
                resource.isActive(false));
    }

    private List<ResourceView> members(Resource resource) {
        List<ResourceView> members = new ArrayList<>();
        for (Resource child : resource.children) {
            members.add(of(child));
        }
        return members;
    }

    private static Role highestRole(Resource resource) {
        Role role = Whereabouts.currentRole(resource);
        return role == null ? Role.STOPPED : role;
    }

    private CloneView clone(Resource resource) {
        Role target = Role.parse(configuredTarget(resource)).orElse(null);
        return new CloneView(
                resource.id,
                resource.cloneChild == null ? "" : resource.cloneChild.id(),
                flags(resource, configuredTarget(resource)),
                resource.promotable,
                resource.unique,
                resource.cloneMax,
                target,
                members(resource),
                stoppedOn(resource, target),
                activeOn(resource),
                highestRole(resource),
                resource.isActive(true),
                resource.isActive(false));
    }

    private static String configuredTarget(Resource clone) {
        String target = clone.meta.get("target-role");
        return target == null && !clone.children.isEmpty()
                ? clone.children.get(0).meta.get("target-role")
                : target;
    }

    private Map<String, String> stoppedOn(Resource clone, Role target) {
        Map<String, String> stopped = new LinkedHashMap<>();
        boolean anyAllowed = cluster.nodes.stream().anyMatch(node -> clone.allowed.has(node.index));
        for (Node node : cluster.nodes) {
            boolean candidate = anyAllowed ? clone.allowed.has(node.index) : clone.probedNodes.get(node.index);
            if (candidate && !clone.activeNodes.contains(node)) {
                String failed = probes.of(clone, node.name);
                String why = target == Role.STOPPED ? "Stopped (disabled)" : "Stopped";
                stopped.put(node.name, failed == null ? why : "Stopped (" + failed + ")");
            }
        }
        return stopped;
    }

    private BundleView bundle(Resource resource) {
        List<ReplicaView> replicas = new ArrayList<>();
        for (Replica replica : resource.bundle.replicas) {
            Node node = Whereabouts.current(replica.container);
            replicas.add(new ReplicaView(
                    replica.offset,
                    primitive(replica.container),
                    primitive(replica.child),
                    primitive(replica.remote),
                    primitive(replica.ip),
                    replica.ipAddress,
                    node == null ? null : node.name));
        }
        Element launcher = null;
        for (Element child : resource.xml.children()) {
            launcher = child.has("image") ? child : launcher;
        }
        return new BundleView(
                resource.id,
                launcher == null ? "" : launcher.name(),
                launcher == null ? "" : launcher.attribute("image"),
                resource.unique,
                flags(resource),
                replicas,
                activeOn(resource),
                resource.isActive(true),
                resource.isActive(false));
    }
}
