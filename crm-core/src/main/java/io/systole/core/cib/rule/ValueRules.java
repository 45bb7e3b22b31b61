package io.systole.core.cib.rule;

import io.systole.core.cib.ClusterOption;
import io.systole.core.value.Role;
import io.systole.core.value.ValueType;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Options, meta-attributes and operation settings hold values of their type. A wrong one is warned of, as it is ignored. */
public final class ValueRules implements Rule {
    private static final ValueType NUMBER = ValueType.matching("a whole number", "-?\\d{1,9}");
    private static final ValueType ROLE = new ValueType(
            "Started, Stopped, Promoted or Unpromoted", text -> Role.parse(text).isPresent());

    private static final Map<String, ValueType> META = new LinkedHashMap<>();

    static {
        META.put("target-role", ROLE);
        META.put("is-managed", ValueType.BOOLEAN);
        META.put("maintenance", ValueType.BOOLEAN);
        META.put("allow-migrate", ValueType.BOOLEAN);
        META.put("critical", ValueType.BOOLEAN);
        META.put("notify", ValueType.BOOLEAN);
        META.put("ordered", ValueType.BOOLEAN);
        META.put("interleave", ValueType.BOOLEAN);
        META.put("globally-unique", ValueType.BOOLEAN);
        META.put("promotable", ValueType.BOOLEAN);
        META.put("resource-stickiness", ValueType.SCORE);
        META.put("migration-threshold", ValueType.SCORE);
        META.put("priority", ValueType.SCORE);
        META.put("failure-timeout", ValueType.INTERVAL);
        META.put("clone-max", NUMBER);
        META.put("clone-node-max", NUMBER);
        META.put("clone-min", NUMBER);
        META.put("promoted-max", NUMBER);
        META.put("promoted-node-max", NUMBER);
        META.put("master-max", NUMBER);
        META.put("master-node-max", NUMBER);
        META.put("multiple-active", ValueType.words("block", "stop_only", "stop_start", "stop_unexpected"));
    }

    @Override
    public void check(Element cib, List<CibFinding> findings) {
        Element configuration = cib.child("configuration");
        pairs(configuration.child("crm_config"), "property", ValueRules::propertyType, findings);
        Objects objects = new Objects(cib);
        for (Element resource : objects.resources.values()) {
            for (Element set : resource.children("meta_attributes")) {
                pairs(set, "resource " + resource.id() + ": meta-attribute", META::get, findings);
            }
            Element operations = resource.child("operations");
            if (operations != null) {
                operations.children("op").forEach(op -> operation(resource, op, findings));
            }
        }
        pairs(configuration.child("rsc_defaults"), "rsc_defaults:", META::get, findings);
    }

    private static ValueType propertyType(String name) {
        ClusterOption option = ClusterOption.named(name);
        return option == null
                ? null
                : new ValueType(option.type().takes(), value -> option.type().accepts(option.current(name, value)));
    }

    private static void operation(Element resource, Element op, List<CibFinding> findings) {
        for (String attribute : List.of("interval", "timeout", "start-delay")) {
            String value = op.attribute(attribute);
            if (value != null && !ValueType.INTERVAL.accepts(value)) {
                findings.add(new CibFinding(
                        false,
                        resource.id(),
                        "resource " + resource.id() + ": operation " + op.attribute("name") + " has " + attribute
                                + "=\"" + value + "\"; it takes " + ValueType.INTERVAL.takes()));
            }
        }
    }

    private static void pairs(
            Element parent, String what, Function<String, ValueType> types, List<CibFinding> findings) {
        if (parent == null) {
            return;
        }
        Objects.walk(parent, element -> {
            String name = element.attribute("name", "");
            String value = element.attribute("value");
            ValueType type = types.apply(name);
            if (element.name().equals("nvpair") && type != null && value != null && !type.accepts(value)) {
                findings.add(new CibFinding(
                        false,
                        name,
                        what + " " + name + "=\"" + value + "\" is not understood and the default is used; it takes "
                                + type.takes()));
            }
        });
    }
}
