package io.systole.policy.snapshot;

import io.systole.core.cib.ClusterProperties;
import io.systole.core.value.CibInterval;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.PlacementStrategy;
import io.systole.policy.model.QuorumPolicy;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.rule.RuleInput;
import io.systole.policy.score.ScoreWords;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads cluster options and nodes. */
final class ConfigReader {
    private final Cluster cluster;
    private final NvPairs pairs;

    ConfigReader(Cluster cluster, NvPairs pairs) {
        this.cluster = cluster;
        this.pairs = pairs;
    }

    void readOptions(Element config) {
        Map<String, String> options = cluster.options;
        pairs.read(
                config, "cluster_property_set", ClusterProperties.BOOTSTRAP_SET, RuleInput.at(cluster.nowMs), options);
        ClusterOptions.complete(options, cluster.problems);
        cluster.quorate = Names.isTrue(cluster.cib.attribute("have-quorum"));
        cluster.probeResources = is("enable-startup-probes");
        cluster.haveFencing = is("have-watchdog");
        cluster.enableUnfencing = mentionsUnfencing(config);
        cluster.fencingEnabled = is("fencing-enabled");
        cluster.fenceAction = cluster.option("fencing-action");
        cluster.concurrentFencing = is("concurrent-fencing");
        cluster.priorityFencingDelayMs = ms("priority-fencing-delay");
        cluster.stopAll = is("stop-all-resources");
        cluster.symmetric = is("symmetric-cluster");
        cluster.quorumPolicy = quorumPolicy();
        cluster.stopRemoved = is("stop-removed-resources");
        cluster.cancelRemoved = is("cancel-removed-actions");
        cluster.maintenanceMode = is("maintenance-mode");
        cluster.startFailureFatal = is("start-failure-is-fatal");
        cluster.startupFencing = cluster.fencingEnabled && is("startup-fencing");
        cluster.placementStrategy = PlacementStrategy.of(cluster.option("placement-strategy"));
        cluster.shutdownLock = is("shutdown-lock");
        cluster.shutdownLockMs = cluster.shutdownLock ? ms("shutdown-lock-limit") : 0;
        cluster.nodePendingTimeoutMs = ms("node-pending-timeout");
        cluster.fenceRemoteWithoutQuorum = is("fence-remote-without-quorum");
        readHealth();
    }

    private boolean is(String option) {
        return Names.isTrue(cluster.option(option));
    }

    private long ms(String option) {
        return CibInterval.ms(cluster.option(option), 0);
    }

    private QuorumPolicy quorumPolicy() {
        switch (cluster.option("no-quorum-policy").toLowerCase(Locale.ROOT)) {
            case "ignore":
                return QuorumPolicy.IGNORE;
            case "freeze":
                return QuorumPolicy.FREEZE;
            case "demote":
                return QuorumPolicy.DEMOTE;
            case "fence", "suicide":
                boolean hadQuorum = cluster.quorate || Names.number(cluster.cib.attribute("no-quorum-panic"), 0) != 0;
                return cluster.fencingEnabled && hadQuorum ? QuorumPolicy.FENCE : QuorumPolicy.STOP;
            default:
                return QuorumPolicy.STOP;
        }
    }

    /** Whether any resource provides or requires unfencing, looked for without regard to rules and references. */
    private boolean mentionsUnfencing(Element config) {
        Element configuration = cluster.cib.child("configuration");
        Element resources = configuration == null ? null : configuration.child("resources");
        return resources != null && mentionsUnfencing(resources, false)
                || cluster.resourceDefaults != null && mentionsUnfencing(cluster.resourceDefaults, false);
    }

    private static boolean mentionsUnfencing(Element in, boolean inMeta) {
        if (inMeta && in.name().equals("nvpair") && "unfencing".equals(in.attribute("value"))) {
            String name = in.attribute("name", "");
            if (name.equals("provides") || name.equals("requires")) {
                return true;
            }
        }
        for (int i = 0; i < in.childCount(); i++) {
            if (mentionsUnfencing(in.child(i), in.name().equals("meta_attributes"))) {
                return true;
            }
        }
        return false;
    }

    private void readHealth() {
        cluster.healthStrategy = cluster.option("node-health-strategy");
        int ban = io.systole.core.value.Score.MINUS_INFINITY;
        cluster.scores = switch (cluster.healthStrategy.toLowerCase(Locale.ROOT)) {
            case "none" -> ScoreWords.NO_HEALTH;
            case "migrate-on-red" -> new ScoreWords(ban, 0, 0);
            case "only-green" -> new ScoreWords(ban, ban, 0);
            default ->
                new ScoreWords(health("node-health-red"), health("node-health-yellow"), health("node-health-green"));
        };
        cluster.healthBase = health("node-health-base");
    }

    private int health(String option) {
        return ScoreWords.NO_HEALTH.parseOrZero(cluster.option(option));
    }

    void readNodes(Element nodes) {
        for (Element element : nodes == null ? java.util.List.<Element>of() : nodes.children("node")) {
            String id = element.id();
            String type = element.attribute("type", "member");
            if (id == null || element.attribute("uname") == null) {
                cluster.problem("A node without id or uname is ignored.");
                continue;
            }
            boolean remote = type.equalsIgnoreCase("remote");
            if (!remote
                    && !type.equalsIgnoreCase("member")
                    && !type.equalsIgnoreCase("normal")
                    && !type.equalsIgnoreCase("ping")) {
                cluster.problem("Node " + id + " is ignored: its type '" + type + "' is not known.");
                continue;
            }
            int score = ScoreWords.NO_HEALTH.parseOrZero(element.attribute("score"));
            Node node = cluster.addNode(id, element.attribute("uname"), remote, score);
            // Unclean until its status has been seen; a remote node's connection may turn up yet.
            node.unclean = !node.isRemote() && cluster.startupFencing;
            addAttributes(element, node, false);
        }
    }

    /** Adds the node attributes and utilization that an element holds. */
    void addAttributes(Element element, Node node, boolean overwrite) {
        node.attributes.put("#uname", node.name);
        node.attributes.put("#id", node.id);
        if (cluster.dc == null && node.id.equalsIgnoreCase(cluster.cib.attribute("dc-uuid"))) {
            cluster.dc = node;
            node.attributes.put("#is_dc", "true");
        } else if (cluster.dc != node) {
            node.attributes.put("#is_dc", "false");
        }
        String clusterName = cluster.option("cluster-name");
        if (clusterName != null) {
            node.attributes.put("#cluster-name", clusterName);
        }
        RuleInput input = RuleInput.at(cluster.nowMs);
        Map<String, String> table = overwrite ? new LinkedHashMap<>() : node.attributes;
        pairs.read(element, "instance_attributes", null, input, table);
        if (overwrite) {
            node.attributes.putAll(table);
        }
        pairs.read(element, "utilization", null, input, node.utilization);
        if (!node.attributes.containsKey("#site-name")) {
            String site = node.attributes.getOrDefault("site-name", clusterName);
            if (site != null) {
                node.attributes.put("#site-name", site);
            }
        }
    }
}
