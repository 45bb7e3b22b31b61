package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.ArrayList;
import java.util.List;

/** Finds the resource that a history entry is about, or makes one for what is not configured any more. */
final class HistoryOwners {
    private final Cluster cluster;
    private final ResourceReader reader;

    HistoryOwners(Cluster cluster, ResourceReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    /** Null if the entry is about nothing that is configured. */
    Resource find(Node node, String id) {
        Resource resource = cluster.resource(id);
        Resource parent;
        if (resource == null) {
            Resource first = cluster.resource(Names.withoutInstance(id) + ":0");
            if (first == null || first.unique) {
                return null;
            }
            resource = first;
            parent = first.top();
        } else if (!resource.isPrimitive()) {
            return null;
        } else {
            parent = resource.top();
        }
        if (parent.isAnonymousClone()) {
            resource = parent.isBundled()
                    ? replica(parent.parent, node)
                    : instance(node, parent, Names.withoutInstance(id));
        }
        if (resource != null && !id.equals(resource.id) && !id.equals(resource.historyId)) {
            cluster.setHistoryId(resource, id);
        }
        return resource;
    }

    private static Resource replica(Resource bundle, Node node) {
        for (Replica replica : bundle.bundle.replicas) {
            if (replica.node == node) {
                return replica.child;
            }
        }
        return null;
    }

    /** The instance of an anonymous clone that is on the node, or one that is nowhere. */
    private Resource instance(Node node, Resource clone, String id) {
        Resource active = null;
        Resource inactive = null;
        boolean skipInactive = false;
        for (Resource child : clone.children) {
            if (active != null) {
                break;
            }
            List<Node> places = places(child);
            if (places.isEmpty()) {
                if (!skipInactive && inactive == null && !child.blocked) {
                    inactive = member(child, id);
                    if (inactive != null && inactive.pendingNode != null && inactive.pendingNode != node) {
                        inactive = null;
                    }
                }
            } else if (places.get(0) == node) {
                active = member(child, id);
                if (active != null && !active.activeNodes.isEmpty()) {
                    // Two histories on one node, left from when the clone was unique.
                    skipInactive = true;
                    active = null;
                }
            }
        }
        Resource found = active;
        if (found == null && !skipInactive) {
            found = inactive;
        }
        if (found != null
                && !found.needsFencing
                && !node.isCleanOnline()
                && !node.isGuest()
                && clone.cloneMax != cluster.nodes.size()) {
            found = null;
        }
        if (found == null) {
            Resource extra = reader.addInstance(clone);
            if (extra != null) {
                cluster.resourceAdded(extra);
                found = member(extra, id);
            }
        }
        return found;
    }

    /** Where an instance or its members are, or are about to be. */
    private static List<Node> places(Resource resource) {
        List<Node> places = new ArrayList<>();
        collectPlaces(resource, places);
        return places;
    }

    private static void collectPlaces(Resource resource, List<Node> places) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(child -> collectPlaces(child, places));
            return;
        }
        for (Node node : resource.activeNodes) {
            if (!places.contains(node)) {
                places.add(node);
            }
        }
        if (resource.pendingNode != null && !places.contains(resource.pendingNode)) {
            places.add(resource.pendingNode);
        }
    }

    private static Resource member(Resource resource, String id) {
        if (id.equals(resource.id) || id.equals(resource.configuredId())) {
            return resource;
        }
        for (Resource child : resource.children) {
            Resource found = member(child, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Makes a resource from history alone; it is to be stopped, and not to be started. */
    Resource makeRemoved(Element entry) {
        Element.Builder primitive = Element.builder("primitive");
        for (int i = 0; i < entry.attributeCount(); i++) {
            primitive.attribute(entry.attributeName(i), entry.attributeValue(i));
        }
        Element xml = primitive.build();
        Resource resource = reader.read(xml, null);
        if (resource == null) {
            return null;
        }
        if (RemoteResources.isConnection(xml)) {
            Node node = cluster.node(resource.id);
            if (node == null) {
                node = cluster.addNode(resource.id, resource.id, true, 0);
            }
            SnapshotReader.link(cluster, resource);
            node.shutdown = true;
        }
        resource.removedLaunched = entry.has("container");
        resource.removed = true;
        cluster.resources.add(resource);
        cluster.resourceAdded(resource);
        if (cluster.stopRemoved) {
            ScoreChange.banEverywhere(cluster, resource, Rule.REMOVED);
        } else {
            resource.managed = false;
        }
        return resource;
    }

    void findLauncherOfRemoved(Element entry) {
        String container = entry.attribute("container");
        if (container == null || entry.id() == null) {
            return;
        }
        Resource launcher = cluster.resource(container);
        Resource resource = cluster.resource(entry.id());
        if (launcher != null && resource != null && resource.launcher == null && resource.removedLaunched) {
            resource.launcher = launcher;
            launcher.launched.add(resource);
        }
    }
}
