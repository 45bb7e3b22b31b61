package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Brings a configuration of the schemas before 3.0 into today's words: options that were renamed or have become defaults,
 * parameters of fence devices, and what a resource requires, which was said of its start. A later schema has none of them, so
 * that the same words mean nothing there. A new word that is there already wins over the old one beside it.
 */
final class EarlyWords {
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();
    private static final List<String> META_OF_OPERATIONS =
            List.of("interval-origin", "start-delay", "enabled", "on-fail", "record-pending", "role", "timeout");
    private static final String REQUIRES = "requires";

    static {
        for (String name : List.of(
                "no-quorum-policy",
                "startup-fencing",
                "stonith-action",
                "stonith-enabled",
                "stop-orphan-actions",
                "stop-orphan-resources",
                "symmetric-cluster")) {
            OPTIONS.put(name.replace('-', '_'), name);
        }
        OPTIONS.put("transition_idle_timeout", "cluster-delay");
        DEFAULTS.put("default-resource-stickiness", "resource-stickiness");
        DEFAULTS.put("default_resource_stickiness", "resource-stickiness");
        DEFAULTS.put("default-resource-failure-stickiness", "migration-threshold");
        DEFAULTS.put("default_resource_failure_stickiness", "migration-threshold");
        DEFAULTS.put("is-managed-default", "is-managed");
        DEFAULTS.put("is_managed_default", "is-managed");
    }

    private EarlyWords() {}

    /** Whether a CIB is of a schema that has these words. */
    static boolean areIn(Element cib) {
        return cib.attribute("validate-with", "").matches("pacemaker-[12]\\..*");
    }

    static Element replace(Element configuration) {
        Map<String, String> resourceDefaults = new LinkedHashMap<>();
        Map<String, String> operationDefaults = new LinkedHashMap<>();
        Element options = configuration.child("crm_config");
        for (Element set : options == null ? List.<Element>of() : options.children("cluster_property_set")) {
            if (set.child("rule") == null) {
                collect(set, resourceDefaults, operationDefaults);
            }
        }
        Element current = mapped(configuration, section -> switch (section.name()) {
            case "crm_config" -> mapped(section, set -> renamed(set, OPTIONS));
            case "resources" -> mapped(section, EarlyWords::resource);
            default -> section;
        });
        current = withDefaults(current, "rsc_defaults", resourceDefaults);
        return withDefaults(current, "op_defaults", operationDefaults);
    }

    private static void collect(Element set, Map<String, String> resources, Map<String, String> operations) {
        for (Element pair : set.children("nvpair")) {
            String name = pair.attribute("name", "");
            String value = pair.attribute("value");
            if (value != null && (name.equals("default-action-timeout") || name.equals("default_action_timeout"))) {
                operations.put("timeout", value);
            } else if (value != null && DEFAULTS.containsKey(name)) {
                boolean failures = name.contains("failure");
                if (!failures || value.equals("-INFINITY")) {
                    resources.put(DEFAULTS.get(name), failures ? "1" : value);
                }
            }
        }
    }

    private static Element withDefaults(Element configuration, String section, Map<String, String> values) {
        if (values.isEmpty()) {
            return configuration;
        }
        Element defaults = configuration.child(section);
        return defaults == null
                ? configuration.withChild(withMeta(Element.of(section), section, values))
                : configuration.replacing(
                        configuration.children().indexOf(defaults), withMeta(defaults, section, values));
    }

