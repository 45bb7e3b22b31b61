package io.systole.policy.action;

import io.systole.core.value.CibInterval;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How often resources failed on nodes: the sum of node attributes {@code fail-count-RESOURCE#OPERATION_INTERVAL}.
 *
 * <p>The attributes of a node are read once; most nodes have none.
 */
public final class FailCounts {
    private static final String COUNT = "fail-count-";
    private static final String LAST = "last-failure-";

    private final Cluster cluster;
    private final List<Map<String, Failures>> byNode = new ArrayList<>();

    private static final class Failures {
        private int count;
        private long lastSeconds;
    }

    /**
     * Failures of a resource on a node.
     *
     * @param lastSeconds when the last one was, in seconds since the epoch; 0 if that is not known
     */
    public record Count(int count, long lastSeconds) {}

    private static final Count NONE = new Count(0, 0);

    public FailCounts(Cluster cluster) {
        this.cluster = cluster;
    }

    /** To be called when a node's attributes have changed. */
    public void forget() {
        byNode.clear();
    }

    public boolean hasAny(Node node) {
        return !of(node).isEmpty();
    }

    /** Failures that count: none, if the last of them is older than meta-attribute failure-timeout. */
    public Count effective(Resource resource, Node node, Element history) {
        return count(resource, node, true, history);
    }

    /** All failures, however old. */
    public Count recorded(Resource resource, Node node, Element history) {
        return count(resource, node, false, history);
    }

    /** The same, for looking only: it does not settle whether failures of the resource may expire. */
    public Count shown(Resource resource, Node node) {
        Failures failures = of(node).get(failName(resource));
        return failures == null || failures.count <= 0 ? NONE : new Count(failures.count, failures.lastSeconds);
    }

    /** Failures that count of a resource and of what it launches. */
    public int withLaunched(Resource resource, Node node) {
        int sum = effective(resource, node, null).count;
        if (!resource.launched.isEmpty() && !resource.isBundled()) {
            for (Resource launched : resource.launched) {
                sum += withLaunched(launched, node);
            }
        }
        return sum;
    }

    private Count count(Resource resource, Node node, boolean effective, Element history) {
        Failures failures = of(node).get(failName(resource));
        if (failures == null || failures.count <= 0) {
            return NONE;
        }
        if (resource.failureTimeoutMs > 0 && blocks(resource, node, history)) {
            resource.failureTimeoutMs = 0;
        }
        if (effective && failures.lastSeconds > 0 && resource.failureTimeoutMs > 0) {
            long expirySeconds = failures.lastSeconds + (resource.failureTimeoutMs + 500) / 1000;
            if (cluster.nowSeconds() > expirySeconds) {
                return NONE;
            }
        }
        return new Count(failures.count, failures.lastSeconds);
    }

    private static String failName(Resource resource) {
        String name = resource.historyId != null ? resource.historyId : resource.id;
        return resource.unique ? name : Names.withoutInstance(name) + "\n";
    }

    private Map<String, Failures> of(Node node) {
        while (byNode.size() <= node.index) {
            byNode.add(null);
        }
        Map<String, Failures> table = byNode.get(node.index);
        if (table == null) {
            table = read(node);
            byNode.set(node.index, table);
        }
        return table;
    }

    /** Each failure is filed under the exact name, for unique resources, and under the name without instance. */
    private Map<String, Failures> read(Node node) {
        Map<String, Failures> table = new LinkedHashMap<>();
        for (Map.Entry<String, String> attribute : node.attributes.entrySet()) {
            String name = attribute.getKey();
            boolean isCount = name.startsWith(COUNT);
            if (!isCount && !name.startsWith(LAST)) {
                continue;
            }
            String rest = name.substring(isCount ? COUNT.length() : LAST.length());
            int hash = rest.lastIndexOf('#');
            if (hash < 0 || !rest.substring(hash).matches("#.+_[0-9]+")) {
                continue;
            }
            String resource = rest.substring(0, hash);
            add(table, resource, isCount, attribute.getValue());
            add(table, Names.withoutInstance(resource) + "\n", isCount, attribute.getValue());
        }
        return table;
    }

    private void add(Map<String, Failures> table, String name, boolean isCount, String value) {
        Failures failures = table.computeIfAbsent(name, key -> new Failures());
        if (isCount) {
            OptionalInt score = cluster.scores.parse(value);
            failures.count = Score.add(failures.count, score.orElse(0));
        } else {
            failures.lastSeconds = Math.max(failures.lastSeconds, Names.number(value, 0));
        }
    }

    /** Whether a failure blocks the resource, in which case it never expires. */
    private boolean blocks(Resource resource, Node node, Element history) {
        String name = Names.withoutInstance(resource.id);
        for (Element op : OperationConfig.operations(resource)) {
            if (!"block".equals(op.attribute("on-fail"))) {
                continue;
            }
            if (history != null) {
                if (isFailureOf(name, op, history)) {
                    return true;
                }
            } else if (anyFailureOf(name, op, node)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyFailureOf(String name, Element op, Node node) {
        Element status = cluster.cib.child("status");
        for (Element state : status == null ? List.<Element>of() : status.children("node_state")) {
            Element lrm = node.name.equals(state.attribute("uname")) ? state.child("lrm") : null;
            Element resources = lrm == null ? null : lrm.child("lrm_resources");
            for (Element entry : resources == null ? List.<Element>of() : resources.children("lrm_resource")) {
                if (!name.equals(entry.id())) {
                    continue;
                }
                for (Element history : entry.children("lrm_rsc_op")) {
                    if (isFailureOf(name, op, history)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isFailureOf(String name, Element op, Element history) {
        long intervalMs = CibInterval.ms(op.attribute("interval"), 0);
        String operation = op.attribute("name");
        if (operation == null
                || intervalMs != Names.number(history.attribute("interval"), 0)
                || !operation.equalsIgnoreCase(history.attribute("operation"))) {
            return false;
        }
        if (Names.key(name, "last_failure", 0).equalsIgnoreCase(history.id())) {
            return true;
        }
        return Names.key(name, operation, intervalMs).equalsIgnoreCase(history.id())
                && Names.number(history.attribute("rc-code"), 0) != HistoryEntry.expectedExit(history);
    }
}
