package io.systole.shell.ha;

import static io.systole.shell.ha.ClStatus.FAILED;
import static io.systole.shell.ha.ClStatus.PARAMETER_ERROR;
import static io.systole.shell.ha.ClStatus.UNKNOWN_ERROR;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.ClusterProperties;
import io.systole.core.value.NodeName;
import io.systole.core.view.NodeView;
import io.systole.policy.view.LiveState;
import io.systole.shell.ha.Services.Service;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One question of {@code cl_status} to a cluster that runs. */
final class ClAnswer {
    /** The DC's answer that nothing is under way takes a moment, also where that is so; milliseconds. */
    private static final long ANSWER_MS = 500;

    private final CommandIo io;
    private final ClusterApi cluster;
    private final Set<String> options;
    private final ClusterFacts facts;
    private final List<NodeView> nodes;
    private final Map<String, String> pingHosts;

    ClAnswer(CommandIo io, ClusterApi cluster, Set<String> options) {
        this.io = io;
        this.cluster = cluster;
        this.options = options;
        this.facts = cluster.facts();
        this.nodes =
                LiveState.of(cluster.cib(), System.currentTimeMillis()).view().nodes();
        this.pingHosts = PingHosts.of(cluster.cib().section("resources"));
    }

    int of(String question, List<String> words) {
        return switch (question) {
            case "hbstatus" -> hbStatus();
            case "listnodes" -> listNodes(options.contains("v"));
            case "nodestatus" -> nodeStatus(words.get(0));
            case "nodeweight" -> nodeWeight(words.get(0));
            case "nodetype" -> nodeType(words.get(0));
            case "listhblinks" -> listLinks(words.get(0), options.contains("v"));
            case "hblinkstatus" -> linkStatus(words.get(0), words.get(1));
            case "clientstatus" -> clientStatus(words.get(0), words.get(1));
            case "rscstatus" -> resourceStatus();
            default -> parameter(words);
        };
    }

    private int say(String plain, String sentence, int code) {
        io.out().println(options.contains("m") ? sentence : plain);
        return code;
    }

    private int noNode() {
        io.err().println("Error. May be due to incorrect node name");
        return PARAMETER_ERROR;
    }