    /** The element with further meta-attributes in its first set without a rule, none replaced. */
    private static Element withMeta(Element element, String id, Map<String, String> values) {
        Element set = null;
        Map<String, String> wanted = new LinkedHashMap<>(values);
        for (Element each : element.children("meta_attributes")) {
            if (each.child("rule") == null) {
                set = set == null ? each : set;
                each.children("nvpair").forEach(pair -> wanted.remove(pair.attribute("name", "")));
            }
        }
        if (wanted.isEmpty()) {
            return element;
        }
        Element filled = set == null ? Element.of("meta_attributes", "id", id + "-meta") : set;
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            String pairId = filled.id() + "-" + each.getKey();
            filled = filled.withChild(
                    Element.of("nvpair", "id", pairId, "name", each.getKey(), "value", each.getValue()));
        }
        return set == null
                ? element.withChild(filled)
                : element.replacing(element.children().indexOf(set), filled);
    }

    private static Element renamed(Element set, Map<String, String> names) {
        return mapped(set, pair -> {
            String name = names.get(pair.attribute("name", ""));
            boolean taken = name != null && has(set, name);
            return name == null ? pair : taken ? null : pair.with("name", name);
        });
    }

    private static boolean has(Element set, String name) {
        return set.children("nvpair").stream().anyMatch(pair -> name.equals(pair.attribute("name")));
    }

    private static Element resource(Element resource) {
        return switch (resource.name()) {
            case "primitive", "template" -> agent(resource);
            case "group", "clone", "master" -> mapped(resource, EarlyWords::resource);
            default -> resource;
        };
    }

    private static Element agent(Element resource) {
        Map<String, String> meta = new LinkedHashMap<>();
        Element current = mapped(resource, child -> switch (child.name()) {
            case "instance_attributes" -> mapped(child, pair -> fenceParameter(child, pair));
            case "meta_attributes" -> mapped(child, pair -> failureStickiness(child, pair));
            case "operations" -> mapped(child, op -> operation(op, meta));
            default -> child;
        });
        return withMeta(current, resource.id(), meta);
    }

    /** {@code pcmk_off_cmd} is called {@code pcmk_off_action} now. */
    private static Element fenceParameter(Element set, Element pair) {
        String name = pair.attribute("name", "");
        if (!name.matches("pcmk_(list|monitor|off|on|reboot|status)_cmd")) {
            return pair;
        }
        String current = name.replace("_cmd", "_action");
        return has(set, current) ? null : pair.with("name", current);
    }

    private static Element failureStickiness(Element set, Element pair) {
        if (!pair.attribute("name", "").replace('_', '-').equals("resource-failure-stickiness")) {
            return pair;
        }
        return "-INFINITY".equals(pair.attribute("value")) && !has(set, "migration-threshold")
                ? pair.with("name", "migration-threshold").with("value", "1")
                : null;
    }

    /** What a start or promotion requires, the resource does; of several, the last one counts. */
    private static Element operation(Element op, Map<String, String> resourceMeta) {
        Map<String, String> meta = new LinkedHashMap<>();
        Map<String, String> required = new LinkedHashMap<>();
        Element current = mapped(op, set -> {
            boolean parameters = set.name().equals("instance_attributes");
            return mapped(set, pair -> {
                String name = pair.attribute("name", "");
                if (name.equals(REQUIRES)) {
                    required.put(REQUIRES, pair.attribute("value", ""));
                    return null;
                }
                if (parameters && META_OF_OPERATIONS.contains(name)) {
                    meta.put(name, pair.attribute("value", ""));
                    return null;
                }
                return pair;
            });
        });
        if (op.has(REQUIRES)) {
            required.put(REQUIRES, op.attribute(REQUIRES));
            current = current.without(REQUIRES);
        }
        String name = op.attribute("name", "");
        if (name.equals("start") || name.equals("promote")) {
            resourceMeta.putAll(required);
        }
        return withMeta(current, op.attribute("id", name), meta);
    }

    /** The element with each child replaced, or without it where that is null; itself where nothing changes. */
    private static Element mapped(Element parent, UnaryOperator<Element> change) {
        List<Element> children = new ArrayList<>(parent.childCount());
        boolean changed = false;
        for (Element child : parent.children()) {
            Element current = change.apply(child);
            changed |= current != child;
            if (current != null) {
                children.add(current);
            }
        }
        return changed ? parent.withChildren(children) : parent;
    }
}
