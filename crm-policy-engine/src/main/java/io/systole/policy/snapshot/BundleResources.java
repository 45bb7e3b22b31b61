package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.model.BundleContent;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the configuration of the resources that a bundle stands for.
 *
 * <p>Pacemaker parity: paths and parameters are those of a distribution's build, as they are part of what agents get and
 * thus of the digests that decide on restarts.
 */
final class BundleResources {
    private static final String REMOTE_PORT = "3121";
    private static final String REMOTED = "/usr/sbin/pacemaker-remoted";
    private static final String KEY = "/etc/pacemaker/authkey";
    private static final String LOGS = "/var/log/pacemaker/bundles";

    private record Mount(String source, String target, String options, boolean perReplica) {}

    private record Port(String source, String target) {}

    private final Resource bundle;
    private final BundleContent content;
    private final String agent;
    private final Element launcher;
    private final Element network;
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Port> ports = new ArrayList<>();
    private final StringBuilder hosts = new StringBuilder();
    private boolean logsMounted;
    private String lastAddress;

    BundleResources(Resource bundle, String agent, Element launcher) {
        this.bundle = bundle;
        this.content = bundle.bundle;
        this.agent = agent;
        this.launcher = launcher;
        Element configured = bundle.xml.child("network");
        this.network = configured == null ? Element.of("network") : configured;
        readPorts();
        readMounts();
    }

    private void readPorts() {
        for (Element mapping : network.children("port-mapping")) {
            String source = mapping.attribute("port");
            String target = source == null ? null : mapping.attribute("internal-port");
            if (source == null) {
                source = mapping.attribute("range");
            }
            if (source != null && !source.isEmpty()) {
                ports.add(new Port(source, target == null ? source : target));
            }
        }
    }

    private void readMounts() {
        Element storage = bundle.xml.child("storage");
        for (Element mapping : storage == null ? List.<Element>of() : storage.children("storage-mapping")) {
            String source = mapping.attribute("source-dir");
            boolean perReplica = source == null;
            if (perReplica) {
                source = mapping.attribute("source-dir-root");
            }
            String target = mapping.attribute("target-dir");
            if (source != null && target != null) {
                mounts.add(new Mount(source, target, mapping.attribute("options"), perReplica));
                logsMounted |= target.equals("/var/log");
            }
        }
    }

    boolean hasNetwork() {
        if (network.has("ip-range-start")) {
            return true;
        }
        if (network.has("control-port")) {
            content.replicasPerHost = 1;
            return true;
        }
        return false;
    }

    String controlPort() {
        return network.attribute("control-port", REMOTE_PORT);
    }

    /** A clone around what runs inside. */
    Element clone(Element primitive) {
        String id = bundle.id + "-" + (content.promotedMax > 0 ? "master" : "clone");
        String set = bundle.id + "-clone-meta";
        Element.Builder meta = Element.builder("meta_attributes").attribute("id", set);
        RemoteResources.addPair(meta, set, "ordered", "true");
        RemoteResources.addPair(meta, set, "clone-max", Integer.toString(content.replicaCount));
        RemoteResources.addPair(meta, set, "clone-node-max", Integer.toString(content.replicasPerHost));
        RemoteResources.addPair(meta, set, "globally-unique", Boolean.toString(content.replicasPerHost > 1));
        if (content.promotedMax > 0) {
            RemoteResources.addPair(meta, set, "promotable", "true");
            RemoteResources.addPair(meta, set, "promoted-max", Integer.toString(content.promotedMax));
        }
        return Element.builder("clone")
                .attribute("id", id)
                .child(meta.build())
                .child(primitive)
                .build();
    }

    /** A container with something inside needs the cluster's key, a place for logs, and a port to connect to. */
    void addInsideMounts() {
        mounts.add(new Mount(KEY, KEY, null, false));
        if (!logsMounted) {
            mounts.add(new Mount(LOGS, "/var/log", null, true));
        }
        ports.add(new Port(controlPort(), controlPort()));
    }

    /** The next address of the bundle's range; null if it has none. */
    String nextAddress(int offset) {
        String first = network.attribute("ip-range-start");
        if (first == null) {
            return null;
        }
        lastAddress = lastAddress == null ? first : following(lastAddress);
        if (BundleReader.isTrueOrUnset(network.attribute("add-host"))) {
            hosts.append(" --add-host=")
                    .append(bundle.id)
                    .append('-')
                    .append(offset)
                    .append(':')
                    .append(lastAddress);
        } else {
            hosts.append(" --hosts-entry=")
                    .append(lastAddress)
                    .append('=')
                    .append(bundle.id)
                    .append('-')
                    .append(offset);
        }
        return lastAddress;
    }

