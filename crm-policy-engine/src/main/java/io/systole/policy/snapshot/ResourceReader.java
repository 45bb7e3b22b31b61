package io.systole.policy.snapshot;

import io.systole.core.value.CibInterval;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.action.Parameters;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.MultipleActive;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.QuorumPolicy;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.rule.RuleInput;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one resource with all that is inside it. */
final class ResourceReader {
    /** A mistyped number must not eat all memory: more than any cluster has nodes. */
    static final int MOST_INSTANCES = 2_000;

    private final Cluster cluster;
    private final NvPairs pairs;
    private final Parameters parameters;
    private final Templates templates;
    private final BundleReader bundles;

    ResourceReader(Cluster cluster, NvPairs pairs, Parameters parameters) {
        this.cluster = cluster;
        this.pairs = pairs;
        this.parameters = parameters;
        this.templates = new Templates(cluster);
        this.bundles = new BundleReader(cluster, this);
    }

    /** Null, with a problem reported, for a resource that cannot be understood. */
    Resource read(Element original, Resource parent) {
        if (original.id() == null) {
            cluster.problem("A <" + original.name() + "> without id is ignored.");
            return null;
        }
        Element xml = templates.expand(original);
        Variant variant = variant(original.name());
        if (xml == null || variant == null) {
            cluster.problem("Resource " + original.id() + " is ignored: its template or kind is not known.");
            return null;
        }
        String number = xml.attribute("clone");
        String id = number == null ? original.id() : original.id() + ":" + number;
        Resource resource = new Resource(cluster.nextResourceIndex(), id, variant, parent, xml, cluster.newTable());
        if (number != null) {
            resource.meta.put("clone", number);
        }
        Element operations = xml.child("operations");
        resource.operations = operations == null ? null : cluster.resolve(operations);
        readMeta(resource);
        readFlags(resource);
        readNumbers(resource);
        readRequires(resource, resource.meta.get("requires"));
        if (resource.isRemoteConnection && !resource.meta.containsKey("container")) {
            resource.reconnectIntervalMs =
                    CibInterval.ms(parameters.of(resource, null).get("reconnect_interval"), 0);
            if (resource.reconnectIntervalMs > 0) {
                resource.failureTimeoutMs = resource.reconnectIntervalMs;
            }
        }
        TargetRole.of(cluster, resource).ifPresent(role -> resource.nextRole = role);
        if (!readContent(resource)) {
            cluster.problem("Resource " + resource.id + " is ignored: its content is not valid.");
            return null;
        }
        allowNodes(resource);
        pairs.read(xml, "utilization", null, RuleInput.at(cluster.nowMs), resource.utilization);
        templates.remember(original);
        return resource;
    }

    private static Variant variant(String name) {
        return switch (name) {
            case "primitive" -> Variant.PRIMITIVE;
            case "group" -> Variant.GROUP;
            case "clone", "master" -> Variant.CLONE;
            case "bundle" -> Variant.BUNDLE;
            default -> null;
        };
    }

    private void readMeta(Resource resource) {
        Map<String, String> meta = resource.meta;
        for (int i = 0; i < resource.xml.attributeCount(); i++) {
            putUnlessDefault(meta, resource.xml.attributeName(i), resource.xml.attributeValue(i));
        }
        RuleInput input = RuleInput.at(cluster.nowMs)
                .withAgent(
                        resource.xml.attribute("class"),
                        resource.xml.attribute("provider"),
                        resource.xml.attribute("type"));
        pairs.read(resource.xml, "meta_attributes", null, input, meta);
        if (resource.parent != null) {
            Map<String, String> inherited = new LinkedHashMap<>();
            for (Resource up = resource.parent; up != null; up = up.parent) {
                pairs.read(up.xml, "meta_attributes", null, input, inherited);
            }
            inherited.forEach((name, value) -> putUnlessDefault(meta, name, value));
        }
        pairs.read(cluster.resourceDefaults, "meta_attributes", null, input, meta);
        if (resource.parent != null) {
            resource.parent.meta.forEach((name, value) -> putUnlessDefault(meta, name, value));
        }
        if (resource.xml.name().equals("master")) {
            meta.put("promotable", "true");
        }
    }

    private static void putUnlessDefault(Map<String, String> meta, String name, String value) {
        if (!value.equalsIgnoreCase("#default")) {
            meta.putIfAbsent(name, value);
        }
    }

