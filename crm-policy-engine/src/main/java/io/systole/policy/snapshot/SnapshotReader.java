package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.action.Actions;
import io.systole.policy.action.FailCounts;
import io.systole.policy.action.Parameters;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.score.StableMerge;
import java.util.ArrayList;
import java.util.List;

/** Reads a CIB into the working model: options, nodes, resources, tags, then the status. */
public final class SnapshotReader {
    private final Cluster cluster;
    private final NvPairs pairs;
    private final Parameters parameters;
    private final Actions actions;
    private final FailCounts failCounts;
    private final ParameterChecks parameterChecks;

    public SnapshotReader(
            Cluster cluster,
            NvPairs pairs,
            Parameters parameters,
            Actions actions,
            FailCounts failCounts,
            ParameterChecks parameterChecks) {
        this.cluster = cluster;
        this.pairs = pairs;
        this.parameters = parameters;
        this.actions = actions;
        this.failCounts = failCounts;
        this.parameterChecks = parameterChecks;
    }

    public void read() {
        Element configuration = section(cluster.cib, "configuration");
        cluster.operationDefaults = configuration.child("op_defaults");
        cluster.resourceDefaults = configuration.child("rsc_defaults");
        ConfigReader config = new ConfigReader(cluster, pairs);
        config.readOptions(configuration.child("crm_config"));
        config.readNodes(configuration.child("nodes"));
        ResourceReader reader = new ResourceReader(cluster, pairs, parameters);
        readResources(section(configuration, "resources"), reader);
        readTags(configuration.child("tags"));
        Element status = cluster.cib.child("status");
        if (status != null) {
            statusReader(config, reader).read(status);
        }
    }

    private static Element section(Element parent, String name) {
        Element found = parent.child(name);
        return found == null ? Element.of(name) : found;
    }

    private void readResources(Element section, ResourceReader reader) {
        for (Element element : new RemoteResources(cluster).expand(section.children())) {
            if (element.name().equals("template")) {
                if (element.id() != null) {
                    cluster.templates.computeIfAbsent(element.id(), key -> new ArrayList<>());
                }
                continue;
            }
            Resource resource = reader.read(element, null);
            if (resource != null) {
                cluster.resources.add(resource);
                cluster.resourceAdded(resource);
            }
        }
        for (Resource resource : cluster.resources) {
            findLauncher(resource);
            link(cluster, resource);
        }
        StableMerge.sort(cluster.resources, (a, b) -> Integer.compare(b.priority, a.priority));
        cluster.resourcesReordered();
    }

    private void findLauncher(Resource resource) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(this::findLauncher);
            return;
        }
        String id = resource.meta.get("container");
        if (id == null || id.equals(resource.id)) {
            return;
        }
        Resource launcher = cluster.resource(id);
        if (launcher == null) {
            cluster.problem("Resource " + resource.id + " names container " + id + ", which does not exist.");
        } else {
            resource.launcher = launcher;
            launcher.launched.add(resource);
        }
    }

    /** Ties a connection to the node that it is a connection to; like a node of the cluster, that is unclean until seen. */
    static void link(Cluster cluster, Resource resource) {
        Node node = resource.isRemoteConnection ? cluster.node(resource.id) : null;
        if (node == null) {
            return;
        }
        node.remote = resource;
        if (resource.launcher != null) {
            node.attributes.put("#kind", "container");
            cluster.hasGuestNodes = true;
        } else {
            node.unclean = cluster.startupFencing;
        }
    }

    private void readTags(Element tags) {
        for (Element tag : tags == null ? List.<Element>of() : tags.children("tag")) {
            if (tag.id() == null) {
                continue;
            }
            List<String> members = cluster.tags.computeIfAbsent(tag.id(), key -> new ArrayList<>());
            for (Element reference : tag.children("obj_ref")) {
                if (reference.id() != null && !members.contains(reference.id())) {
                    members.add(reference.id());
                }
            }
        }
    }

    private StatusReader statusReader(ConfigReader config, ResourceReader reader) {
        ActiveState state = new ActiveState(cluster, actions);
        MigrationHistory migrations = new MigrationHistory(cluster, state);
        HistoryEffects effects = new HistoryEffects(cluster, actions, migrations);
        HistoryOperations operations = new HistoryOperations(cluster, actions, failCounts, effects, parameterChecks);
        HistoryOwners owners = new HistoryOwners(cluster, reader);
        HistoryReader history = new HistoryReader(cluster, actions, owners, operations, state);
        return new StatusReader(cluster, config, actions, failCounts, history);
    }
}
