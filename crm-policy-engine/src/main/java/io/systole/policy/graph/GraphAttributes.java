package io.systole.policy.graph;

import io.systole.policy.action.Parameters;
import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The attributes that an action carries: resource parameters, and meta-attributes as {@code CRM_meta_NAME}. */
final class GraphAttributes {
    /** The version of the interface between controller, executor and scheduler that this graph is written for. */
    private static final String FEATURE_SET = "3.20.5";

    private final Parameters parameters;

    GraphAttributes(Parameters parameters) {
        this.parameters = parameters;
    }

    SortedMap<String, String> of(Action action) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("crm_feature_set", FEATURE_SET);
        action.extra.forEach(attributes::putIfAbsent);
        addParameters(action, attributes);
        action.meta.forEach((name, value) -> putMeta(attributes, name, value));
        for (Resource up = action.resource; up != null; up = up.parent) {
            if (up.isPrimitive()) {
                addPrimitive(up, attributes);
            } else if (up.isClone()) {
                addClone(up, attributes);
            }
        }
        addGuest(action, attributes);
        return attributes;
    }

    private void addParameters(Action action, SortedMap<String, String> attributes) {
        Resource resource = action.resource;
        if (resource == null || action.node == null && resource.variant != Variant.PRIMITIVE) {
            return;
        }
        Map<String, String> table = parameters.of(resource, action.node);
        if (action.node != null && "#uname".equals(table.get("addr"))) {
            String address = parameters.of(resource, null).get("addr");
            if (address != null) {
                table.put("addr", address);
            }
        }
        table.forEach((name, value) -> {
            if (!name.isEmpty() && value != null) {
                attributes.putIfAbsent(name, value);
            }
        });
    }

    private static String metaName(String name) {
        return "CRM_meta_" + name.replace('-', '_');
    }

    private static void putMeta(SortedMap<String, String> attributes, String name, String value) {
        if (value != null && name.indexOf('#') < 0 && name.indexOf(':') < 0) {
            attributes.putIfAbsent(metaName(name), value);
        }
    }

    private static void addPrimitive(Resource primitive, SortedMap<String, String> attributes) {
        putOver(attributes, "clone", primitive.meta.get("clone"));
        putOver(attributes, "remote-node", primitive.meta.get("remote-node"));
        for (Resource up = primitive; up != null; up = up.parent) {
            if (up.launcher != null) {
                putOver(attributes, "container", up.launcher.id);
            }
        }
        String address = primitive.meta.get("external-ip");
        if (address != null) {
            attributes.put("pcmk_external_ip", address);
        }
    }

    private static void putOver(SortedMap<String, String> attributes, String name, String value) {
        if (value != null) {
            attributes.put(metaName(name), value);
        }
    }

    private static void addClone(Resource clone, SortedMap<String, String> attributes) {
        putOver(attributes, "globally-unique", Boolean.toString(clone.unique));
        putOver(attributes, "notify", Boolean.toString(clone.notify));
        putOver(attributes, "clone-max", Integer.toString(clone.cloneMax));
        putOver(attributes, "clone-node-max", Integer.toString(clone.cloneNodeMax));
        if (clone.promotable) {
            String max = Integer.toString(clone.promotedMax);
            String nodeMax = Integer.toString(clone.promotedNodeMax);
            putOver(attributes, "promoted-max", max);
            putOver(attributes, "promoted-node-max", nodeMax);
            // Agents written before Pacemaker 2.0 know these names.
            putOver(attributes, "master-max", max);
            putOver(attributes, "master-node-max", nodeMax);
        }
    }

    private static void addGuest(Action action, SortedMap<String, String> attributes) {
        Node host = action.resource == null ? null : Router.hostOfGuest(action);
        if (host != null) {
            putMeta(attributes, "container-attribute-target", action.resource.meta.get("container-attribute-target"));
            putMeta(attributes, "physical-host", host.name);
        }
    }
}
