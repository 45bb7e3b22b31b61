package io.systole.policy.action;

import io.systole.core.operation.Md5;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out whether an operation's parameters have changed since it was run, by the digests kept in history. */
public final class Digests {
    /** What the comparison came to. */
    public enum Match {
        MATCH,
        /** Changed; the agent may be able to reload. */
        MISMATCH,
        /** Changed in a way that needs a restart. */
        RESTART,
        /** Nothing to compare with. */
        UNKNOWN
    }

    /** The digests of the parameters as they are now; null where not asked for. */
    public record Result(Match match, String all, String restart, String secure) {}

    /** What the restart digest of an entry counts as whose failure expired: no parameters have it. */
    private static final String RUN_ANEW = "run anew";

    private static final class Calculated {
        private final String all;
        private final String restart;
        private final String secure;
        /** What the last comparison came to; a restart that one entry asks for is remembered for the next. */
        private Match match;

        Calculated(Match match, String all, String restart, String secure) {
            this.match = match;
            this.all = all;
            this.restart = restart;
            this.secure = secure;
        }
    }

    private final Cluster cluster;
    private final OperationConfig config;
    private final Parameters parameters;
    private final Map<String, Calculated> cache = new LinkedHashMap<>();

    Digests(Cluster cluster, OperationConfig config, Parameters parameters) {
        this.cluster = cluster;
        this.config = config;
        this.parameters = parameters;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** Compares an entry of history with the parameters as they are now. */
    public Result compare(Resource resource, Node node, Element history) {
        String task = history.attribute("operation");
        long intervalMs = Names.number(history.attribute("interval"), 0);
        Calculated now = calculate(resource, task, intervalMs, node, history, cluster.sanitized);
        String all = history.attribute("op-digest");
        String restart = restartDigest(history);
        if (now.restart != null && restart != null && !now.restart.equals(restart)) {
            now.match = Match.RESTART;
        } else if (all == null) {
            now.match = Match.UNKNOWN;
        } else if (all.equals(now.all)) {
            now.match = Match.MATCH;
        } else if (intervalMs != 0 || now.match != Match.RESTART) {
            now.match = Match.MISMATCH;
        }
        return new Result(now.match, now.all, now.restart, now.secure);
    }

    private String restartDigest(Element history) {
        return cluster.rescheduledHistory.contains(history) ? RUN_ANEW : history.attribute("op-restart-digest");
    }

    /** Compares a fence device's parameters with what a node was last unfenced with. */
    Result compareFencing(Resource device, String agent, Node node) {
        Calculated now = calculate(device, "stonith-on", 0, node, null, true);
        String summary = node.attributes.get("#digests-all");
        Match match = Match.MISMATCH;
        if (summary == null) {
            match = Match.UNKNOWN;
        } else if (summary.contains(device.id + ":" + agent + ":" + now.all)) {
            match = Match.MATCH;
        } else {
            String secure = node.attributes.get("#digests-secure");
            if (secure != null && secure.contains(device.id + ":" + agent + ":" + now.secure)) {
                match = Match.MATCH;
                cluster.remarks.add(
                        "Only 'private' parameters to " + device.id + " for unfencing " + node.name + " changed");
            }
        }
        if (match == Match.MISMATCH && cluster.sanitized) {
            cluster.remarks.add("Parameters to " + device.id + " for unfencing " + node.name + " changed, try '"
                    + device.id + ":" + agent + ":" + now.secure + "'");
        }
        return new Result(match, now.all, now.restart, now.secure);
    }

    private Calculated calculate(
            Resource resource, String task, long intervalMs, Node node, Element history, boolean secure) {
        String key = node.index + "/" + Names.key(resource.id, task, intervalMs);
        Calculated known = cache.get(key);
        if (known == null) {
            known = calculateAnew(resource, task, intervalMs, node, history, secure);
            cache.put(key, known);
        }
        return known;
    }

    private Calculated calculateAnew(
            Resource resource, String task, long intervalMs, Node node, Element history, boolean secure) {
        Map<String, String> params = parameters.of(resource, node);
        Map<String, String> all = new LinkedHashMap<>();
        String address = bundleAddress(resource);
        if (address != null) {
            all.put("addr", address);
        }
        params.forEach(all::putIfAbsent);
        Element op = OperationConfig.find(resource, task, intervalMs, true);
        Map<String, String> extra = config.parametersOf(op, node);
        extra.forEach(all::putIfAbsent);
        Map<String, String> meta = config.meta(resource, node, task, intervalMs, op);
        meta.forEach((name, value) -> all.putIfAbsent(metaName(name), value));
        Map<String, String> filtered = filter(all);
        String version = history != null ? history.attribute("crm_feature_set") : null;
        String digestSecure = secure ? secureDigest(resource, params, filtered, history, version) : null;
        return new Calculated(
                intervalMs == 0 && !extra.isEmpty() ? Match.RESTART : Match.MATCH,
                md5(filtered),
                restartDigest(filtered, history),
                digestSecure);
    }

    /** The name by which agents get a meta-attribute. */
    public static String metaName(String name) {
        return "CRM_meta_" + name.replace('-', '_');
    }

    private static Map<String, String> filter(Map<String, String> all) {
        boolean recurring = Names.number(all.get("CRM_meta_interval"), 0) != 0;
        Map<String, String> kept = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            boolean drop = name.startsWith("CRM_meta_") && !(recurring && name.equals("CRM_meta_timeout"))
                    || List.of("id", "crm_feature_set", "op-digest", "on_node", "on_node_uuid", "pcmk_external_ip")
                            .contains(name);
            if (!drop) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private String restartDigest(Map<String, String> all, Element history) {
        if (history == null || restartDigest(history) == null) {
            return null;
        }
        Map<String, String> kept = new LinkedHashMap<>(all);
        String names = history.attribute("op-force-restart");
        if (names != null) {
            kept.keySet().retainAll(Arrays.asList(names.split(" ")));
        }
        return md5(kept);
    }

    private String secureDigest(
            Resource resource, Map<String, String> params, Map<String, String> all, Element history, String version) {
        String effective = version != null ? version : cluster.cib.attribute("crm_feature_set", "3.20.5");
        boolean old = compareVersions(effective, "3.16.0") < 0;
        Map<String, String> kept = new LinkedHashMap<>(old ? params : all);
        String names = history == null ? " passwd password user " : history.attribute("op-secure-params");
        if (names != null) {
            kept.keySet().removeAll(Arrays.asList(names.split(" ")));
        }
        if (old && "stonith".equals(resource.xml.attribute("class"))) {
            kept.keySet().removeIf(Digests::isFenceParameter);
        }
        kept = filter(kept);
        if (old) {
            kept.remove("CRM_meta_timeout");
        }
        return md5(kept);
    }

    /** Parameters of fence devices that the cluster itself reads. */
    private static boolean isFenceParameter(String name) {
        return name.equals("provides") || name.startsWith("pcmk_") || name.equals("stonith-timeout");
    }

    private static int compareVersions(String a, String b) {
        String[] x = a.split("\\.");
        String[] y = b.split("\\.");
        for (int i = 0; i < Math.max(x.length, y.length); i++) {
            long p = i < x.length ? Names.number(x[i], 0) : 0;
            long q = i < y.length ? Names.number(y[i], 0) : 0;
            if (p != q) {
                return Long.compare(p, q);
            }
        }
        return 0;
    }

    private static String md5(Map<String, String> attributes) {
        Element.Builder sorted = Element.builder("parameters");
        new TreeMap<>(attributes).forEach(sorted::attribute);
        return Md5.hex(" " + XmlFormat.compact(sorted.build()) + "\n");
    }

    /** Whether the address of a bundle's connection must be filled in with the name of the container's host. */
    public boolean needsHostName(Resource resource) {
        return resource.isRemoteConnection
                && "#uname".equalsIgnoreCase(parameters.of(resource, null).get("addr"));
    }

    /** The host's name to be filled in, where it must be and is known; else null. */
    public String bundleAddress(Resource resource) {
        if (!needsHostName(resource) || !resource.isBundled()) {
            return null;
        }
        for (Replica replica : resource.topBundle().bundle.replicas) {
            if (replica.remote == resource) {
                Resource container = replica.container;
                Node host = container.assigned;
                if (host == null && !container.activeNodes.isEmpty()) {
                    host = container.activeNodes.get(0);
                }
                return host == null ? null : host.name;
            }
        }
        return null;
    }
}
