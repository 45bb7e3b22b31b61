package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import java.util.ArrayList;
import java.util.List;

/** Finds remote and guest nodes in the resources section, and makes the connections into guests. */
final class RemoteResources {
    private final Cluster cluster;

    RemoteResources(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Whether a primitive is a connection to a Pacemaker Remote node. */
    static boolean isConnection(Element primitive) {
        return "remote".equalsIgnoreCase(primitive.attribute("type"))
                && "ocf".equalsIgnoreCase(primitive.attribute("class"))
                && "pacemaker".equalsIgnoreCase(primitive.attribute("provider"));
    }

    /** Adds nodes for all connections, and returns the resources with the connections into guests appended. */
    List<Element> expand(List<Element> resources) {
        List<Element> all = new ArrayList<>(resources);
        for (Element resource : resources) {
            if (isConnection(resource)) {
                addNode(resource.id());
            } else if (resource.name().equals("primitive")) {
                addGuest(resource, all);
            } else if (resource.name().equals("group")) {
                resource.children().forEach(member -> addGuest(member, all));
            }
        }
        return all;
    }

    private void addNode(String id) {
        if (id != null && cluster.node(id) == null) {
            cluster.addNode(id, id, true, 0);
        }
    }

    private void addGuest(Element primitive, List<Element> all) {
        String name = null;
        String address = null;
        String port = null;
        String timeout = "60s";
        String migrate = null;
        String managed = null;
        for (Element set : primitive.children("meta_attributes")) {
            for (Element pair : set.children()) {
                String value = pair.attribute("value");
                switch (pair.attribute("name", "")) {
                    case "remote-node" -> name = value;
                    case "remote-addr" -> address = value;
                    case "remote-port" -> port = value;
                    case "remote-connect-timeout" -> timeout = value;
                    case "remote-allow-migrate" -> migrate = value;
                    case "is-managed" -> managed = value;
                    default -> {}
                }
            }
        }
        if (name == null) {
            return;
        }
        for (Element other : all) {
            if (name.equals(other.id())) {
                addNode(name);
                return;
            }
        }
        all.add(connection(name, primitive.id(), migrate, managed, timeout, address, port));
        addNode(name);
    }

    /** A connection as if it had been configured. */
    static Element connection(
            String name,
            String container,
            String migrate,
            String managed,
            String timeout,
            String address,
            String port) {
        Element.Builder meta = Element.builder("meta_attributes").attribute("id", name + "-meta_attributes");
        meta.child(pair(name + "-meta_attributes", "internal_rsc", "true"));
        addPair(meta, name + "-meta_attributes", "container", container);
        addPair(meta, name + "-meta_attributes", "allow-migrate", migrate);
        addPair(meta, name + "-meta_attributes", "is-managed", managed);
        Element.Builder primitive = Element.builder("primitive")
                .attribute("id", name)
                .attribute("class", "ocf")
                .attribute("provider", "pacemaker")
                .attribute("type", "remote")
                .child(meta.build());
        if (address != null || port != null) {
            Element.Builder set = Element.builder("instance_attributes").attribute("id", name + "-instance_attributes");
            addPair(set, name + "-instance_attributes", "addr", address);
            addPair(set, name + "-instance_attributes", "port", port);
            primitive.child(set.build());
        }
        Element.Builder operations = Element.builder("operations").child(operation(name, "monitor", "30s", "30s"));
        if (timeout != null) {
            operations.child(operation(name, "start", "0", timeout));
        }
        return primitive.child(operations.build()).build();
    }

    static void addPair(Element.Builder set, String setId, String name, String value) {
        if (value != null) {
            set.child(pair(setId, name, value));
        }
    }

    static Element pair(String setId, String name, String value) {
        return Element.of("nvpair", "id", setId + "-" + name, "name", name, "value", value);
    }

    static Element operation(String resource, String name, String interval, String timeout) {
        return Element.of(
                "op",
                "id",
                resource + "-" + name + "-" + interval,
                "interval",
                interval,
                "name",
                name,
                "timeout",
                timeout);
    }
}