    private NodeView node(String name) {
        return nodes.stream()
                .filter(n -> n.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** {@code active}, {@code up} before it has joined, {@code dead}; {@code ping} for a host that answers. */
    private String status(String name) {
        NodeView node = node(name);
        if (node != null) {
            boolean present = facts.view().member(NodeName.of(node.name())).isPresent();
            return present ? node.online() && !node.pending() ? "active" : "up" : "dead";
        }
        return pingHosts.containsKey(name) ? reached(pingHosts.get(name)) ? "ping" : "dead" : null;
    }

    /** Whether this node reaches any of the hosts that count for an attribute. */
    private boolean reached(String attribute) {
        NodeView self = node(facts.local().toString());
        String value = self == null ? null : self.attributes().get(attribute);
        return value != null && value.matches("[1-9][0-9]*");
    }

    private int hbStatus() {
        if (!options.contains("v")) {
            io.out().println("Heartbeat is running on this machine.");
            return 0;
        }
        io.out().println("version:\t" + facts.version());
        io.out().println("managed by:\tpacemaker\t(systole)");
        return listNodes(true);
    }

    private int listNodes(boolean verbose) {
        boolean one = options.contains("n") != options.contains("p");
        if (options.contains("m")) {
            io.out().println("The nodes are as follow:");
        }
        List<String> names = new ArrayList<>();
        if (!one || options.contains("n")) {
            nodes.forEach(node -> names.add(node.name()));
        }
        if (!one || options.contains("p")) {
            names.addAll(pingHosts.keySet());
        }
        for (String name : names) {
            if (verbose) {
                String type = node(name) == null ? "ping" : "normal";
                io.out().println("\n" + name + "\t" + status(name) + "\t(nodetype: " + type + ")");
                listLinks(name, true);
            } else {
                io.out().println(name);
            }
        }
        return 0;
    }

    private int nodeStatus(String name) {
        String status = status(name);
        return status == null
                ? noNode()
                : say(status, "The cluster node " + name + " is " + status, status.equals("dead") ? FAILED : 0);
    }

    private int nodeWeight(String name) {
        NodeView node = node(name);
        if (node == null) {
            return noNode();
        }
        int votes = facts.quorum().votes().getOrDefault(NodeName.of(node.name()), 0);
        return say(String.valueOf(votes), "The weight of the cluster node " + name + " is " + votes, 0);
    }

    private int nodeType(String name) {
        String type = node(name) != null ? "normal" : pingHosts.containsKey(name) ? "ping" : null;
        return type == null ? noNode() : say(type, "The node " + name + "'s type: " + type, 0);
    }

    /** The device that the cluster's own address is on; a host that is pinged is its own link, as it was. */
    private String link(String name) {
        if (node(name) == null) {
            return name;
        }
        for (String line : facts.membership()) {
            String[] parts = line.strip().split("\\s*=\\s*", 2);
            if (parts[0].equals("addr") && parts.length == 2) {
                return device(parts[1]);
            }
        }
        return "link0";
    }

    private static String device(String address) {
        try {
            NetworkInterface device = NetworkInterface.getByInetAddress(InetAddress.getByName(address));
            return device == null ? address : device.getName();
        } catch (UnknownHostException | SocketException e) {
            return address;
        }
    }

    private int listLinks(String name, boolean verbose) {
        String status = status(name);
        if (status == null) {
            io.err().println("ERROR: Cannot start heartbeat link interface walk.");
            io.err().println("ERROR: REASON: " + name + " is no node of this cluster");
            return UNKNOWN_ERROR;
        }
        if (options.contains("m")) {
            io.out().println("\tthis node has the following heartbeat links:");
        }
        io.out().println("\t" + link(name) + (verbose ? "\t" + up(status) : ""));
        return 0;
    }

    private static String up(String status) {
        return status.equals("dead") ? "dead" : "up";
    }

    private int linkStatus(String name, String link) {
        String status = status(name);
        if (status == null || !link.equals(link(name))) {
            io.err().println("ERROR: Cannot get heartbeat link status");
            io.err()
                    .println("ERROR: REASON: "
                            + (status == null
                                    ? name + " is no node of this cluster"
                                    : name + " has the link " + link(name) + ", not " + link));
            return UNKNOWN_ERROR;
        }
        String state = up(status);
        return say(
                state,
                "The node " + name + "'s heartbeat link " + link + " is " + state,
                state.equals("up") ? 0 : FAILED);
    }

    /** What used to be programs of their own runs inside the daemon, or as a resource. */
    private int clientStatus(String name, String client) {
        NodeView node = node(name);
        if (node == null) {
            io.err().println("ERROR: Cannot get heartbeat client " + client + "'s status");
            io.err().println("ERROR: REASON: " + name + " is no node of this cluster");
            return UNKNOWN_ERROR;
        }
        boolean inside = List.of("cib", "crmd", "attrd", "lrmd", "stonithd", "stonith-ng", "ccm", "pengine")
                .contains(client);
        boolean pings = List.of("ipfail", "pingd", "ping").contains(client) && !pingHosts.isEmpty();
        boolean runs = node.running().stream().anyMatch(id -> id.equals(client));
        boolean online = status(name).equals("active") && (inside || pings || runs);
        io.out().println(online ? "online" : "offline");
        return online ? 0 : FAILED;
    }

    private int resourceStatus() {
        String local = facts.local().toString();
        List<Service> services = Services.of(cluster.cib());
        List<Service> here = services.stream().filter(s -> s.on(local)).toList();
        boolean own = here.stream().anyMatch(s -> s.localTo(local));
        boolean others = here.stream().anyMatch(s -> !s.localTo(local));
        String status;
        if (!cluster.awaitIdle(ANSWER_MS)) {
            status = "transition";
        } else if (here.isEmpty()) {
            status = "none";
        } else if (here.size() == services.size() || own && others) {
            status = "all";
        } else {
            status = own ? "local" : "foreign";
        }
        return say(status, "This node is holding " + status + " resources.", 0);
    }

    private int parameter(List<String> words) {
        if (!options.contains("p") || words.isEmpty()) {
            io.err().println("ERROR: parameter name required");
            return PARAMETER_ERROR;
        }
        String name = words.get(0);
        String token = facts.cmap().get("totem.token");
        String value = switch (name) {
            case "deadtime" -> token == null ? null : token + "ms";
            case "keepalive" -> token == null ? null : Long.parseLong(token) / 10 + "ms";
            case "initdead" -> ClusterProperties.value(cluster.cib().section("crm_config"), "dc-deadtime");
            case "udpport" -> facts.cmap().get("totem.interface.0.mcastport");
            case "cluster" -> facts.cmap().get("totem.cluster_name");
            case "logfile" -> facts.cmap().get("logging.logfile");
            default -> null;
        };
        if (value == null) {
            io.err().println("ERROR: Cannot get parameter " + name + "'s value");
            io.err().println("ERROR: REASON: it is not set");
            return FAILED;
        }
        return say(value, "Heartbeat parameter " + name + "'s value: " + value, 0);
    }
}