    private void readFlags(Resource resource) {
        Map<String, String> meta = resource.meta;
        resource.managed = !cluster.maintenanceMode;
        resource.critical = !meta.containsKey("critical") || Names.isTrue(meta.get("critical"));
        resource.notify = Names.isTrue(meta.get("notify"));
        resource.isRemoteConnection = RemoteResources.isConnection(resource.xml);
        boolean plainRemote = resource.isRemoteConnection && !meta.containsKey("container");
        String migrate = meta.get("allow-migrate");
        resource.migratable = Names.isTrue(migrate) || migrate == null && plainRemote;
        String managed = meta.get("is-managed");
        if (managed != null && !managed.equalsIgnoreCase("default")) {
            resource.managed = Names.isTrue(managed);
        }
        if (Names.isTrue(meta.get("maintenance")) || cluster.maintenanceMode) {
            resource.managed = false;
            resource.maintenance = true;
        }
        if (resource.top().isClone()) {
            resource.unique = isUnique(meta);
            resource.promotable = Names.isTrue(meta.get("promotable"));
        } else {
            resource.unique = true;
        }
        String multiple = meta.getOrDefault("multiple-active", "").toLowerCase(Locale.ROOT);
        resource.multipleActive = switch (multiple) {
            case "stop_only" -> MultipleActive.STOP;
            case "block" -> MultipleActive.BLOCK;
            case "stop_unexpected" -> MultipleActive.STOP_UNEXPECTED;
            default -> MultipleActive.RESTART;
        };
        if ("stonith".equalsIgnoreCase(resource.xml.attribute("class"))) {
            cluster.haveFencing = true;
            resource.fenceDevice = true;
        }
    }

    private static boolean isUnique(Map<String, String> meta) {
        String value = meta.get("globally-unique");
        return value != null ? Names.isTrue(value) : Names.number(meta.get("clone-node-max"), 1) > 1;
    }

    private void readNumbers(Resource resource) {
        Map<String, String> meta = resource.meta;
        resource.priority = cluster.scores.parseOrZero(meta.get("priority"));
        String stickiness = meta.get("resource-stickiness");
        resource.stickiness = "default".equalsIgnoreCase(stickiness) ? 0 : cluster.scores.parseOrZero(stickiness);
        String threshold = meta.get("migration-threshold");
        int ban = threshold == null
                ? Score.INFINITY
                : cluster.scores.parse(threshold).orElse(Score.INFINITY);
        resource.banAfterFailures = ban < 0 ? Score.INFINITY : ban;
        resource.failureTimeoutMs = CibInterval.ms(meta.get("failure-timeout"), 0);
    }

