package io.systole.policy.action;

import io.systole.core.value.CibInterval;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.rule.CrmTime;
import io.systole.policy.rule.NvPairs;
import io.systole.policy.rule.RuleInput;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is configured for an operation of a resource: its {@code op} element, defaults, and its meta-attributes. */
public final class OperationConfig {
    private static final long DEFAULT_TIMEOUT_MS = 20_000;

    private final Cluster cluster;
    private final NvPairs pairs;
    private final Parameters parameters;

    public OperationConfig(Cluster cluster, NvPairs pairs, Parameters parameters) {
        this.cluster = cluster;
        this.pairs = pairs;
        this.parameters = parameters;
    }

    /** The {@code op} element for an operation; null if there is none. */
    public static Element find(Resource resource, String name, long intervalMs, boolean evenDisabled) {
        Element exact = findExactly(resource, name, intervalMs, evenDisabled);
        if (exact == null && (name.equals("migrate_to") || name.equals("migrate_from"))) {
            return findExactly(resource, "migrate", 0, evenDisabled);
        }
        return exact;
    }

    static Element findExactly(Resource resource, String name, long intervalMs, boolean evenDisabled) {
        Element operations = resource.operations;
        for (int i = 0; operations != null && i < operations.childCount(); i++) {
            Element op = operations.child(i);
            if (op.name().equals("op")
                    && name.equals(op.attribute("name"))
                    && intervalMs(op) == intervalMs
                    && (evenDisabled || isEnabled(op))) {
                return op;
            }
        }
        return null;
    }

    public static long intervalMs(Element op) {
        return CibInterval.ms(op.attribute("interval"), 0);
    }

    public static boolean isEnabled(Element op) {
        return CrmBoolean.parse(op.attribute("enabled"), true);
    }

    /** The instance attributes of an operation on a node. */
    public Map<String, String> parametersOf(Element op, Node node) {
        Map<String, String> table = new LinkedHashMap<>();
        RuleInput input = RuleInput.at(cluster.nowMs).withNode(node == null ? null : node.attributes);
        pairs.read(op, "instance_attributes", null, input, table);
        return table;
    }

    /** The effective meta-attributes of an operation. */
    public Map<String, String> meta(Resource resource, Node node, String name, long intervalMs, Element op) {
        RuleInput input = RuleInput.at(cluster.nowMs)
                .withAgent(
                        resource.xml.attribute("class"),
                        resource.xml.attribute("provider"),
                        resource.xml.attribute("type"))
                .withOperation(name, intervalMs);
        Map<String, String> meta = new LinkedHashMap<>();
        if (op != null) {
            pairs.read(op, "meta_attributes", null, input, meta);
            for (int i = 0; i < op.attributeCount(); i++) {
                meta.put(op.attributeName(i), op.attributeValue(i));
            }
        }
        boolean probe = name.equals("monitor") && intervalMs == 0;
        if (probe && !meta.containsKey("timeout")) {
            Element monitor = mostFrequentMonitor(resource);
            if (monitor != null && monitor.has("timeout")) {
                meta.put("timeout", monitor.attribute("timeout"));
            }
        }
        pairs.read(cluster.operationDefaults, "meta_attributes", null, input, meta);
        meta.remove("id");
        if (intervalMs > 0) {
            meta.put("interval", Long.toString(intervalMs));
        } else {
            meta.remove("interval");
        }
        if (resource.fenceDevice && (probe || name.equals("start"))) {
            String timeout = parameters.of(resource, node).get("pcmk_monitor_timeout");
            if (timeout != null) {
                meta.put("timeout", timeout);
            }
        }
        meta.put("timeout", Long.toString(timeoutMs(meta.get("timeout"))));
        checkOnFail(resource, name, op, meta);
        addStartDelay(meta, intervalMs);
        return meta;
    }

    private static long timeoutMs(String text) {
        long parsed = CibInterval.unitMs(text, DEFAULT_TIMEOUT_MS);
        return parsed <= 0 ? DEFAULT_TIMEOUT_MS : Math.min(parsed, Integer.MAX_VALUE);
    }

    private void addStartDelay(Map<String, String> meta, long intervalMs) {
        String delay = meta.get("start-delay");
        if (delay != null) {
            meta.put("start-delay", Long.toString(Math.min(CibInterval.unitMs(delay, 0), Integer.MAX_VALUE)));
            return;
        }
        OffsetDateTime origin = CrmTime.parse(meta.get("interval-origin"), cluster.nowMs);
        long intervalSeconds = (intervalMs + 500) / 1000;
        if (origin != null && intervalMs > 0 && intervalSeconds > 0) {
            long since = (cluster.nowSeconds() - origin.toEpochSecond()) % intervalSeconds;
            long left = (since <= 0 ? 0 : intervalSeconds) - since;
            meta.put("start-delay", Long.toString(left * 1000));
        }
    }

    private static Element mostFrequentMonitor(Resource resource) {
        Element found = null;
        long shortestMs = Long.MAX_VALUE;
        for (Element op : operations(resource)) {
            long interval = intervalMs(op);
            if ("monitor".equals(op.attribute("name")) && interval > 0 && isEnabled(op) && interval < shortestMs) {
                shortestMs = interval;
                found = op;
            }
        }
        return found;
    }

    static Iterable<Element> operations(Resource resource) {
        return resource.operations == null ? java.util.List.of() : resource.operations.children("op");
    }

    private void checkOnFail(Resource resource, String name, Element op, Map<String, String> meta) {
        String value = meta.get("on-fail");
        if (name.equals("stop") && value != null && isOneOf(value, "standby", "demote", "stop")) {
            cluster.problem("Operation stop of " + resource.id + ": on-fail cannot be '" + value + "' for stop.");
            meta.remove("on-fail");
            return;
        }
        if (name.equals("demote") && value == null) {
            takeOnFailOfPromotedMonitor(resource, meta);
            return;
        }
        if (name.equals("lrm_delete") && !"ignore".equalsIgnoreCase(value)) {
            meta.put("on-fail", "ignore");
            return;
        }
        if ("demote".equalsIgnoreCase(value)) {
            String configured = op == null ? null : op.attribute("name");
            boolean promotedMonitor = op != null
                    && "monitor".equals(configured)
                    && intervalMs(op) > 0
                    && Role.parse(op.attribute("role")).orElse(null) == Role.PROMOTED;
            if (!"promote".equals(configured) && !promotedMonitor) {
                cluster.problem("Operation " + name + " of " + resource.id
                        + ": on-fail can be 'demote' only for promote and monitors of the promoted role.");
                meta.remove("on-fail");
            }
        }
    }

    private static void takeOnFailOfPromotedMonitor(Resource resource, Map<String, String> meta) {
        for (Element op : operations(resource)) {
            String onFail = op.attribute("on-fail");
            if (onFail != null
                    && "monitor".equals(op.attribute("name"))
                    && Role.parse(op.attribute("role")).orElse(null) == Role.PROMOTED
                    && intervalMs(op) > 0
                    && isEnabled(op)
                    && !onFail.equalsIgnoreCase("demote")) {
                meta.put("on-fail", onFail);
            }
        }
    }

    private static boolean isOneOf(String value, String... words) {
        for (String word : words) {
            if (word.equalsIgnoreCase(value)) {
                return true;
            }
        }
        return false;
    }

    static boolean isTrue(String text) {
        return Names.isTrue(text);
    }
}
