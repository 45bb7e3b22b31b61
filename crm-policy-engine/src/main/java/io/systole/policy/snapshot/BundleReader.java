package io.systole.policy.snapshot;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.model.BundleContent;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.Map;

/** Reads a bundle and makes the resources that it stands for: containers, addresses, connections, a clone inside. */
final class BundleReader {
    /** Of a bundle, each of which is up to four resources. */
    private static final int MOST_REPLICAS = 250;

    private final Cluster cluster;
    private final ResourceReader reader;

    BundleReader(Cluster cluster, ResourceReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    boolean read(Resource resource) {
        Element launcher = resource.xml.child("docker");
        String agent = "docker";
        if (launcher == null) {
            launcher = resource.xml.child("podman");
            agent = "podman";
        }
        if (launcher == null) {
            return false;
        }
        BundleContent content = new BundleContent();
        resource.bundle = content;
        String promoted = launcher.attribute("promoted-max", launcher.attribute("masters"));
        content.promotedMax = (int) Math.max(0, Names.number(promoted, 0));
        String replicas = launcher.attribute("replicas");
        content.replicaCount = replicas == null && content.promotedMax > 0
                ? atLeastOne(Integer.toString(content.promotedMax))
                : atLeastOne(replicas);
        content.replicasPerHost = atLeastOne(launcher.attribute("replicas-per-host"));
        if (content.replicasPerHost == 1) {
            resource.unique = false;
        }
        BundleResources made = new BundleResources(resource, agent, launcher);
        Element primitive = resource.xml.child("primitive");
        if (primitive != null && !made.hasNetwork()) {
            cluster.problem("Bundle " + resource.id + " needs ip-range-start or control-port to run " + primitive.id()
                    + " inside.");
            return false;
        }
        if (primitive != null && !readInside(resource, primitive, made)) {
            return false;
        }
        for (int i = 0; primitive == null && i < content.replicaCount; i++) {
            addReplica(content, made, null);
        }
        for (Replica replica : content.replicas) {
            if (!makeResources(resource, replica, made)) {
                return false;
            }
            if (replica.child != null) {
                Map<String, String> empty = replica.container.utilization;
                replica.container.utilization = replica.child.utilization;
                replica.child.utilization = empty;
            }
        }
        if (content.child != null) {
            resource.children.add(content.child);
        }
        return true;
    }

    private boolean readInside(Resource bundle, Element primitive, BundleResources made) {
        BundleContent content = bundle.bundle;
        content.child = reader.read(made.clone(primitive), bundle);
        if (content.child == null) {
            return false;
        }
        made.addInsideMounts();
        String target = null;
        for (Resource instance : content.child.children) {
            instance.exclusiveProbes = true;
            if (instance.notify) {
                content.child.notify = true;
            }
            addReplica(content, made, instance);
            target = instance.meta.get("container-attribute-target");
        }
        if (target != null) {
            bundle.meta.put("container-attribute-target", target);
            content.child.meta.put("container-attribute-target", target);
        }
        return true;
    }

    private static void addReplica(BundleContent content, BundleResources made, Resource child) {
        Replica replica = new Replica(content.replicas.size());
        replica.child = child;
        replica.ipAddress = made.nextAddress(replica.offset);
        content.replicas.add(replica);
    }

    private boolean makeResources(Resource bundle, Replica replica, BundleResources made) {
        replica.container = reader.read(made.container(replica), bundle);
        if (replica.container == null) {
            return false;
        }
        replica.container.replicaContainer = true;
        bundle.children.add(replica.container);
        if (replica.ipAddress != null) {
            replica.ip = reader.read(made.address(replica), bundle);
            if (replica.ip == null) {
                return false;
            }
            bundle.children.add(replica.ip);
        }
        if (replica.child != null) {
            return makeConnection(bundle, replica, made);
        }
        return true;
    }

    private boolean makeConnection(Resource bundle, Replica replica, BundleResources made) {
        String name = bundle.id + "-" + replica.offset;
        if (cluster.resource(name) != null) {
            name = "pcmk-internal-" + replica.child.id + "-remote-" + replica.offset;
        }
        Element xml = RemoteResources.connection(
                name,
                replica.container.id,
                null,
                null,
                null,
                replica.ipAddress == null ? "#uname" : replica.ipAddress,
                made.controlPort());
        Node node = cluster.node(name);
        if (node == null) {
            node = cluster.addNode(name, name, true, Score.MINUS_INFINITY);
        }
        node.baseScore = Score.MINUS_INFINITY;
        node.baseProbe = NodeTable.PROBE_NEVER;
        for (Resource other : cluster.resources) {
            disallow(other, node);
        }
        replica.node = node;
        replica.child.allowed = cluster.newTable();
        replica.child.allowed.insert(node.index, 500, NodeTable.PROBE_EXCLUSIVE);
        replica.child.parent.allowed.insert(node.index, Score.MINUS_INFINITY, NodeTable.PROBE_EXCLUSIVE);
        replica.remote = reader.read(xml, bundle);
        if (replica.remote == null) {
            return false;
        }
        for (Node other : cluster.nodes) {
            if (other.isRemote() && replica.remote.allowed.has(other.index)) {
                replica.remote.allowed.ban(other.index, Rule.REMOTE_NODE);
            }
        }
        node.remote = replica.remote;
        replica.remote.launcher = replica.container;
        node.attributes.put("#kind", "container");
        cluster.hasGuestNodes = true;
        bundle.children.add(replica.remote);
        replica.remote.remoteNestingAllowed = true;
        if (replica.ipAddress != null) {
            replica.child.meta.put("external-ip", replica.ipAddress);
        }
        return true;
    }

    private static void disallow(Resource resource, Node node) {
        if (resource.allowed.has(node.index)) {
            resource.allowed.ban(node.index, Rule.BUNDLE_NODE);
            resource.allowed.setProbe(node.index, NodeTable.PROBE_NEVER);
        }
        resource.children.forEach(child -> disallow(child, node));
    }

    static boolean isTrueOrUnset(String text) {
        return CrmBoolean.parse(text, true);
    }

    /** A number of replicas; a mistyped one must not keep the cluster from planning. */
    private static int atLeastOne(String number) {
        return (int) Math.max(1, Math.min(MOST_REPLICAS, Names.number(number, 1)));
    }
}
