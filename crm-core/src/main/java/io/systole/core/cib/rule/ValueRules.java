package io.systole.core.cib.rule;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Options, meta-attributes and operation settings hold values of their type. A wrong one is warned of, as it is ignored. */
public final class ValueRules implements Rule {
    /** What a name takes. */
    private record Type(String takes, Predicate<String> holds) {}

    private static final Type BOOLEAN =
            new Type("true or false", text -> CrmBoolean.parse(text).isPresent());
    private static final Type TIME = new Type(
            "a time such as 30s, 5min or 2h", text -> CrmInterval.parseMs(text).isPresent() || text.startsWith("P"));
    private static final Type SCORE = new Type(
            "a whole number, INFINITY or -INFINITY", text -> Score.parse(text).isPresent());
    private static final Type NUMBER = new Type("a whole number", text -> text.matches("-?\\d{1,9}"));
    private static final Type ROLE = new Type(
            "Started, Stopped, Promoted or Unpromoted", text -> Role.parse(text).isPresent());
    private static final Type QUORUM_POLICY = words("stop", "freeze", "ignore", "demote", "fence", "suicide");

    private static final Map<String, Type> PROPERTIES = new LinkedHashMap<>();
    private static final Map<String, Type> META = new LinkedHashMap<>();

    static {
        for (String name : List.of(
                "stonith-enabled",
                "fencing-enabled",
                "symmetric-cluster",
                "maintenance-mode",
                "stop-all-resources",
                "start-failure-is-fatal",
                "startup-fencing",
                "concurrent-fencing",
                "enable-acl",
                "shutdown-lock",
                "enable-startup-probes")) {
            PROPERTIES.put(name, BOOLEAN);
        }
        for (String name : List.of(
                "stonith-timeout",
                "fencing-timeout",
                "cluster-delay",
                "dc-deadtime",
                "cluster-recheck-interval",
                "election-timeout",
                "shutdown-escalation",
                "transition-delay",
                "node-pending-timeout")) {
            PROPERTIES.put(name, TIME);
        }
        PROPERTIES.put("no-quorum-policy", QUORUM_POLICY);
        PROPERTIES.put("batch-limit", NUMBER);
        PROPERTIES.put("migration-limit", NUMBER);
        PROPERTIES.put("default-resource-stickiness", SCORE);
        PROPERTIES.put("placement-strategy", words("default", "utilization", "balanced", "minimal"));
        META.put("target-role", ROLE);
        META.put("is-managed", BOOLEAN);
        META.put("maintenance", BOOLEAN);
        META.put("allow-migrate", BOOLEAN);
        META.put("critical", BOOLEAN);
        META.put("notify", BOOLEAN);
        META.put("ordered", BOOLEAN);
        META.put("interleave", BOOLEAN);
        META.put("globally-unique", BOOLEAN);
        META.put("promotable", BOOLEAN);
        META.put("resource-stickiness", SCORE);
        META.put("migration-threshold", SCORE);
        META.put("priority", SCORE);
        META.put("failure-timeout", TIME);
        META.put("clone-max", NUMBER);
        META.put("clone-node-max", NUMBER);
        META.put("clone-min", NUMBER);
        META.put("promoted-max", NUMBER);
        META.put("promoted-node-max", NUMBER);
        META.put("master-max", NUMBER);
        META.put("master-node-max", NUMBER);
        META.put("multiple-active", words("block", "stop_only", "stop_start", "stop_unexpected"));
    }

    private static Type words(String... words) {
        List<String> list = List.of(words);
        return new Type(String.join(", ", list), list::contains);
    }

    @Override
    public void check(Element cib, List<CibFinding> findings) {
        Element configuration = cib.child("configuration");
        pairs(configuration.child("crm_config"), "property", PROPERTIES, findings);
        Objects objects = new Objects(cib);
        for (Element resource : objects.resources.values()) {
            for (Element set : resource.children("meta_attributes")) {
                pairs(set, "resource " + resource.id() + ": meta-attribute", META, findings);
            }
            Element operations = resource.child("operations");
            if (operations != null) {
                operations.children("op").forEach(op -> operation(resource, op, findings));
            }
        }
        pairs(configuration.child("rsc_defaults"), "rsc_defaults:", META, findings);
    }

    private static void operation(Element resource, Element op, List<CibFinding> findings) {
        for (String attribute : List.of("interval", "timeout", "start-delay")) {
            String value = op.attribute(attribute);
            if (value != null && !TIME.holds().test(value)) {
                findings.add(new CibFinding(
                        false,
                        resource.id(),
                        "resource " + resource.id() + ": operation " + op.attribute("name") + " has " + attribute
                                + "=\"" + value + "\"; it takes " + TIME.takes()));
            }
        }
    }

    private static void pairs(Element parent, String what, Map<String, Type> types, List<CibFinding> findings) {
        if (parent == null) {
            return;
        }
        Objects.walk(parent, element -> {
            String name = element.attribute("name", "");
            String value = element.attribute("value");
            Type type = types.get(name);
            if (element.name().equals("nvpair")
                    && type != null
                    && value != null
                    && !type.holds().test(value)) {
                findings.add(new CibFinding(
                        false,
                        name,
                        what + " " + name + "=\"" + value + "\" is not understood and the default is used; it takes "
                                + type.takes()));
            }
        });
    }
}