    private void readRequires(Resource resource, String value) {
        switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
            case "nothing" -> {}
            case "quorum" -> resource.needsQuorum = true;
            case "fencing" -> resource.needsFencing = true;
            case "unfencing" -> {
                if (resource.fenceDevice || !cluster.fencingEnabled) {
                    resource.needsQuorum = true;
                } else {
                    resource.needsFencing = true;
                    resource.needsUnfencing = true;
                }
            }
            default -> readRequires(resource, usualRequirement(resource));
        }
    }

    private String usualRequirement(Resource resource) {
        if (resource.fenceDevice || resource.isPrimitive() && resource.isRemoteConnection) {
            return "quorum";
        }
        if (cluster.enableUnfencing) {
            return "unfencing";
        }
        if (cluster.fencingEnabled) {
            return "fencing";
        }
        return cluster.quorumPolicy == QuorumPolicy.IGNORE ? "nothing" : "quorum";
    }

    private boolean readContent(Resource resource) {
        return switch (resource.variant) {
            case PRIMITIVE -> checkPrimitive(resource);
            case GROUP -> readGroup(resource);
            case CLONE -> readClone(resource);
            case BUNDLE -> bundles.read(resource);
        };
    }

    /** Only OCF resources and fence devices can be globally unique instances, and only OCF resources can be promoted. */
    private boolean checkPrimitive(Resource resource) {
        String standard = resource.xml.attribute("class", "");
        boolean ocf = standard.equalsIgnoreCase("ocf");
        Resource top = resource.top();
        if (!ocf && !standard.equalsIgnoreCase("stonith") && resource.unique && top.isClone()) {
            top.cloneNodeMax = 1;
            top.cloneMax = Math.min(top.cloneMax, cluster.nodes.size());
            makeAnonymous(top);
            makeAnonymous(resource);
        }
        return ocf || !top.promotable;
    }

    private static void makeAnonymous(Resource resource) {
        resource.unique = false;
        resource.meta.put("globally-unique", "false");
        resource.children.forEach(ResourceReader::makeAnonymous);
    }

    private boolean readGroup(Resource group) {
        group.groupOrdered = isNotFalse(group.meta.get("ordered"));
        group.groupColocated = isNotFalse(group.meta.get("collocated"));
        String number = group.xml.attribute("clone");
        for (Element child : group.xml.children("primitive")) {
            Resource member = read(number == null ? child : child.with("clone", number), group);
            if (member != null) {
                group.children.add(member);
            }
        }
        return !group.children.isEmpty();
    }

    private static boolean isNotFalse(String value) {
        return io.systole.core.value.CrmBoolean.parse(value, true);
    }

    private boolean readClone(Resource clone) {
        if (clone.promotable) {
            clone.promotedMax = count(clone, 1, "promoted-max", "master-max");
            clone.promotedNodeMax = count(clone, 1, "promoted-node-max", "master-node-max");
        }
        clone.cloneNodeMax = count(clone, 1, "clone-node-max", null);
        clone.cloneMax = count(clone, Math.max(1, cluster.nodes.size()), "clone-max", null);
        if (clone.cloneMax > MOST_INSTANCES) {
            cluster.problem("Clone " + clone.id + ": clone-max is " + MOST_INSTANCES + ", as nobody can run "
                    + clone.cloneMax + " instances.");
            clone.cloneMax = MOST_INSTANCES;
        }
        clone.cloneOrdered = Names.isTrue(clone.meta.get("ordered"));
        if (!clone.unique && clone.cloneNodeMax > 1) {
            cluster.problem(
                    "Clone " + clone.id + ": clone-node-max is 1, as anonymous clones have one instance a node.");
            clone.cloneNodeMax = 1;
        }
        for (Element child : clone.xml.children()) {
            if (child.name().equals("primitive") || child.name().equals("group")) {
                clone.cloneChild = child;
                break;
            }
        }
        if (clone.cloneChild == null) {
            return false;
        }
        clone.meta.putIfAbsent("resource-stickiness", "1");
        clone.meta.put("globally-unique", Boolean.toString(clone.unique));
        for (int i = 0; i < Math.max(1, clone.cloneMax); i++) {
            if (addInstance(clone) == null) {
                return false;
            }
        }
        return true;
    }

    private static int count(Resource clone, int usual, String name, String oldName) {
        String value = clone.meta.get(name);
        if (value == null && oldName != null) {
            value = clone.meta.get(oldName);
        }
        return value == null ? usual : (int) Math.max(0, Math.min(Integer.MAX_VALUE, Names.number(value, 0)));
    }

    /** Adds one more instance to a clone; one beyond the configured number counts as removed. */
    Resource addInstance(Resource clone) {
        boolean removed = clone.cloneTotal >= clone.cloneMax;
        Element numbered = clone.cloneChild.with("clone", Integer.toString(clone.cloneTotal));
        Resource instance = read(numbered, clone);
        if (instance == null) {
            return null;
        }
        clone.cloneTotal++;
        clone.children.add(instance);
        if (removed) {
            markRemoved(instance);
        }
        instance.meta.put("clone-max", Integer.toString(clone.cloneMax));
        return instance;
    }

    private static void markRemoved(Resource resource) {
        resource.removed = true;
        resource.children.forEach(ResourceReader::markRemoved);
    }

    /** In an opt-out cluster every node is allowed; so is every node for the connection into a guest. */
    private void allowNodes(Resource resource) {
        boolean guestConnection = resource.isRemoteConnection && resource.meta.containsKey("container");
        if (cluster.symmetric) {
            allowAll(resource, true, Rule.SYMMETRIC_CLUSTER);
        } else if (guestConnection) {
            allowAll(resource, false, Rule.GUEST_DEFAULT);
        }
    }

    private void allowAll(Resource resource, boolean symmetric, Rule cause) {
        for (Node node : cluster.nodes) {
            allow(resource, node, symmetric, cause);
        }
    }

    private static void allow(Resource resource, Node node, boolean symmetric, Rule cause) {
        if (symmetric && (resource.exclusiveProbes || node.baseProbe == NodeTable.PROBE_NEVER)) {
            return;
        }
        for (Resource child : resource.children) {
            allow(child, node, symmetric, cause);
        }
        if (!resource.allowed.has(node.index)) {
            resource.allowed.insert(node.index, node.baseScore, node.baseProbe);
        }
        resource.allowed.add(node.index, 0, cause);
    }
}