    private static String following(String address) {
        String[] parts = address.split("\\.");
        try {
            int third = Integer.parseInt(parts[2]);
            int fourth = Integer.parseInt(parts[3]);
            if (parts.length != 4 || third > 253) {
                return null;
            }
            return parts[0] + "." + parts[1] + "." + (fourth > 253 ? third + 1 : third) + "."
                    + (fourth > 253 ? 1 : fourth + 1);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }

    private static Element.Builder primitive(String id, String type) {
        return Element.builder("primitive")
                .attribute("id", id)
                .attribute("class", "ocf")
                .attribute("provider", "heartbeat")
                .attribute("type", type);
    }

    private static Element operations(String id) {
        return Element.of("operations")
                .withChild(Element.of("op", "id", id + "-monitor-60s", "interval", "60s", "name", "monitor"));
    }

    Element address(Replica replica) {
        String id = (bundle.id + "-ip-" + replica.ipAddress).replace(':', '.');
        String set = bundle.id + "-attributes-" + replica.offset;
        Element.Builder attributes = Element.builder("instance_attributes").attribute("id", set);
        RemoteResources.addPair(attributes, set, "ip", replica.ipAddress);
        RemoteResources.addPair(attributes, set, "nic", network.attribute("host-interface"));
        RemoteResources.addPair(attributes, set, "cidr_netmask", network.attribute("host-netmask", "32"));
        return primitive(id, "IPaddr2")
                .child(attributes.build())
                .child(operations(id))
                .build();
    }

    Element container(Replica replica) {
        String id = bundle.id + "-" + agent + "-" + replica.offset;
        String set = bundle.id + "-attributes-" + replica.offset;
        Element.Builder attributes = Element.builder("instance_attributes").attribute("id", set);
        RemoteResources.addPair(attributes, set, "image", launcher.attribute("image"));
        RemoteResources.addPair(attributes, set, "allow_pull", "true");
        RemoteResources.addPair(attributes, set, "force_kill", "false");
        RemoteResources.addPair(attributes, set, "reuse", "false");
        StringBuilder perReplica = new StringBuilder();
        RemoteResources.addPair(attributes, set, "run_opts", runOptions(replica, perReplica));
        RemoteResources.addPair(attributes, set, "mount_points", perReplica.toString());
        String command = launcher.attribute("run-command");
        if (command == null && replica.child != null) {
            command = REMOTED;
        }
        RemoteResources.addPair(attributes, set, "run_cmd", command);
        RemoteResources.addPair(attributes, set, "monitor_cmd", "/bin/true");
        return primitive(id, agent)
                .child(attributes.build())
                .child(operations(id))
                .build();
    }

    private String runOptions(Replica replica, StringBuilder perReplica) {
        StringBuilder out = new StringBuilder();
        if (agent.equals("docker")) {
            out.append(" --restart=no");
        }
        if (network.has("ip-range-start")) {
            out.append(" -h ").append(bundle.id).append('-').append(replica.offset);
        }
        out.append(" -e PCMK_stderr=1");
        String net = launcher.attribute("network");
        if (net != null) {
            out.append(" --net=").append(net);
        }
        out.append(" -e PCMK_remote_port=").append(controlPort());
        for (Mount mount : mounts) {
            String source = mount.source;
            if (mount.perReplica) {
                source = source + "/" + bundle.id + "-" + replica.offset;
                perReplica.append(perReplica.length() == 0 ? "" : ",").append(source);
            }
            out.append(" -v ").append(source).append(':').append(mount.target);
            if (mount.options != null) {
                out.append(':').append(mount.options);
            }
        }
        for (Port port : ports) {
            if (replica.ipAddress != null) {
                out.append(" -p ").append(replica.ipAddress).append(':');
            } else if (!"host".equals(net)) {
                out.append(" -p ");
            } else {
                continue;
            }
            out.append(port.source).append(':').append(port.target);
        }
        if (launcher.has("options")) {
            out.append(' ').append(launcher.attribute("options"));
        }
        if (hosts.length() > 0 || content.child != null || !content.replicas.isEmpty()) {
            out.append(' ').append(hosts);
        }
        return out.toString();
    }
}
